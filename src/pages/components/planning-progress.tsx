import type { ReactNode } from 'react';
import type { Text } from '../../domain/text.ts';
import { useSay } from './context.ts';
import { ButtonLink, Buttons } from './form.tsx';
import { Banner } from './parts.tsx';
import { Moment, Say } from './say.tsx';

/** As the API answers a calculation. */
interface Calculation {
  readonly status: 'waiting' | 'running' | 'done' | 'failed';
  readonly progress: number;
  readonly failure?: readonly Text[] | undefined;
  readonly askedAt: string;
}

/** How far a calculation is, or why it has no result; its result when it has one. Follows by itself where a script runs, and by reloading everywhere. */
export function PlanningProgress(props: {
  readonly job: Calculation | undefined;
  /** This page. */
  readonly href: string;
  /** The way to have it calculated; not while that is being done. */
  readonly ask: ReactNode;
  readonly children: ReactNode;
}) {
  const { job, href, ask, children } = props;
  const going = job?.status === 'waiting' || job?.status === 'running';
  return (
    <>
      <p id="berekening-stand" className="unseen" role="status" data-live={LIVE_TABLE}>
        {job && <Say text={STATES[job.status]} />}
      </p>
      <div id="berekening" data-live={LIVE_TABLE}>
        {job && job.status !== 'done' && (
          <Banner tone={job.status === 'failed' ? 'bad' : 'info'}>
            {job.status === 'failed' ? <Failure job={job} /> : <Running job={job} href={href} />}
          </Banner>
        )}
        {job?.status === 'done' && children}
        {!going && ask}
      </div>
    </>
  );
}

/** A change in it makes the page fetch its calculation anew. */
const LIVE_TABLE = 'planning_jobs';

/** Told to who does not see the page change. */
const STATES: { readonly [status in Calculation['status']]: Text } = {
  waiting: { nl: 'Sluis gaat rekenen.', en: 'Sluis is about to calculate.' },
  running: { nl: 'Sluis rekent.', en: 'Sluis is calculating.' },
  done: { nl: 'De berekening is klaar.', en: 'The calculation is done.' },
  failed: { nl: 'Het uitrekenen is niet gelukt.', en: 'The calculation failed.' },
};

function Running({ job, href }: { readonly job: Calculation; readonly href: string }) {
  const say = useSay();
  const { askedAt, progress } = job;
  return (
    <>
      <p>
        <Say text={{ nl: 'Sluis rekent. Gevraagd op', en: 'Sluis is calculating. Asked on' }} />{' '}
        <Moment at={askedAt} />.
      </p>
      <progress className="calculation" max={1} value={progress} aria-label={say(PROGRESS)}>
        {Math.round(progress * 100)}%
      </progress>
      <Buttons>
        <ButtonLink href={href} text={{ nl: 'Kijk hoe ver het is', en: 'See how far it is' }} />
      </Buttons>
    </>
  );
}

function Failure({ job }: { readonly job: Calculation }) {
  return (
    <>
      <p>
        <Say text={{ nl: 'Het uitrekenen is niet gelukt:', en: 'The calculation failed:' }} />
      </p>
      <ul>
        {(job.failure ?? []).map((text) => (
          <li key={text.en}>
            <Say text={text} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** That the figures rest on an earlier forecast than that of now. */
export function Outdated() {
  return (
    <Banner tone="warning">
      <p>
        <Say
          text={{
            nl: 'De prognose is opnieuw gemaakt sinds deze berekening. Laat opnieuw rekenen voor de cijfers van nu.',
            en: 'The forecast was made anew since this calculation. Calculate again for the figures of now.',
          }}
        />
      </p>
    </Banner>
  );
}

const PROGRESS: Text = { nl: 'Hoe ver de berekening is', en: 'How far the calculation is' };
