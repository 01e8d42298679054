import { z } from 'zod';
import { MAILING_KINDS } from '../domain/mailing.ts';
import { Radios } from './components/choice.tsx';
import { TextField } from './components/field.tsx';
import { Dutch, Say } from './components/say.tsx';
import { defineStep } from './mailing-step.tsx';
import { DETAIL_WORDS, KIND_WORDS } from './mailing-words.ts';

/** What goes out. */
export const contentStep = defineStep({
  path: 'inhoud',
  title: { nl: 'Wat gaat eruit?', en: 'What goes out?' },
  why: {
    nl: 'Het KCC moet weten waarover mensen bellen. Een aanslag geeft meer vragen dan een brief met informatie.',
    en: 'The contact centre must know what people will call about. A tax assessment causes more questions than a letter with information.',
  },
  of: ['title', 'kind', 'purpose'],
  shape: {
    title: z.string().default(''),
    kind: z.enum(MAILING_KINDS).optional(),
    purpose: z.string().optional(),
  },
  fields: ({ title, kind, purpose }) => (
    <>
      <TextField
        name="title"
        label={DETAIL_WORDS.title}
        hint={{
          nl: 'Zoals collega’s hem noemen. Bijvoorbeeld: WOZ-beschikking 2027.',
          en: 'As colleagues call it. For example: WOZ-beschikking 2027.',
        }}
        value={title}
        maxLength={200}
      />
      <Radios
        name="kind"
        label={DETAIL_WORDS.kind}
        value={kind}
        options={MAILING_KINDS.map((value) => ({ value, text: KIND_WORDS[value] }))}
      />
      <TextField
        name="purpose"
        label={DETAIL_WORDS.purpose}
        hint={{
          nl: 'In één zin. Wat moet iemand doen na het lezen?',
          en: 'In one sentence. What should somebody do after reading?',
        }}
        value={purpose}
        dutch
        maxLength={500}
      />
    </>
  ),
  change: ({ title, kind, purpose }) => ({ title, kind, purpose }),
  filledIn: ({ title, kind, purpose }) => [
    { label: DETAIL_WORDS.title, value: title },
    { label: DETAIL_WORDS.kind, value: kind && <Say text={KIND_WORDS[kind]} /> },
    { label: DETAIL_WORDS.purpose, value: purpose && <Dutch>{purpose}</Dutch> },
  ],
});
