import { getCollisions } from '../api/collisions.ts';
import { calculateForecast } from '../api/forecasts.ts';
import { dispatchWindow } from '../domain/dispatch-window.ts';
import { Problem } from '../http/problem.ts';
import type { MailingDraft } from '../store/mailing-row.ts';
import { CollisionReport } from './components/collision-report.tsx';
import { DraftWave } from './components/draft-wave.tsx';
import { EmptyState, Section } from './components/parts.tsx';
import type { PageCall } from './page.ts';

/** Where the wave stands on a page that shows it. */
export const WAVE_ID = 'belgolf';

type Outlook = Awaited<ReturnType<typeof outlookOf>>;

/** What a draft would bring the KCC as it was saved: the wave, or in words why there is none yet, and what else keeps the KCC busy then. */
export async function outlookOf(id: string, draft: MailingDraft, call: PageCall) {
  const [wave, report] = await Promise.all([waveOf(draft, call), collisionsOf(id, call)]);
  return { wave, collisions: 'perDay' in wave ? report : undefined };
}

/** The wave of a draft, and whether it fits. */
export function DraftOutlook({ outlook: { wave, collisions } }: { readonly outlook: Outlook }) {
  return (
    <>
      <Section
        id={WAVE_ID}
        title={{ nl: 'De belgolf die wij verwachten', en: 'The wave that we expect' }}
      >
        {'perDay' in wave ? <DraftWave wave={wave} /> : <EmptyState text={wave} />}
      </Section>
      {collisions && (
        <Section id="past" title={{ nl: 'Past dit bij het KCC?', en: 'Does this fit?' }}>
          <CollisionReport report={collisions} />
        </Section>
      )}
    </>
  );
}

/** The wave that the draft would cause if it left at once on the preferred day; in words why there is none. */
async function waveOf({ kind, audience, preferred, earliest }: MailingDraft, call: PageCall) {
  if (!kind || !audience || !preferred) return NOT_YET;
  const { preferredAt } = dispatchWindow({ earliest: earliest ?? preferred, preferred });
  try {
    const { body } = await call.ask(calculateForecast, {
      query: { halfHours: 'false' },
      body: { kind, audience, batches: [{ releaseAt: preferredAt, audience }] },
    });
    return body;
  } catch (error) {
    if (error instanceof Problem) return error.parts.text;
    throw error;
  }
}

/** What else keeps the KCC busy then; undefined when it cannot be said yet. */
async function collisionsOf(mailingId: string, { ask }: PageCall) {
  try {
    return (await ask(getCollisions, { params: { mailingId } })).body;
  } catch (error) {
    if (error instanceof Problem && error.parts.status < 500) return undefined;
    throw error;
  }
}

const NOT_YET = {
  nl: 'Vul in wat voor mailing het is, naar hoeveel mensen hij gaat en wanneer. Dan ziet u hier hoeveel mensen er gaan bellen.',
  en: 'Fill in the kind of mailing, the numbers and the date. Then this shows how many people will call.',
};
