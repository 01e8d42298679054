import { z } from 'zod';
import { CHANNELS, NO_AUDIENCE } from '../domain/audience.ts';
import { counted } from '../domain/counted-text.ts';
import { says } from '../http/input-text.ts';
import {
  AdjustmentFields,
  adjustmentForm,
  adjustmentLines,
  adjustmentsAfter,
} from './adjustment-fields.tsx';
import { amount } from './amount.ts';
import { Select } from './components/choice.tsx';
import { FileField, NumberField } from './components/field.tsx';
import { Section } from './components/parts.tsx';
import { Amount, Say } from './components/say.tsx';
import { countAddresses } from './count-addresses.ts';
import { formFile } from './form-file.ts';
import { defineStep } from './mailing-step.tsx';
import { CHANNEL_LABELS } from './mailing-words.ts';

const ADDRESSES = { nl: ['adres', 'adressen'], en: ['address', 'addresses'] } as const;

const addresses = formFile
  .refine(
    ({ bytes }) => countAddresses(bytes) !== undefined,
    says(
      'Hierin vinden wij geen adressen. Kies een CSV-bestand met op de eerste regel de namen van de kolommen. In Excel: kies Opslaan als, en dan CSV.',
      'We find no addresses in this. Choose a CSV file that has the names of the columns on its first line. In Excel: choose Save as, then CSV.',
    ),
  )
  .optional();

const countOf = (file: z.output<typeof addresses>) => file && countAddresses(file.bytes);

/** To how many people. */
export const audienceStep = defineStep({
  path: 'aantallen',
  title: { nl: 'Naar hoeveel mensen?', en: 'To how many people?' },
  why: {
    nl: 'Hiermee berekent Sluis hoeveel mensen er gaan bellen. Wie een e-mail krijgt, belt op een ander moment dan wie een brief krijgt.',
    en: 'From this Sluis calculates how many people will call. Who gets an e-mail calls at another time than who gets a letter.',
  },
  of: ['audience', 'adjustments'],
  files: true,
  outlook: true,
  stay: { nl: 'Bewaar en toon de belgolf', en: 'Save and show the wave' },
  shape: {
    audience: z
      .object({ letter: amount.optional(), email: amount.optional(), portal: amount.optional() })
      .default({ letter: undefined, email: undefined, portal: undefined }),
    addresses,
    addressesChannel: z.enum(CHANNELS).default('letter'),
    adjustment: adjustmentForm,
  },
  fields: ({ audience, adjustments }) => (
    <>
      {CHANNELS.map((channel) => (
        <NumberField
          key={channel}
          name={`audience.${channel}`}
          label={CHANNEL_LABELS[channel]}
          value={audience?.[channel]}
        />
      ))}
      <Section
        id="tellen"
        title={{ nl: 'Of: laat een bestand tellen', en: 'Or: have a file counted' }}
      >
        <FileField
          name="addresses"
          label={{ nl: 'CSV-bestand met adressen', en: 'CSV file with addresses' }}
          hint={{
            nl: 'Sluis telt alleen de regels. Het bestand wordt niet bewaard. Hoogstens 6 MB.',
            en: 'Sluis only counts the lines. The file is not kept. At most 6 MB.',
          }}
          accept=".csv,text/csv"
          optional
        />
        <Select
          name="addressesChannel"
          label={{ nl: 'Deze mensen krijgen', en: 'These people get' }}
          value="letter"
          options={CHANNELS.map((value) => ({ value, text: CHANNEL_LABELS[value] }))}
        />
      </Section>
      <AdjustmentFields known={adjustments} />
    </>
  ),
  change: (
    { audience: typed, addresses: file, addressesChannel, adjustment },
    { adjustments: before },
  ) => {
    const adjustments = adjustmentsAfter(adjustment, before);
    const found = countOf(file);
    const known = CHANNELS.filter((channel) => typed[channel] !== undefined);
    if (known.length === 0 && found === undefined) return { audience: undefined, adjustments };
    return {
      audience: {
        ...NO_AUDIENCE,
        ...Object.fromEntries(known.map((channel) => [channel, typed[channel]])),
        ...(found !== undefined && { [addressesChannel]: found }),
      },
      adjustments,
    };
  },
  told: ({ addresses: file }) => {
    const found = countOf(file);
    if (found === undefined) return undefined;
    const { nl, en } = counted(found, ADDRESSES);
    return {
      nl: `In het bestand ${found === 1 ? 'staat' : 'staan'} ${nl}. Het bestand is niet bewaard.`,
      en: `The file has ${en}. The file was not kept.`,
    };
  },
  filledIn: ({ audience, adjustments }) => [
    ...CHANNELS.map((channel) => ({
      label: CHANNEL_LABELS[channel],
      value: audience ? <Amount value={audience[channel]} /> : <Say text="" />,
    })),
    ...adjustmentLines(adjustments),
  ],
});
