import { channelsOf } from '../../domain/audience.ts';
import { isEnded } from '../../domain/mailing.ts';
import type { Text } from '../../domain/text.ts';
import type { MailingRecord } from '../../store/mailing-row.ts';
import { MAILING_STEPS } from '../mailing-steps.ts';
import type { PageCall } from '../page.ts';
import { ButtonLink, Buttons } from './form.tsx';
import { Banner, Section } from './parts.tsx';
import { Say } from './say.tsx';

interface Way {
  readonly path: string;
  readonly text: Text;
  readonly kind?: 'primary' | 'danger';
}

/** What the department of a mailing can do with it as it stands; nothing for who is not of that department. */
export function DepartmentWays(props: { readonly record: MailingRecord; readonly call: PageCall }) {
  const { record, call } = props;
  const { mailing } = record;
  if (!call.may('mailings.edit') || call.principal.departmentId !== record.departmentId) {
    return null;
  }
  const asked =
    mailing.status === 'held' ? mailing.preparation.changesRequested?.reason : undefined;
  const ways = waysOf(record);
  if (ways.length === 0) return null;
  return (
    <Section id="doen" title={{ nl: 'Wat u kunt doen', en: 'What you can do' }}>
      {asked !== undefined && (
        <Banner tone="warning">
          <p>
            <Say
              text={{
                nl: 'Het KCC vraagt een aanpassing: ',
                en: 'The contact centre asks for changes: ',
              }}
            />
            {asked}
          </p>
        </Banner>
      )}
      <Buttons>
        {ways.map(({ path, text, kind }) => (
          <ButtonLink
            key={path}
            href={`/mailings/${record.id}/${path}`}
            text={text}
            {...(kind && { kind })}
          />
        ))}
      </Buttons>
    </Section>
  );
}

function waysOf({ mailing }: MailingRecord): readonly Way[] {
  if (mailing.status === 'draft' || mailing.status === 'announced') {
    const [first] = MAILING_STEPS;
    const text = { nl: 'Verder met aanmelden', en: 'Continue submitting' };
    const discard = { nl: 'Weggooien', en: 'Throw away' };
    return [
      { path: `aanmelden/${first?.path}`, text, kind: 'primary' },
      { path: 'weggooien', text: discard, kind: 'danger' },
    ];
  }
  if (mailing.status === 'evaluated') {
    const text = { nl: 'Bekijk de evaluatie', en: 'See the evaluation' };
    return [{ path: 'evaluatie', text, kind: 'primary' }];
  }
  if (isEnded(mailing) || mailing.status === 'submitted') return [];
  const confirm = mailing.released.flatMap(({ number, audience, reports }): Way[] =>
    channelsOf(audience).some((channel) => channel !== 'email' && !reports[channel])
      ? [
          {
            path: `deelverzendingen/${number}/bevestigen`,
            text: { nl: `Bevestig deelverzending ${number}`, en: `Confirm batch ${number}` },
            kind: 'primary',
          },
        ]
      : [],
  );
  const answers: Way = {
    path: 'vragenlijst',
    text: { nl: 'Vragen en antwoorden', en: 'Questions and answers' },
  };
  if (mailing.status === 'dispatched') return [...confirm, answers];
  return [
    ...confirm,
    answers,
    { path: 'wijzigen', text: { nl: 'Wijzigen', en: 'Amend' } },
    { path: 'verzendplan', text: { nl: 'Ander verzendplan', en: 'Another dispatch plan' } },
    { path: 'intrekken', text: { nl: 'Intrekken', en: 'Withdraw' }, kind: 'danger' },
  ];
}
