import { createHash } from 'node:crypto';
import { keepRecent } from '../domain/keep-recent.ts';
import type { BriefingPdf } from './briefing-pdf.ts';
import { printBriefing } from './briefing-printer.ts';

/** Some 45 kB each. */
const MOST_KEPT = 100;

/**
 * Makes briefings as PDF and keeps the last `most` of them. They are kept by everything that is in them, so that what is answered is never older than
 * what was asked for. Who asks for one that is being made waits for that one.
 */
export function keptBriefings(
  make: (briefing: BriefingPdf) => Promise<Buffer> = printBriefing,
  most = MOST_KEPT,
): (briefing: BriefingPdf) => Promise<Buffer> {
  const kept = new Map<string, Promise<Buffer>>();
  return (briefing) => {
    const key = createHash('sha256').update(JSON.stringify(briefing)).digest('base64');
    let made = kept.get(key);
    if (!made) {
      made = make(briefing);
      made.catch(() => kept.delete(key));
    }
    keepRecent(kept, key, made, most);
    return made;
  };
}
