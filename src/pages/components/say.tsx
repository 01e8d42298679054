import type { ReactNode } from 'react';
import {
  formatDay,
  formatMoment,
  formatNumber,
  formatShortDay,
  formatTime,
} from '../../charts/format.ts';
import { localDateOf } from '../../domain/local-time.ts';
import type { Text } from '../../domain/text.ts';
import { usePage, useSay } from './context.ts';

/** A text in the reader's language. */
export function Say({ text }: { readonly text: Text | string }) {
  return <>{useSay()(text)}</>;
}

/** What is meant for residents, and so is Dutch whatever the reader's language: screen readers then read it with a Dutch voice (WCAG 3.1.2). */
export function Dutch({ children }: { readonly children: ReactNode }) {
  return <span lang="nl">{children}</span>;
}

/** A moment in the municipality's own time, for people and for machines. */
export function Moment({ at }: { readonly at: string }) {
  const { language, timeZone } = usePage();
  return <time dateTime={at}>{formatMoment(at, language, timeZone)}</time>;
}

/** A moment where there is little room: `ma 23 nov, 17.10`. */
export function ShortMoment({ at }: { readonly at: string }) {
  const { language, timeZone } = usePage();
  const day = formatShortDay(localDateOf(at, timeZone), language);
  return <time dateTime={at}>{`${day}, ${formatTime(at, language, timeZone)}`}</time>;
}

/** A day, written out. */
export function Day({ date }: { readonly date: string }) {
  return <time dateTime={date}>{formatDay(date, usePage().language)}</time>;
}

/** A number as people write it. */
export function Amount({ value }: { readonly value: number }) {
  return <>{formatNumber(value, usePage().language)}</>;
}
