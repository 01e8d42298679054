import { both, formatMoment } from '../charts/format.ts';
import type { Batch } from '../domain/dispatch-plan.ts';
import { audienceText } from './audience-text.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { literal, mailingFacts, openMailing } from './content.ts';

/** Tells the department that the KCC lead signed off, and what leaves when. */
export interface SignedOffMail extends Addressed, AboutMailing {
  readonly leadName: string;
  readonly batches: readonly Batch[];
}

export function signedOff(mail: SignedOffMail, house: House): MailContent {
  const { timeZone } = house.municipality;
  return {
    subject: {
      nl: `Akkoord: mailing ${mail.title} mag weg`,
      en: `Signed off: mailing ${mail.title} may leave`,
    },
    paragraphs: [
      {
        nl: 'Het KCC is klaar voor uw mailing. Sluis laat hem gaan op de tijden hieronder. Verandert u nog iets aan de mailing? Dan vervalt het akkoord.',
        en: 'The contact centre is ready for your mailing. Sluis will let it go at the times below. If you change anything in the mailing, the sign-off lapses.',
      },
    ],
    facts: [
      ...mailingFacts(mail),
      { label: { nl: 'Akkoord van', en: 'Signed off by' }, value: literal(mail.leadName) },
      ...mail.batches.map((batch) => ({
        label: { nl: `Deelverzending ${batch.number}`, en: `Batch ${batch.number}` },
        value: both((language) => {
          const when = formatMoment(batch.releaseAt, language, timeZone);
          return `${when}: ${audienceText(batch.audience)[language]}`;
        }),
      })),
    ],
    actions: openMailing(house, mail.mailingId, {
      nl: 'Bekijk de mailing',
      en: 'View the mailing',
    }),
  };
}
