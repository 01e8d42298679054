import type { PersonId } from './actor.ts';
import { compareInstants, type Instant } from './instant.ts';
import type { TimeSpan } from './roster.ts';
import type { StaffWish } from './staffing-model-input.ts';
import type { Text } from './text.ts';

/** What somebody says of one stretch of time. */
export type WishAnswer = StaffWish['wish'];

/** Somebody who is asked. `answers` has one per stretch, null where they do not mind. */
export interface OpenCallPerson {
  readonly personId: PersonId;
  readonly answers?: readonly (WishAnswer | null)[];
  readonly answeredAt?: Instant;
}

/** A question to the team before anybody is planned: who wants to work when? Its answers are wishes, and oblige to nothing. */
export interface OpenCall {
  readonly id: string;
  readonly question: string;
  readonly spans: readonly TimeSpan[];
  readonly askedAt: Instant;
  /** Until then answers can be given and changed. */
  readonly answerBy: Instant;
  readonly closedAt?: Instant;
  readonly people: readonly OpenCallPerson[];
}

/** Why an open call takes no (such) answer or cannot be closed. */
export interface OpenCallRefusal {
  readonly code: 'open-call-ended' | 'open-call-other-stretches';
  readonly text: Text;
}

/** Whether answers can be given at `now`. */
export function isOpen({ answerBy, closedAt }: OpenCall, now: Instant): boolean {
  return closedAt === undefined && compareInstants(now, answerBy) < 0;
}

/** Why `answers`, one per stretch, cannot be given at `now`; undefined when they can. */
export function answerRefusal(
  call: OpenCall,
  answers: readonly (WishAnswer | null)[],
  now: Instant,
): OpenCallRefusal | undefined {
  if (!isOpen(call, now)) return ENDED;
  return answers.length === call.spans.length ? undefined : OTHER_STRETCHES;
}

/** What was answered, as the staffing plan takes it: a stretch that somebody does not mind is no wish. */
export function wishesOf(calls: readonly OpenCall[]): StaffWish[] {
  return calls.flatMap(({ spans, people }) =>
    people.flatMap(({ personId, answers = [] }) =>
      answers.flatMap((wish, index) => {
        const span = spans[index];
        return wish && span ? [{ personId, startsAt: span.startsAt, endsAt: span.endsAt, wish }] : []; // prettier-ignore
      }),
    ),
  );
}

/** How many want to work in stretch `index`, and how many would rather not. */
export function wishCounts({ people }: OpenCall, index: number) {
  const count = (wish: WishAnswer) => people.filter(({ answers }) => answers?.[index] === wish).length; // prettier-ignore
  return { wants: count('wants'), ratherNot: count('rather-not') };
}

const ENDED: OpenCallRefusal = {
  code: 'open-call-ended',
  text: {
    nl: 'Deze oproep is gesloten. Bel de planner als u nog iets wilt doorgeven.',
    en: 'This call is closed. Call the planner if you still want to say something.',
  },
};
const OTHER_STRETCHES: OpenCallRefusal = {
  code: 'open-call-other-stretches',
  text: {
    nl: 'Geef voor elk dagdeel van de oproep één antwoord.',
    en: 'Give one answer for each stretch of the call.',
  },
};
