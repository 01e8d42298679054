import { z } from 'zod';
import { DateField } from './components/field.tsx';
import { Day } from './components/say.tsx';
import { defineStep } from './mailing-step.tsx';
import { DETAIL_WORDS } from './mailing-words.ts';

const date = z.string().optional();

/** When. */
export const datesStep = defineStep({
  path: 'wanneer',
  title: { nl: 'Wanneer gaat het eruit?', en: 'When does it go out?' },
  why: {
    nl: 'Het KCC zoekt een moment waarop er genoeg mensen zijn. Hoe meer ruimte u geeft, hoe korter inwoners wachten. Een wettelijke uiterste datum gaat altijd voor.',
    en: 'The contact centre looks for a moment with enough people. The more room you give, the shorter residents wait. A legal latest date always comes first.',
  },
  of: ['earliest', 'preferred', 'legalLatest'],
  outlook: true,
  stay: { nl: 'Bewaar en toon de belgolf', en: 'Save and show the wave' },
  shape: { earliest: date, preferred: date, legalLatest: date },
  fields: ({ earliest, preferred, legalLatest }) => (
    <>
      <DateField
        name="earliest"
        label={DETAIL_WORDS.earliest}
        hint={{
          nl: 'Vanaf deze dag mag de mailing weg.',
          en: 'From this day on the mailing may leave.',
        }}
        value={earliest}
      />
      <DateField
        name="preferred"
        label={DETAIL_WORDS.preferred}
        hint={{
          nl: 'De dag die voor u het beste is.',
          en: 'The day that suits you best.',
        }}
        value={preferred}
      />
      <DateField
        name="legalLatest"
        label={DETAIL_WORDS.legalLatest}
        hint={{
          nl: 'Alleen als een wet een datum noemt. Gaat de mailing later weg, dan kan een besluit ongeldig zijn. Sluis waarschuwt op tijd.',
          en: 'Only when a law names a date. If the mailing leaves later, a decision may be void. Sluis warns in time.',
        }}
        value={legalLatest}
        optional
      />
    </>
  ),
  change: ({ earliest, preferred, legalLatest }) => ({ earliest, preferred, legalLatest }),
  filledIn: ({ earliest, preferred, legalLatest }) => [
    { label: DETAIL_WORDS.earliest, value: earliest && <Day date={earliest} /> },
    { label: DETAIL_WORDS.preferred, value: preferred && <Day date={preferred} /> },
    ...(legalLatest
      ? [{ label: DETAIL_WORDS.legalLatest, value: <Day date={legalLatest} /> }]
      : []),
  ],
});
