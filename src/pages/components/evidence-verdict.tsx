import type { EvidenceVerdict } from '../../api/permit-verifications.ts';
import type { Text } from '../../domain/text.ts';
import { counted } from '../../domain/counted-text.ts';
import { Banner } from './parts.tsx';
import { Say } from './say.tsx';

/** What the check of an evidence bundle found, with what it proves and what it leaves open. */
export function EvidenceResult({ verdict }: { readonly verdict: EvidenceVerdict }) {
  const { valid, permits, faults, proves, leavesOpen } = verdict;
  if (!valid) {
    return (
      <Banner tone="bad">
        <p>
          <Say
            text={{
              nl: 'De bewijsmap klopt niet. Waarschuw de beheerder en zet de gegevens veilig voordat iemand verder werkt.',
              en: 'The evidence is not right. Warn the administrator and secure the data before anybody works on.',
            }}
          />
        </p>
        <ul>
          {faults.map(({ code, where, text }) => (
            <li key={`${code} ${where}`}>
              <Say text={text} /> <span className="hash">{where}</span>
            </li>
          ))}
        </ul>
      </Banner>
    );
  }
  return (
    <>
      <Banner tone="good">
        <p>
          <Say text={{ nl: 'De bewijsmap klopt. ', en: 'The evidence is right. ' }} />
          <Say
            text={counted(permits.length, {
              nl: ['vrijgavebewijs is nagekeken.', 'vrijgavebewijzen zijn nagekeken.'],
              en: ['permit was checked.', 'permits were checked.'],
            })}
          />
        </p>
      </Banner>
      <Sentences title={{ nl: 'Dit is bewezen', en: 'This is proven' }} texts={proves} />
      <Sentences
        title={{ nl: 'Dit is niet bewezen', en: 'This is not proven' }}
        texts={leavesOpen}
      />
    </>
  );
}

function Sentences(props: { readonly title: Text; readonly texts: readonly Text[] }) {
  return (
    <>
      <h3>
        <Say text={props.title} />
      </h3>
      <ul>
        {props.texts.map((text) => (
          <li key={text.en}>
            <Say text={text} />
          </li>
        ))}
      </ul>
    </>
  );
}
