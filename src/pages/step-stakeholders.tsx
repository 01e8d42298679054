import { z } from 'zod';
import { Checkboxes } from './components/choice.tsx';
import { TextField } from './components/field.tsx';
import { Say } from './components/say.tsx';
import { defineStep } from './mailing-step.tsx';
import { DETAIL_WORDS } from './mailing-words.ts';

const NEW_ROWS = 2;
const NOBODY = { nl: 'Niemand', en: 'Nobody' };

/** Who else must know. */
export const stakeholdersStep = defineStep({
  path: 'betrokkenen',
  title: { nl: 'Wie moet dit nog meer weten?', en: 'Who else must know this?' },
  why: {
    nl: 'Denk aan de balie, Communicatie, het sociaal team of een andere gemeente. Sluis stuurt hun een bericht en vraagt of zij het gelezen hebben. Zonder dat geeft het KCC geen akkoord.',
    en: 'Think of the front desk, Communications, the social team or another municipality. Sluis sends them a message and asks whether they read it. Without that the contact centre does not sign off.',
  },
  of: ['stakeholders'],
  shape: {
    stakeholders: z
      .array(z.object({ name: z.string().default(''), email: z.string().default('') }))
      .default([]),
    nobody: z.array(z.literal('ja')).default([]),
  },
  fields: ({ stakeholders }) => (
    <>
      {Array.from({ length: (stakeholders?.length ?? 0) + NEW_ROWS }, (_, at) => (
        <fieldset key={at}>
          <legend>
            <Say text={{ nl: `Betrokkene ${at + 1}`, en: `Stakeholder ${at + 1}` }} />
          </legend>
          <TextField
            name={`stakeholders[${at}].name`}
            label={{ nl: `Naam ${at + 1}`, en: `Name ${at + 1}` }}
            value={stakeholders?.[at]?.name}
            maxLength={200}
          />
          <TextField
            name={`stakeholders[${at}].email`}
            label={{ nl: `E-mailadres ${at + 1}`, en: `E-mail address ${at + 1}` }}
            type="email"
            value={stakeholders?.[at]?.email}
            maxLength={254}
          />
        </fieldset>
      ))}
      <Checkboxes
        name="nobody[]"
        label={{ nl: 'Of hoeft niemand dit te weten?', en: 'Or need nobody know this?' }}
        values={stakeholders?.length === 0 ? ['ja'] : []}
        options={[
          {
            value: 'ja',
            text: { nl: 'Niemand anders hoeft dit te weten', en: 'Nobody else needs to know this' },
          },
        ]}
      />
    </>
  ),
  change: ({ stakeholders, nobody }) => {
    if (stakeholders.length > 0) return { stakeholders };
    return { stakeholders: nobody.length > 0 ? [] : undefined };
  },
  filledIn: ({ stakeholders }) => [
    {
      label: DETAIL_WORDS.stakeholders,
      value:
        stakeholders?.length === 0 ? (
          <Say text={NOBODY} />
        ) : (
          stakeholders?.map(({ name, email }) => `${name} (${email})`).join(', ')
        ),
    },
  ],
});
