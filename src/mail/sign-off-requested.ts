import { both, formatDay } from '../charts/format.ts';
import type { Audience } from '../domain/audience.ts';
import type { LocalDate } from '../domain/instant.ts';
import type { Quantiles } from '../domain/quantiles.ts';
import type { Text } from '../domain/text.ts';
import { audienceText } from './audience-text.ts';
import type { AboutMailing, Addressed, Fact, House, MailContent } from './content.ts';
import { literal, mailingFacts, openMailing } from './content.ts';
import { halfHoursText, waveFact } from './wave-facts.ts';

/** Tells the KCC lead that a mailing is held until the KCC is ready. */
export interface SignOffRequestedMail extends Addressed, AboutMailing {
  readonly departmentName: string;
  readonly audience: Audience;
  readonly preferred: LocalDate;
  readonly legalLatest?: LocalDate;
  readonly forecast?: {
    readonly contacts: Omit<Quantiles, 'mean'>;
    readonly shortageHalfHours: number;
  };
  /** What stands between the mailing and sign-off, each a sentence. */
  readonly unmet: readonly Text[];
}

export function signOffRequested(mail: SignOffRequestedMail, house: House): MailContent {
  return {
    subject: {
      nl: `Nieuwe mailing wacht op uw akkoord: ${mail.title}`,
      en: `New mailing waits for your sign-off: ${mail.title}`,
    },
    paragraphs: [
      {
        nl: `De afdeling ${mail.departmentName} heeft een mailing ingediend. Sluis houdt hem vast totdat u akkoord geeft.`,
        en: `The department ${mail.departmentName} has submitted a mailing. Sluis holds it until you sign off.`,
      },
    ],
    facts: [
      ...mailingFacts(mail),
      { label: { nl: 'Afdeling', en: 'Department' }, value: literal(mail.departmentName) },
      { label: { nl: 'Hoeveel', en: 'How many' }, value: audienceText(mail.audience) },
      ...dateFacts(mail),
      ...(mail.forecast ? forecastFacts(mail.forecast) : []),
    ],
    ...toDo(mail.unmet),
    actions: openMailing(house, mail.mailingId, {
      nl: 'Bekijk de mailing',
      en: 'View the mailing',
    }),
  };
}

/** The list of what is still missing for a sign-off, or that only the sign-off itself is. */
export function toDo(unmet: readonly Text[]): Pick<MailContent, 'list'> {
  const onlySignOff: Text = {
    nl: 'Alles is klaar. Alleen uw akkoord ontbreekt nog.',
    en: 'Everything is ready. Only your sign-off is missing.',
  };
  return {
    list: {
      heading: { nl: 'Wat er nog moet gebeuren', en: 'What still has to be done' },
      items: unmet.length > 0 ? unmet : [onlySignOff],
    },
  };
}

const dayText = (date: LocalDate) => both((language) => formatDay(date, language));

/** The dates that a mailing has to keep. */
export function dateFacts(mail: { preferred: LocalDate; legalLatest?: LocalDate }): Fact[] {
  return [
    { label: { nl: 'Liefst op', en: 'Preferably on' }, value: dayText(mail.preferred) },
    ...(mail.legalLatest === undefined
      ? []
      : [
          {
            label: { nl: 'Uiterlijk volgens de wet', en: 'Latest by law' },
            value: dayText(mail.legalLatest),
          },
        ]),
  ];
}

function forecastFacts(forecast: NonNullable<SignOffRequestedMail['forecast']>): Fact[] {
  const short = halfHoursText(forecast.shortageHalfHours);
  const enough = forecast.shortageHalfHours === 0;
  return [
    waveFact(forecast.contacts),
    {
      label: { nl: 'Rooster', en: 'Roster' },
      value: enough
        ? { nl: 'genoeg mensen', en: 'enough people' }
        : { nl: `te weinig mensen in ${short.nl}`, en: `too few people in ${short.en}` },
    },
  ];
}
