import { z } from 'zod';
import { checkAuditChain } from '../api/audit-chain.ts';
import { counted } from '../domain/counted-text.ts';
import { TextField } from './components/field.tsx';
import { Button, Buttons, Form } from './components/form.tsx';
import { Banner } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { definePage, type View } from './page.ts';

type Verdict = z.input<(typeof checkAuditChain.answers)[200]>;

/** Whether every line of the audit log is still what was written. */
export const auditChainPage = definePage({
  path: '/logboek/controle',
  operation: 'audit.verify',
  form: z.object({ anchor: z.string().default('') }),
  get: async () => view(),
  post: async ({ anchor }, { ask }) => {
    const query = anchor.trim() === '' ? {} : { anchor: anchor.trim() };
    return view((await ask(checkAuditChain, { query })).body);
  },
});

function view(verdict?: Verdict): View {
  return {
    title: { nl: 'De keten controleren', en: 'Check the chain' },
    breadcrumbs: [{ text: { nl: 'Logboek', en: 'Audit log' }, href: '/logboek' }],
    body: (
      <>
        {verdict && <Result verdict={verdict} />}
        <p>
          <Say
            text={{
              nl: 'Elke regel van het logboek draagt het zegel van de regel ervoor. Is er een regel gewijzigd, gewist of tussengevoegd, dan kloppen de zegels niet meer. Auditors krijgen elke dag het laatste zegel per mail. Met zo’n zegel merkt u ook dat de hele keten opnieuw geschreven is.',
              en: 'Each line of the log carries the hash of the line before it. When a line was changed, erased or put in, the hashes no longer fit. Auditors get the last hash by mail every day. With such a hash you also notice when the whole chain was written anew.',
            }}
          />
        </p>
        <Form>
          <TextField
            name="anchor"
            optional
            label={{ nl: 'Zegel uit een eerdere mail', en: 'Hash from an earlier mail' }}
            hint={{
              nl: 'Bijvoorbeeld 1204:9f3a… Leeg laten mag.',
              en: 'Such as 1204:9f3a… It may be left empty.',
            }}
            autoComplete="off"
          />
          <Buttons>
            <Button text={{ nl: 'Controleer alle regels', en: 'Check all lines' }} />
          </Buttons>
        </Form>
      </>
    ),
  };
}

function Result({ verdict }: { readonly verdict: Verdict }) {
  const { intact, lines = 0, hash, seq = 0, problem } = verdict;
  if (!intact) {
    return (
      <Banner tone="bad">
        <p>
          <Say
            text={{
              nl: `De keten is gebroken bij regel ${seq} (${problem}). Waarschuw de beheerder en zet de gegevens veilig voordat iemand verder werkt.`,
              en: `The chain is broken at line ${seq} (${problem}). Warn the administrator and secure the data before anybody works on.`,
            }}
          />
        </p>
      </Banner>
    );
  }
  return (
    <Banner tone="good">
      <p>
        <Say text={{ nl: 'De keten is heel. ', en: 'The chain is whole. ' }} />
        <Say
          text={counted(lines, {
            nl: ['regel is nagekeken.', 'regels zijn nagekeken.'],
            en: ['line was checked.', 'lines were checked.'],
          })}
        />
      </p>
      <p>
        <Say text={{ nl: 'Laatste zegel: ', en: 'Last hash: ' }} />
        <span className="hash">{hash}</span>
      </p>
    </Banner>
  );
}
