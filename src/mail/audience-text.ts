import { both, formatNumber } from '../charts/format.ts';
import type { Audience, Channel } from '../domain/audience.ts';
import type { Text } from '../domain/text.ts';

/** In the order in which people are told of them. */
export const CHANNEL_ORDER: readonly Channel[] = ['letter', 'email', 'portal'];

const CHANNEL_WORDS: { readonly [channel in Channel]: { one: Text; more: Text } } = {
  letter: { one: { nl: 'brief', en: 'letter' }, more: { nl: 'brieven', en: 'letters' } },
  email: { one: { nl: 'e-mail', en: 'e-mail' }, more: { nl: 'e-mails', en: 'e-mails' } },
  portal: {
    one: { nl: 'portaalbericht', en: 'portal message' },
    more: { nl: 'portaalberichten', en: 'portal messages' },
  },
};

/** How many get it over which channel, in words: `39.680 brieven en 320 e-mails`. */
export function audienceText(audience: Audience): Text {
  return both((language) => {
    const parts = CHANNEL_ORDER.map((channel) => ({
      count: audience[channel],
      words: CHANNEL_WORDS[channel],
    }))
      .filter(({ count }) => count > 0)
      .map(({ count, words }) => {
        const word = (count === 1 ? words.one : words.more)[language];
        return `${formatNumber(count, language)} ${word}`;
      });
    if (parts.length === 0) return language === 'nl' ? 'niemand' : 'nobody';
    return new Intl.ListFormat(language, { type: 'conjunction' }).format(parts);
  });
}
