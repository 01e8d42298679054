import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { MailingDetails } from '../domain/mailing-details.ts';
import { FileField, TextArea, TextField } from './components/field.tsx';
import { LanguageHints } from './components/language-hints.tsx';
import { Section } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { says } from '../http/input-text.ts';
import { type LetterPdf, letterPdf, letterTold, textOf } from './letter-pdf.ts';
import { defineStep } from './mailing-step.tsx';
import { DETAIL_WORDS } from './mailing-words.ts';

const NEW_ENCLOSURES = 1;
const LETTER = 'brief';
/** A name that somebody typed, which would be lost without a text. */
const isOfOwn = (name: string | undefined) => name !== undefined && name !== LETTER;

/** The text of letter and enclosures. */
export const textsStep = defineStep({
  path: 'tekst',
  title: { nl: 'Wat staat er in de brief?', en: 'What does the letter say?' },
  why: {
    nl: 'Medewerkers lezen mee terwijl een inwoner belt. Plak de tekst zoals inwoners die krijgen. Zet er geen namen of adressen van inwoners in.',
    en: 'Agents read along while a resident calls. Paste the text as residents get it. Put no names or addresses of residents in it.',
  },
  of: ['texts', 'files'],
  files: true,
  stay: { nl: 'Bewaar en toon taaladvies', en: 'Save and show language advice' },
  shape: {
    texts: z
      .array(
        z
          .object({ name: z.string().optional(), text: z.string().optional() })
          .refine(({ name, text }) => text !== undefined || !isOfOwn(name), {
            ...says(
              'Plak ook de tekst hiervan, of maak de naam leeg.',
              'Paste the text of this as well, or empty its name.',
            ),
            path: ['text'],
          }),
      )
      .default([]),
    pdf: letterPdf.optional(),
  },
  fields: ({ texts = [], files = [] }) => (
    <>
      {Array.from({ length: Math.max(1, texts.length) + NEW_ENCLOSURES }, (_, at) => (
        <Section
          key={at}
          id={`tekst-${at}`}
          title={
            at === 0
              ? { nl: 'De brief', en: 'The letter' }
              : { nl: `Bijlage ${at}`, en: `Enclosure ${at}` }
          }
        >
          <TextField
            name={`texts[${at}].name`}
            label={{
              nl: at === 0 ? 'Naam van de brief' : `Naam van bijlage ${at}`,
              en: at === 0 ? 'Name of the letter' : `Name of enclosure ${at}`,
            }}
            value={texts[at]?.name ?? (at === 0 ? LETTER : '')}
            maxLength={200}
            optional={at > 0}
            short
          />
          <TextArea
            name={`texts[${at}].text`}
            label={{
              nl: at === 0 ? 'Tekst van de brief' : `Tekst van bijlage ${at}`,
              en: at === 0 ? 'Text of the letter' : `Text of enclosure ${at}`,
            }}
            value={texts[at]?.text}
            dutch
            rows={at === 0 ? 14 : 5}
            optional={at > 0}
          />
        </Section>
      ))}
      <FileField
        name="pdf"
        label={{ nl: 'De brief als PDF', en: 'The letter as PDF' }}
        hint={{
          nl: 'Sluis leest de tekst, zodat u die niet hoeft te plakken, en kijkt of het A4 is en of de lettertypes erin zitten. Van het bestand blijft alleen een vingerafdruk (SHA-256), om later te zien of het dezelfde brief is. Hoogstens 6 MB.',
          en: 'Sluis reads the text, so that you need not paste it, and looks whether it is A4 and whether the fonts are in it. Of the file only a fingerprint (SHA-256) is kept, to see later whether it is the same letter. At most 6 MB.',
        }}
        accept="application/pdf"
        optional
      />
      {files.length > 0 && (
        <p className="hint">
          <Say text={{ nl: 'Al vastgelegd: ', en: 'On record: ' }} />
          {files.map(({ name }) => name).join(', ')}
        </p>
      )}
    </>
  ),
  after: ({ texts = [] }) => <LanguageHints texts={texts} />,
  told: ({ pdf }) => pdf && letterTold(pdf),
  change: ({ texts, pdf }, { files = [] }) => ({
    texts: withPdf(
      texts.flatMap(({ name, text }, at) => {
        if (text === undefined) return [];
        return [{ name: name ?? (at === 0 ? LETTER : `bijlage ${at}`), text }];
      }),
      pdf,
    ),
    files: pdf
      ? [
          ...files.filter(({ name }) => name !== pdf.name),
          { name: pdf.name, sha256: createHash('sha256').update(pdf.bytes).digest('hex') },
        ]
      : files,
  }),
  filledIn: ({ texts, files = [] }) => [
    {
      label: DETAIL_WORDS.texts,
      value: texts && texts.length > 0 ? texts.map(({ name }) => name).join(', ') : undefined,
    },
    ...(files.length > 0
      ? [{ label: DETAIL_WORDS.files, value: files.map(({ name }) => name).join(', ') }]
      : []),
  ],
});

type Texts = MailingDetails['texts'];

/** The texts with that of the PDF: in place of the one that was read from a file of this name before, or behind the others. */
function withPdf(texts: Texts, pdf: LetterPdf | undefined): Texts {
  const read = pdf && textOf(pdf.facts);
  if (!pdf || read === undefined) return texts;
  const text = { name: pdf.name, text: read };
  return texts.some(({ name }) => name === pdf.name)
    ? texts.map((one) => (one.name === pdf.name ? text : one))
    : [...texts, text];
}
