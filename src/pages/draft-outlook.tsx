import { getDraftOutlook } from '../api/draft-outlook.ts';
import { Problem } from '../http/problem.ts';
import type { MailingDraft } from '../store/mailing-row.ts';
import { CollisionReport } from './components/collision-report.tsx';
import { DraftWave } from './components/draft-wave.tsx';
import { EmptyState, Section } from './components/parts.tsx';
import type { PageCall } from './page.ts';

/** Where the wave stands on a page that shows it. */
export const WAVE_ID = 'belgolf';

type Outlook = Awaited<ReturnType<typeof outlookOf>>;

/**
 * What a draft would bring the KCC as it was saved: the wave that its submission would forecast and what else keeps the KCC busy then, or in
 * words why there is none yet.
 */
export async function outlookOf(
  mailingId: string,
  { kind, audience, preferred }: MailingDraft,
  { ask }: PageCall,
) {
  if (!kind || !audience || !preferred) return { wave: NOT_YET };
  try {
    const { body } = await ask(getDraftOutlook, { params: { mailingId } });
    return { wave: body.forecast, collisions: body.collisions };
  } catch (error) {
    if (error instanceof Problem && error.parts.status < 500) return { wave: error.parts.text };
    throw error;
  }
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

const NOT_YET = {
  nl: 'Vul in wat voor mailing het is, naar hoeveel mensen hij gaat en wanneer. Dan ziet u hier hoeveel mensen er gaan bellen.',
  en: 'Fill in the kind of mailing, the numbers and the date. Then this shows how many people will call.',
};
