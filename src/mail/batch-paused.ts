import { both, formatMoment } from '../charts/format.ts';
import type { Batch } from '../domain/dispatch-plan.ts';
import { audienceText } from './audience-text.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { literal, mailingFacts, openMailing } from './content.ts';

/** Tells the KCC lead that the next batch waits, because the wave is bigger than the staff can carry. */
export interface BatchPausedMail extends Addressed, AboutMailing {
  readonly reason: string;
  /** The batch that waits. */
  readonly next: Batch;
}

export function batchPaused(mail: BatchPausedMail, house: House): MailContent {
  const { number, releaseAt, audience } = mail.next;
  return {
    urgent: true,
    subject: {
      nl: `Deelverzending ${number} wacht op u: ${mail.title}`,
      en: `Batch ${number} waits for you: ${mail.title}`,
    },
    paragraphs: [
      {
        nl: 'Er komen meer vragen dan het KCC nu aankan. Daarom wacht de volgende deelverzending. U beslist wanneer hij weg mag.',
        en: 'There are more questions than the contact centre can carry now. That is why the next batch waits. You decide when it may leave.',
      },
    ],
    facts: [
      ...mailingFacts(mail),
      { label: { nl: 'Waarom', en: 'Why' }, value: literal(mail.reason) },
      { label: { nl: 'Wat wacht', en: 'What waits' }, value: audienceText(audience) },
      {
        label: { nl: 'Was gepland op', en: 'Was planned for' },
        value: both((language) => formatMoment(releaseAt, language, house.municipality.timeZone)),
      },
    ],
    actions: openMailing(house, mail.mailingId, {
      nl: 'Beslis over de deelverzending',
      en: 'Decide about the batch',
    }),
  };
}
