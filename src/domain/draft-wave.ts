import { audienceSize } from './audience.ts';
import { dispatchWindow } from './dispatch-window.ts';
import type { MailingDetails } from './mailing-details.ts';
import type { MailingToForecast } from './mailing-forecast.ts';
import type { Text } from './text.ts';

type FilledIn = Partial<Pick<MailingDetails, 'kind' | 'audience' | 'preferred' | 'legalLatest'>>;

/** A draft as it would be forecast if it were submitted as it is, or what has to be filled in before that can be said. */
export type DraftWave =
  | { readonly known: true; readonly mailing: MailingToForecast }
  | { readonly known: false; readonly missing: Text };

/** The wave that a draft would cause: all of it at once on the preferred date. */
export function draftWave(draft: FilledIn): DraftWave {
  const { kind, audience, preferred, legalLatest } = draft;
  if (kind === undefined || !audience || audienceSize(audience) === 0 || preferred === undefined) {
    const missing = [
      ...(kind === undefined ? [KIND] : []),
      ...(audience && audienceSize(audience) > 0 ? [] : [AUDIENCE]),
      ...(preferred === undefined ? [PREFERRED] : []),
    ];
    return { known: false, missing: listOf(missing) };
  }
  const window = dispatchWindow({
    earliest: preferred,
    preferred,
    ...(legalLatest !== undefined && { legalLatest }),
  });
  return { known: true, mailing: { content: { kind, audience, window }, released: [] } };
}

const KIND: Text = { nl: 'de soort', en: 'the kind' };
const AUDIENCE: Text = { nl: 'het aantal mensen', en: 'the number of people' };
const PREFERRED: Text = { nl: 'de gewenste datum', en: 'the preferred date' };

function listOf(parts: readonly Text[]): Text {
  const join = (language: 'nl' | 'en', and: string): string =>
    parts
      .map((part) => part[language])
      .reduce((list, part, i) => {
        if (i === 0) return part;
        return i === parts.length - 1 ? `${list} ${and} ${part}` : `${list}, ${part}`;
      }, '');
  return { nl: join('nl', 'en'), en: join('en', 'and') };
}
