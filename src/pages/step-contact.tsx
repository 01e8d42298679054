import { z } from 'zod';
import { TextField } from './components/field.tsx';
import { defineStep } from './mailing-step.tsx';

const PHONE = { nl: 'Telefoonnummer', en: 'Phone number' };
const HOURS = { nl: 'Openingstijden', en: 'Opening hours' };
const WEB = { nl: 'Webadres', en: 'Web address' };

/** What stands on the mailing to reach the municipality. */
export const contactStep = defineStep({
  path: 'contact',
  title: { nl: 'Welke contactgegevens staan erop?', en: 'Which contact details are on it?' },
  why: {
    nl: 'Eén verkeerd nummer kost een dag bellen. Het KCC kijkt deze gegevens na voordat de mailing weggaat. Vul in wat er op de mailing staat.',
    en: 'One wrong number costs a day of calls. The contact centre checks these details before the mailing leaves. Fill in what stands on the mailing.',
  },
  of: ['printedContact'],
  shape: {
    printedContact: z
      .object({
        phone: z.string().default(''),
        openingHours: z.string().default(''),
        webAddress: z.string().default(''),
      })
      .optional(),
  },
  fields: ({ printedContact: known }) => (
    <>
      <TextField
        name="printedContact.phone"
        label={PHONE}
        value={known?.phone}
        maxLength={50}
        short
      />
      <TextField
        name="printedContact.openingHours"
        label={HOURS}
        hint={{
          nl: 'Bijvoorbeeld: maandag tot en met vrijdag van 8.30 tot 17.00 uur.',
          en: 'For example: Monday to Friday, 8.30 to 17.00.',
        }}
        value={known?.openingHours}
        maxLength={300}
      />
      <TextField
        name="printedContact.webAddress"
        label={WEB}
        value={known?.webAddress}
        maxLength={300}
      />
    </>
  ),
  change: ({ printedContact }) => ({ printedContact }),
  filledIn: ({ printedContact: known }) => [
    { label: PHONE, value: known?.phone },
    { label: HOURS, value: known?.openingHours },
    { label: WEB, value: known?.webAddress },
  ],
});
