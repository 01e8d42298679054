import type { MailingDetails } from '../../domain/mailing-details.ts';
import { useSay } from './context.ts';
import { EmptyState, Section } from './parts.tsx';

const idAt = (at: number) => `brieftekst-${at}`;

/** Where the letter of a mailing can be read; a browser opens what is folded around it. */
export function letterHref(mailingId: string): string {
  return `/mailings/${mailingId}#${idAt(0)}`;
}

/** What residents read, folded: an agent reads along with who calls about it. */
export function LetterTexts({ texts }: { readonly texts: MailingDetails['texts'] }) {
  const say = useSay();
  return (
    <Section id="brief" title={{ nl: 'Wat de inwoner leest', en: 'What the resident reads' }}>
      {texts.length === 0 && (
        <EmptyState
          text={{
            nl: 'De tekst van de brief is niet meegestuurd. Vraag de vakafdeling ernaar.',
            en: 'The text of the letter was not sent along. Ask the department for it.',
          }}
        />
      )}
      {texts.map(({ name, text }, at) => (
        <details key={name}>
          <summary>{say({ nl: `Lees: ${name}`, en: `Read: ${name}` })}</summary>
          <div
            id={idAt(at)}
            className="letter"
            lang="nl"
            role="region"
            aria-label={name}
            tabIndex={0}
          >
            {text}
          </div>
        </details>
      ))}
    </Section>
  );
}
