import { both, formatMoment } from '../charts/format.ts';
import type { GateStop } from '../domain/gate-stop.ts';
import type { Text } from '../domain/text.ts';
import type { Addressed, House, MailContent } from './content.ts';
import { literal } from './content.ts';

/** Tells leads and auditors that everything was stopped, that a lead wants to go on, or that it goes on. */
export interface GateStopMail extends Addressed {
  readonly news: 'stopped' | 'asked' | 'resumed';
  readonly stop: GateStop;
  /** Of whoever stopped it. */
  readonly byName: string;
  readonly askedByName?: string;
  readonly resumedByName?: string;
}

const WORDS: {
  readonly [news in GateStopMail['news']]: {
    readonly subject: Text;
    readonly says: readonly Text[];
  };
} = {
  stopped: {
    subject: {
      nl: 'ALARM: alle verzendingen staan stil',
      en: 'ALARM: everything that leaves is stopped',
    },
    says: [
      {
        nl: 'Een KCC-leider heeft de noodstop gebruikt. Er gaat niets meer weg: geen e-mail, geen brief, van geen enkele mailing. Wat al onderweg was, komt nog aan.',
        en: 'A KCC lead used the stop switch. Nothing leaves any more: no e-mail, no letter, of no mailing. What was on its way already will still arrive.',
      },
      {
        nl: 'Weer verzenden kan alleen met twee KCC-leiders. Tot dan blijft alles veilig bewaard.',
        en: 'Going on takes two KCC leads. Until then everything is kept safely.',
      },
    ],
  },
  asked: {
    subject: {
      nl: 'Gevraagd: weer verzenden na de noodstop',
      en: 'Asked: go on after the stop',
    },
    says: [
      {
        nl: 'Een KCC-leider wil weer verzenden. Een tweede KCC-leider moet dat bevestigen. Kijk eerst of het probleem echt is opgelost.',
        en: 'A KCC lead wants to go on. A second KCC lead must confirm it. Look first whether the problem is really solved.',
      },
    ],
  },
  resumed: {
    subject: {
      nl: 'De noodstop is voorbij: er gaat weer post weg',
      en: 'The stop is over: mail leaves again',
    },
    says: [
      {
        nl: 'Twee KCC-leiders hebben de noodstop opgeheven. Wat klaarstond gaat nu weg, in het gewone tempo.',
        en: 'Two KCC leads ended the stop. What was ready leaves now, at the ordinary pace.',
      },
    ],
  },
};

export function gateStopped(mail: GateStopMail, house: House): MailContent {
  const { news, stop, byName, askedByName, resumedByName } = mail;
  const { request, resumed } = stop;
  const moment = (at: string) =>
    both((language) => formatMoment(at, language, house.municipality.timeZone));
  return {
    urgent: true,
    subject: WORDS[news].subject,
    paragraphs: WORDS[news].says,
    facts: [
      { label: { nl: 'Stilgezet door', en: 'Stopped by' }, value: literal(byName) },
      { label: { nl: 'Sinds', en: 'Since' }, value: moment(stop.at) },
      { label: { nl: 'Waarom', en: 'Why' }, value: literal(stop.reason) },
      {
        label: { nl: 'Op dat moment onderweg', en: 'On its way at that moment' },
        value: literal(String(stop.underWay)),
      },
      ...(request && askedByName !== undefined
        ? [
            {
              label: { nl: 'Gevraagd door', en: 'Asked by' },
              value: literal(askedByName),
            },
            { label: { nl: 'Waarom nu wel', en: 'Why now' }, value: literal(request.reason) },
          ]
        : []),
      ...(resumed && resumedByName !== undefined
        ? [
            { label: { nl: 'Bevestigd door', en: 'Confirmed by' }, value: literal(resumedByName) },
            {
              label: { nl: 'Weer verzenden sinds', en: 'Going on since' },
              value: moment(resumed.at),
            },
          ]
        : []),
    ],
    actions: house.pageAt
      ? [
          {
            label: { nl: 'Bekijk de noodstop', en: 'View the stop' },
            url: house.pageAt('/noodstop'),
          },
        ]
      : [],
  };
}
