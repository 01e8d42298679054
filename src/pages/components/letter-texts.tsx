import type { MailingDetails } from '../../domain/mailing-details.ts';
import { EmptyState, Section } from './parts.tsx';
import { Dutch, Say } from './say.tsx';

const idAt = (at: number) => `brieftekst-${at}`;

/** Where the letter of a mailing can be read; a browser opens what is folded around it. */
export function letterHref(mailingId: string): string {
  return `/mailings/${mailingId}#${idAt(0)}`;
}

/** One letter or enclosure as residents read it, to go through with the keyboard. */
export function LetterText(props: {
  readonly id?: string;
  readonly name: string;
  readonly text: string;
}) {
  const { id, name, text } = props;
  return (
    <div id={id} className="letter" lang="nl" role="region" aria-label={name} tabIndex={0}>
      {text}
    </div>
  );
}

/** What residents read, folded: an agent reads along with who calls about it. */
export function LetterTexts({ texts }: { readonly texts: MailingDetails['texts'] }) {
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
          <summary>
            <Say text={{ nl: 'Lees: ', en: 'Read: ' }} />
            <Dutch>{name}</Dutch>
          </summary>
          <LetterText id={idAt(at)} name={name} text={text} />
        </details>
      ))}
    </Section>
  );
}
