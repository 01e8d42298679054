import { both, formatMoment, formatNumber } from '../charts/format.ts';
import type { Channel } from '../domain/audience.ts';
import type { DispatchReport } from '../domain/mailing.ts';
import type { Text } from '../domain/text.ts';
import { CHANNEL_ORDER } from './audience-text.ts';
import type { AboutMailing, Addressed, Fact, House, MailContent } from './content.ts';
import { mailingFacts, openMailing } from './content.ts';

/** Tells department and lead what became of one batch. */
export interface DispatchReportMail extends Addressed, AboutMailing {
  readonly batch: number;
  readonly of: number;
  readonly reports: { readonly [channel in Channel]?: DispatchReport };
}

const CHANNEL_NAMES: { readonly [channel in Channel]: Text } = {
  letter: { nl: 'Brieven', en: 'Letters' },
  email: { nl: 'E-mails', en: 'E-mails' },
  portal: { nl: 'Portaalberichten', en: 'Portal messages' },
};

export function dispatchReport(mail: DispatchReportMail, house: House): MailContent {
  const reported = CHANNEL_ORDER.flatMap((channel) => {
    const report = mail.reports[channel];
    return report ? [{ channel, report }] : [];
  });
  const inDoubt = reported.some(({ report }) => report.inDoubt > 0);
  return {
    subject: {
      nl: `Verzonden: deelverzending ${mail.batch} van ${mail.of}, ${mail.title}`,
      en: `Sent: batch ${mail.batch} of ${mail.of}, ${mail.title}`,
    },
    paragraphs: [
      {
        nl: `Deelverzending ${mail.batch} van ${mail.of} is weg. Dit is ervan geworden.`,
        en: `Batch ${mail.batch} of ${mail.of} has left. This is what became of it.`,
      },
      ...(inDoubt ? [DOUBT] : []),
    ],
    facts: [
      ...mailingFacts(mail),
      ...reported.flatMap(({ channel, report }) => channelFacts(channel, report, house)),
    ],
    actions: openMailing(house, mail.mailingId, {
      nl: 'Bekijk de mailing',
      en: 'View the mailing',
    }),
  };
}

const DOUBT: Text = {
  nl: 'Van sommige berichten weten wij niet zeker of ze zijn aangekomen. Sluis verstuurt ze niet nog een keer. Wilt u daarnaar kijken?',
  en: 'For some messages we are not sure whether they arrived. Sluis will not send them again. Will you look at them?',
};

function channelFacts(channel: Channel, report: DispatchReport, house: House): Fact[] {
  const value = both((language) => {
    const [accepted, failed, inDoubt] = [report.accepted, report.failed, report.inDoubt].map(
      (count) => formatNumber(count, language),
    );
    const at = formatMoment(report.at, language, house.municipality.timeZone);
    return language === 'nl'
      ? `${accepted} gelukt, ${failed} mislukt, ${inDoubt} onzeker\n${at}`
      : `${accepted} succeeded, ${failed} failed, ${inDoubt} in doubt\n${at}`;
  });
  return [{ label: CHANNEL_NAMES[channel], value }];
}
