import { z } from 'zod';
import { MAILING_KINDS } from '../domain/mailing.ts';
import type { Text } from '../domain/text.ts';
import { invalidInput, Problem } from '../http/problem.ts';
import { TextArea } from './components/field.tsx';
import { linesOf, atLine } from './lines.ts';
import { KIND_WORDS } from './mailing-words.ts';
import { definePage } from './page.ts';
import { saveSettings, settingsNow, SettingsForm } from './settings.tsx';

const PATH = '/instellingen/vragen';
const TITLE: Text = { nl: 'Vragen om mee te beginnen', en: 'Starter questions' };

/** The questions that come every time, per kind of mailing: a department's form begins with them. */
export const questionsSettingsPage = definePage({
  path: PATH,
  operation: 'organisation.write',
  form: z.object({
    starterQuestions: z.partialRecord(z.enum(MAILING_KINDS), z.string()).default({}),
  }),

  get: async (call) => {
    const { now, version } = await settingsNow(call);
    return {
      title: TITLE,
      body: (
        <SettingsForm at={PATH} title={TITLE} why={WHY} version={version}>
          {MAILING_KINDS.map((kind) => (
            <TextArea
              key={kind}
              name={`starterQuestions.${kind}`}
              label={KIND_WORDS[kind]}
              hint={HINT}
              value={(now.starterQuestions?.[kind] ?? []).join('\n')}
              rows={6}
              optional
            />
          ))}
        </SettingsForm>
      ),
    };
  },

  post: async ({ starterQuestions }, call, deps) => {
    const questions = Object.fromEntries(
      MAILING_KINDS.map((kind) => [kind, linesOf(starterQuestions[kind] ?? '')]),
    );
    return saveSettings(call, deps, PATH, (now) => ({ ...now, starterQuestions: questions })).catch(
      (error: unknown) => {
        throw atTheKind(error);
      },
    );
  },
});

/** A fault in one of the questions stands at the kind that it was typed at, with its line. */
function atTheKind(error: unknown): unknown {
  if (!(error instanceof Problem) || !error.parts.faults) return error;
  return invalidInput(
    error.parts.faults.map((fault) => {
      const [, field, at] = /^body\.(starterQuestions\.[\w-]+)\[(\d+)\]/.exec(fault.path) ?? [];
      return field === undefined ? fault : atLine(fault, field, Number(at));
    }),
  );
}

const WHY: Text = {
  nl: 'Deze vragen staan al klaar als een vakafdeling een mailing van deze soort aanmeldt. De afdeling vult ze aan of haalt ze weg.',
  en: 'These questions are there already when a department submits a mailing of this kind. The department adds to them or removes them.',
};
const HINT: Text = {
  nl: 'Elke vraag op een eigen regel, zoals een inwoner hem stelt.',
  en: 'Each question on a line of its own, as a resident asks it.',
};
