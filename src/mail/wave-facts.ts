import { both, formatNumber } from '../charts/format.ts';
import type { Quantiles } from '../domain/quantiles.ts';
import type { Text } from '../domain/text.ts';
import type { Fact } from './content.ts';

/** A number of calls with its uncertainty, in words: `ongeveer 1.200 (tussen 900 en 1.600)`. */
export function expectedText({ p10, p50, p90 }: Omit<Quantiles, 'mean'>): Text {
  return both((language) => {
    const [low, middle, high] = [p10, p50, p90].map((value) => formatNumber(value, language));
    return language === 'nl'
      ? `ongeveer ${middle} (waarschijnlijk tussen ${low} en ${high})`
      : `about ${middle} (probably between ${low} and ${high})`;
  });
}

/** The fact that tells how big the wave is expected to be. */
export function waveFact(contacts: Omit<Quantiles, 'mean'>): Fact {
  return {
    label: { nl: 'Verwachte vragen', en: 'Expected contacts' },
    value: expectedText(contacts),
  };
}

/** `1 half uur`, `12 halve uren`. */
export function halfHoursText(count: number): Text {
  return both((language) => {
    const number = formatNumber(count, language);
    if (language === 'nl') return `${number} ${count === 1 ? 'half uur' : 'halve uren'}`;
    return `${number} ${count === 1 ? 'half hour' : 'half hours'}`;
  });
}
