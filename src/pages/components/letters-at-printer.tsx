import type { z } from 'zod';
import type { lettersAtPrinter } from '../../api/letters-at-printer.ts';
import { formatNumber } from '../../charts/format.ts';
import type { Text } from '../../domain/text.ts';
import { Banner } from './parts.tsx';
import { Say } from './say.tsx';

/** What calling them back does to the letters that lie with the printer; nothing when none do. `about` says when. */
export function LettersAtPrinter(props: {
  readonly letters: z.output<typeof lettersAtPrinter>;
  readonly about?: Text;
}) {
  const { takenBack, pastCutOff, printed } = props.letters;
  if (takenBack + pastCutOff + printed === 0) return null;
  const count = (letters: number): Text =>
    letters === 1
      ? { nl: '1 brief', en: '1 letter' }
      : {
          nl: `${formatNumber(letters, 'nl')} brieven`,
          en: `${formatNumber(letters, 'en')} letters`,
        };
  const lines = [
    ...(takenBack > 0 ? [takenBackLine(count(takenBack))] : []),
    ...(printed > 0 ? [printedLine(count(printed))] : []),
  ];
  return (
    <>
      {props.about && (
        <p>
          <Say text={props.about} />
        </p>
      )}
      {pastCutOff > 0 && (
        <Banner tone="warning">
          <p>
            <Say text={pastCutOffLine(count(pastCutOff))} />
          </p>
        </Banner>
      )}
      {lines.map((text) => (
        <p key={text.en}>
          <Say text={text} />
        </p>
      ))}
    </>
  );
}

const takenBackLine = ({ nl, en }: Text): Text => ({
  nl: `Op tijd te stoppen bij de drukker: ${nl}. Sluis haalt die terug. Ze worden niet gedrukt.`,
  en: `Can be stopped in time at the printer: ${en}. Sluis takes these back. They will not be printed.`,
});

const pastCutOffLine = ({ nl, en }: Text): Text => ({
  nl: `Te laat om zeker te stoppen bij de drukker: ${nl}. Het drukken kan al begonnen zijn. Sluis vraagt de drukker om te vernietigen wat nog niet op de post is. Bel de drukker ook zelf.`,
  en: `Too late to be sure of stopping at the printer: ${en}. Printing may have begun. Sluis asks the printer to destroy what is not posted yet. Call the printer yourself as well.`,
});

const printedLine = ({ nl, en }: Text): Text => ({
  nl: `Al gedrukt: ${nl}. Die kan Sluis niet terughalen.`,
  en: `Printed already: ${en}. Sluis cannot call these back.`,
});
