import type { Instant, LocalDate } from './instant.ts';

/** One entry of a calendar: between two moments, or whole days (`lastDay` included). */
export type FeedEntry = {
  /** The same each time, so that a calendar program updates what it has. */
  readonly uid: string;
  readonly summary: string;
  readonly description?: string;
} & (
  | { readonly startsAt: Instant; readonly endsAt: Instant }
  | { readonly firstDay: LocalDate; readonly lastDay: LocalDate }
);

const DAY_MS = 86_400_000;

/** A calendar to subscribe to, as an iCalendar object (RFC 5545). Moments are in UTC, so that no time zone has to be described. `stamp` is when it was made. */
export function calendarFeed(name: string, entries: readonly FeedEntry[], stamp: Instant): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sluis//Sluis//NL',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...entries.flatMap((entry) => eventLines(entry, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines(entry: FeedEntry, stamp: Instant): string[] {
  const { uid, summary, description } = entry;
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${moment(stamp)}`,
    ...('startsAt' in entry
      ? [`DTSTART:${moment(entry.startsAt)}`, `DTEND:${moment(entry.endsAt)}`]
      : [
          `DTSTART;VALUE=DATE:${day(Date.parse(entry.firstDay))}`,
          `DTEND;VALUE=DATE:${day(Date.parse(entry.lastDay) + DAY_MS)}`,
          'TRANSP:TRANSPARENT',
        ]),
    `SUMMARY:${escaped(summary)}`,
    ...(description === undefined ? [] : [`DESCRIPTION:${escaped(description)}`]),
    'END:VEVENT',
  ];
}

/** `20270216T080000Z` */
function moment(at: Instant): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
}

/** TEXT of RFC 5545, 3.3.11; other control characters have no place in it. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, (char) => `\\${char}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** Lines of at most 75 octets, continued with a space (RFC 5545, 3.1), never within a character. */
function folded(line: string): string {
  const parts = [''];
  let octets = 0;
  for (const char of line) {
    const size = char.codePointAt(0)! < 0x80 ? 1 : char.codePointAt(0)! < 0x800 ? 2 : char.length === 2 ? 4 : 3; // prettier-ignore
    if (octets + size > 75) {
      parts.push(' ');
      octets = 1;
    }
    parts[parts.length - 1] += char;
    octets += size;
  }
  return parts.join('\r\n');
}
