import type { Instant, LocalDate } from '../domain/instant.ts';
import type { Language, Text } from '../domain/text.ts';

const LOCALES: { readonly [language in Language]: string } = { nl: 'nl-NL', en: 'en-GB' };

const whole = (language: Language) =>
  new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 0 });
/** Made once: making one takes longer than writing a hundred numbers with it. */
const WHOLE = { nl: whole('nl'), en: whole('en') };

/** The same sentence made in both languages. */
export function both(inLanguage: (language: Language) => string): Text {
  return { nl: inLanguage('nl'), en: inLanguage('en') };
}

/** `value` rounded to whole and written as people write it: `40.000` in Dutch, `40,000` in English. */
export function formatNumber(value: number, language: Language): string {
  return WHOLE[language].format(value);
}

/** `value` with at most one decimal: `4,6` in Dutch, `4.6` in English. */
export function formatDecimal(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(value);
}

/** A share between 0 and 1 as a whole percentage: `82%`. */
export function formatShare(share: number, language: Language): string {
  const style = { style: 'percent', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(LOCALES[language], style).format(share);
}

/** A day in full: `dinsdag 16 februari 2027`. */
export function formatDay(date: LocalDate, language: Language): string {
  return format(new Date(`${date}T00:00:00Z`), language, 'UTC', 'longDay');
}

/** A day where there is little room: `di 16 feb`. */
export function formatShortDay(date: LocalDate, language: Language): string {
  return format(new Date(`${date}T00:00:00Z`), language, 'UTC', 'shortDay').replaceAll('.', '');
}

/** Day and time in `timeZone`: `dinsdag 16 februari 2027 om 9.00 uur`. */
export function formatMoment(at: Instant, language: Language, timeZone: string): string {
  const day = format(new Date(at), language, timeZone, 'longDay');
  const time = formatTime(at, language, timeZone);
  return language === 'nl' ? `${day} om ${time} uur` : `${day} at ${time}`;
}

/** From one moment until another in `timeZone`; the day is named once when it is the same. */
export function formatSpan(from: Instant, to: Instant, language: Language, timeZone: string) {
  const [firstDay, lastDay] = [from, to].map((at) =>
    format(new Date(at), language, timeZone, 'longDay'),
  );
  if (firstDay !== lastDay) {
    const until = language === 'nl' ? 'tot' : 'until';
    return `${formatMoment(from, language, timeZone)} ${until} ${formatMoment(to, language, timeZone)}`;
  }
  const [start, end] = [from, to].map((at) => formatTime(at, language, timeZone));
  return language === 'nl'
    ? `${firstDay} van ${start} tot ${end} uur`
    : `${firstDay} from ${start} to ${end}`;
}

/** The clock in `timeZone`: `9.00` in Dutch, `09:00` in English. */
export function formatTime(at: Instant, language: Language, timeZone: string): string {
  const clock = format(new Date(at), 'en', timeZone, 'clock');
  return language === 'en' ? clock : clock.replace(':', '.').replace(/^0/, '');
}

const SHAPES = {
  longDay: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  shortDay: { weekday: 'short', day: 'numeric', month: 'short' },
  clock: { hour: '2-digit', minute: '2-digit' },
} as const;

/** By what they were made of, a handful: making one takes longer than writing a hundred dates with it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(
  at: Date,
  language: Language,
  timeZone: string,
  shape: keyof typeof SHAPES,
): string {
  const key = `${shape} ${language} ${timeZone}`;
  const known = formats.get(key);
  const made = known ?? new Intl.DateTimeFormat(LOCALES[language], { ...SHAPES[shape], timeZone });
  if (!known) formats.set(key, made);
  return made.format(at).replaceAll(',', '');
}
