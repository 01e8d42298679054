import type { MailingStatus } from './mailing.ts';
import type { Text } from './text.ts';

/** What each state of a mailing means, for people. */
export const STATUS_TEXTS: { readonly [status in MailingStatus]: Text } = {
  announced: {
    nl: 'Aangekondigd: de mailing komt eraan, de inhoud volgt.',
    en: 'Announced: the mailing is coming, its content follows.',
  },
  draft: {
    nl: 'Concept: de vakafdeling werkt eraan.',
    en: 'Draft: the department is working on it.',
  },
  submitted: {
    nl: 'Aangemeld bij het KCC.',
    en: 'Submitted to the contact centre.',
  },
  held: {
    nl: 'Vastgehouden: er gaat niets uit totdat het KCC akkoord geeft.',
    en: 'Held: nothing leaves until the contact centre signs off.',
  },
  'signed-off': {
    nl: 'Akkoord: het KCC is er klaar voor. Er is nog niets uitgegaan.',
    en: 'Signed off: the contact centre is ready. Nothing has left yet.',
  },
  releasing: {
    nl: 'Wordt verzonden: minstens één deelverzending is vrijgegeven.',
    en: 'Releasing: at least one batch has been let out.',
  },
  dispatched: {
    nl: 'Verzonden: alles is uitgegaan, de belgolf loopt.',
    en: 'Dispatched: everything has left, the wave is running.',
  },
  evaluated: {
    nl: 'Geëvalueerd: de belgolf is voorbij en de lessen staan op papier.',
    en: 'Evaluated: the wave is over and its lessons are written down.',
  },
  refused: {
    nl: 'Afgewezen door het KCC.',
    en: 'Refused by the contact centre.',
  },
  withdrawn: {
    nl: 'Ingetrokken: wat nog niet weg was, gaat niet meer weg.',
    en: 'Withdrawn: what had not left does not leave.',
  },
};
