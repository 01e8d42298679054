import { both, formatNumber } from '../charts/format.ts';
import { counted } from '../domain/counted-text.ts';
import { FAILURE_REASONS, type FailureReason } from '../domain/failure-reason.ts';
import type { Text } from '../domain/text.ts';
import type { AboutMailing, Addressed, Fact, House, MailContent } from './content.ts';
import { mailingFacts, openMailing } from './content.ts';

/** Tells the department once what became of all e-mails of its mailing: what failed and why, and what never left. */
export interface DeliveryReportMail extends Addressed, AboutMailing {
  /** The mailing was refused or withdrawn. */
  readonly stopped: boolean;
  readonly accepted: number;
  readonly failed: number;
  readonly returned: number;
  readonly inDoubt: number;
  readonly reasons: readonly { readonly reason: FailureReason; readonly count: number }[];
}

export function deliveryReport(mail: DeliveryReportMail, house: House): MailContent {
  const { stopped, returned, failed, reasons, title } = mail;
  const items = reasons.map(({ reason, count }) =>
    both((language) => `${formatNumber(count, language)} ×: ${FAILURE_REASONS[reason][language]}`),
  );
  return {
    subject: stopped
      ? {
          nl: `Gestopt: ${emails(returned).nl} van ${title} ${returned === 1 ? 'is' : 'zijn'} niet verzonden`,
          en: `Stopped: ${emails(returned).en} of ${title} ${returned === 1 ? 'was' : 'were'} not sent`,
        }
      : {
          nl: `Niet bezorgd: ${emails(failed + returned).nl} van ${title}`,
          en: `Not delivered: ${emails(failed + returned).en} of ${title}`,
        },
    paragraphs: stopped ? STOPPED : SENT,
    facts: [
      ...mailingFacts(mail),
      fact({ nl: 'Bezorgd', en: 'Delivered' }, mail.accepted),
      fact({ nl: 'Mislukt', en: 'Failed' }, failed),
      fact({ nl: 'Teruggekomen, nooit verzonden', en: 'Returned, never sent' }, returned),
      ...(mail.inDoubt > 0 ? [fact({ nl: 'Onzeker', en: 'In doubt' }, mail.inDoubt)] : []),
    ],
    ...(items.length > 0 && {
      list: { heading: { nl: 'Waarom het mislukte', en: 'Why it failed' }, items },
    }),
    actions: openMailing(house, mail.mailingId, {
      nl: 'Bekijk de mailing',
      en: 'View the mailing',
    }),
  };
}

const STOPPED: readonly Text[] = [
  {
    nl: 'Uw mailing is gestopt. Dit is de afsluiting: zoveel e-mails had Sluis al van uw mailprogramma gekregen, en dit is ervan geworden. Teruggekomen e-mails gaan niet meer weg.',
    en: 'Your mailing was stopped. This closes it: so many e-mails had come in from your mail tool, and this is what became of them. Returned e-mails will not leave any more.',
  },
];
const SENT: readonly Text[] = [
  {
    nl: 'Uw mailing is weg. Niet elke e-mail kwam aan. Sluis probeert het niet nog eens. Welke adressen het zijn, leest u bij de mailing. Bereik deze inwoners op een andere manier als dat nodig is.',
    en: 'Your mailing has left. Not every e-mail arrived. Sluis does not try again. Which addresses they are, you read with the mailing. Reach these residents in another way where that is needed.',
  },
];

const emails = (count: number) => counted(count, { nl: ['e-mail', 'e-mails'], en: ['e-mail', 'e-mails'] }); // prettier-ignore

function fact(label: Text, count: number): Fact {
  return { label, value: both((language) => formatNumber(count, language)) };
}
