import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '../../src/domain/actor.ts';
import { addAudiences, CHANNELS, channelsOf } from '../../src/domain/audience.ts';
import { type Batch, dispatchPlanKey, nextBatchNumber } from '../../src/domain/dispatch-plan.ts';
import { addSeconds, compareInstants } from '../../src/domain/instant.ts';
import type { MailingCommand } from '../../src/domain/mailing-commands.ts';
import { nextBatch } from '../../src/domain/mailing-decide-release.ts';
import { decide } from '../../src/domain/mailing-decide.ts';
import { dueAt } from '../../src/domain/mailing-due.ts';
import type { MailingEvent } from '../../src/domain/mailing-events.ts';
import { evolve } from '../../src/domain/mailing-evolve.ts';
import { isApproved, isEnded, type Mailing, MAILING_STATUSES } from '../../src/domain/mailing.ts';
import { notYetReleased } from '../../src/domain/released-batch.ts';
import {
  aForecastOf,
  aMailing,
  aSubmittedMailing,
  days,
  LEAD,
  NOW,
  OTHER_LEAD,
  POLICY,
  preparation,
  SLUIS,
  WRITER,
} from '../support/builders/mailing.ts';

/** Leads, one of whom also writes for a department, as happens in a small municipality. */
const actor = fc.constantFrom<Actor>(LEAD, OTHER_LEAD, { personId: 'writer', role: 'kcc-lead' });
const writer = fc.constantFrom<Actor>(WRITER, { personId: 'lead', role: 'department' });

/** What somebody tries to do; what exactly that is hangs on where the mailing stands. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('prepare' as const), by: actor }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('sign' as const), by: actor }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('release' as const), by: actor }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('confirm' as const), by: actor }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('amend' as const),
      by: writer,
      letter: fc.integer({ min: 1, max: 150 }),
      newText: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('plan' as const),
      parts: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('emergency' as const), by: actor }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pause' as const), by: actor }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resume' as const), by: actor }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), by: writer }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface Lived {
  readonly mailing: Mailing;
  readonly now: string;
  readonly events: readonly MailingEvent[];
}

function live(steps: readonly Step[]): Lived {
  let mailing: Mailing = aSubmittedMailing();
  // The window is open; before that nothing can leave.
  let now = days(9);
  const events: MailingEvent[] = [];
  const give = (command: MailingCommand) => {
    const decision = decide(mailing, command, now, POLICY);
    if ('refusal' in decision) return;
    events.push(...decision.events);
    mailing = decision.events.reduce(evolve, mailing);
  };
  give({ type: 'hold', by: SLUIS });
  for (const one of steps) {
    if (one.do === 'wait') now = addSeconds(now, one.days * 86_400);
    else for (const command of commandsOf(one, mailing, now)) give(command);
  }
  return { mailing, now, events };
}

function commandsOf(one: Exclude<Step, { do: 'wait' }>, mailing: Mailing, now: string) {
  if (!('content' in mailing)) return [];
  const { content } = mailing;
  const open = mailing.status === 'held' || isApproved(mailing) ? mailing : undefined;
  const commands: MailingCommand[] = [];
  switch (one.do) {
    case 'prepare': {
      if (!open) break;
      const plan = open.preparation.dispatchPlan ?? split(1, open, now);
      const all = preparation(content, plan).filter(({ type }) => type !== 'planDispatch');
      if (!open.preparation.dispatchPlan) commands.push({ type: 'planDispatch', by: LEAD, plan });
      commands.push(...all, {
        type: 'recordForecast',
        by: SLUIS,
        forecast: aForecastOf(content, plan),
      });
      break;
    }
    case 'sign':
      commands.push({ type: 'signOff', by: one.by });
      break;
    case 'release':
      commands.push({
        type: 'releaseBatch',
        by: SLUIS,
        batch: (open && nextBatch(open)?.number) ?? 1,
      });
      break;
    case 'confirm':
      for (const { number, audience } of open?.released ?? []) {
        for (const channel of channelsOf(audience)) {
          const counts = { accepted: audience[channel], failed: 0, inDoubt: 0 };
          commands.push({ type: 'confirmDispatch', by: SLUIS, batch: number, channel, ...counts });
        }
      }
      break;
    case 'amend':
      commands.push({
        type: 'amend',
        by: one.by,
        content: {
          ...content,
          version: content.version + 1,
          contentDigest: one.newText
            ? `${content.version}`.padStart(64, 'b')
            : content.contentDigest,
          audience: { ...content.audience, letter: one.letter },
        },
      });
      break;
    case 'plan':
      if (open)
        commands.push({ type: 'planDispatch', by: LEAD, plan: split(one.parts, open, now) });
      break;
    case 'emergency':
      commands.push({ type: 'emergencyRelease', by: one.by, reason: 'Nood.' });
      break;
    case 'pause':
      commands.push({ type: 'pauseBatches', by: one.by, reason: 'Druk.' });
      break;
    case 'resume':
      commands.push({ type: 'resumeBatches', by: one.by });
      break;
    case 'withdraw':
      commands.push({ type: 'withdraw', by: one.by, reason: 'Niet nodig.' });
  }
  return commands;
}

/** What is left, in so many batches a day apart, the first one now or when the window opens. */
function split(parts: number, mailing: Parameters<typeof notYetReleased>[0], now: string) {
  const left = notYetReleased(mailing);
  const { opensAt } = mailing.content.window;
  const start = compareInstants(now, opensAt) > 0 ? now : opensAt;
  const first = nextBatchNumber(mailing.released);
  const batches: Batch[] = Array.from({ length: parts }, (_, i) => ({
    number: first + i,
    releaseAt: addSeconds(start, i * 86_400),
    audience: {
      letter: Math.floor((left.letter * (i + 1)) / parts) - Math.floor((left.letter * i) / parts),
      email: i === 0 ? left.email : 0,
      portal: 0,
    },
  }));
  return { batches };
}

const lives = fc.array(step, { minLength: 1, maxLength: 40, size: 'max' });

describe('whatever people and machines ask of a mailing', () => {
  it('a batch leaves only under an approval of exactly what is there by people who did not write it', () => {
    let released = 0;
    fc.assert(
      fc.property(lives, (steps) => {
        const { events } = live(steps);
        let { content, authors } = aSubmittedMailing();
        let planKey = '';
        let approved: Extract<MailingEvent, { approval: unknown }> | undefined;
        for (const event of events) {
          if (event.type === 'amended') {
            ({ content } = event);
            authors = [...authors, event.by];
            approved = undefined;
          }
          if (event.type === 'dispatch-planned') {
            planKey = dispatchPlanKey(event.plan);
            approved = undefined;
          }
          if (event.type === 'emergency-released') planKey = dispatchPlanKey(event.plan);
          if ('approval' in event) approved = event;
          if (event.type !== 'batch-released') continue;
          released += 1;
          const { approval } = approved!;
          const { contentDigest, audience } = content;
          expect(approval.covers).toEqual({ contentDigest, audience, dispatchPlanKey: planKey });
          const people = approval.type === 'sign-off' ? [approval.by] : approval.by;
          expect(new Set(people).size).toBe(approval.type === 'sign-off' ? 1 : 2);
          expect(authors.filter((author) => people.includes(author))).toEqual([]);
        }
      }),
      { numRuns: 5_000 },
    );
    // The property says something only when batches do leave.
    expect(released).toBeGreaterThan(300);
  });

  it('amending an approved mailing voids the approval', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const { mailing, events } = live(steps);
        const last = (type: MailingEvent['type']) => events.findLastIndex((e) => e.type === type);
        const approval = Math.max(last('signed-off'), last('emergency-released'));
        expect(isApproved(mailing) && last('amended') > approval).toBe(false);
      }),
    );
  });

  it('nothing happens any more once it has been withdrawn', () => {
    fc.assert(
      fc.property(lives, lives, (before, later) => {
        const withdrawal: Step = { do: 'withdraw', by: WRITER };
        const { mailing, events } = live([...before, withdrawal, ...later]);
        const at = events.findIndex((event) => event.type === 'withdrawn');
        if (at < 0) return;
        expect(events.slice(at + 1)).toEqual([]);
        expect(mailing.status).toBe('withdrawn');
        expect(isEnded(mailing)).toBe(true);
      }),
    );
  });

  it('never more leaves than there are addressees, and each batch at most once', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const { mailing } = live(steps);
        if (!('released' in mailing)) return;
        const numbers = mailing.released.map((batch) => batch.number);
        expect(new Set(numbers).size).toBe(numbers.length);
        if (!('content' in mailing)) return;
        const left = addAudiences(mailing.released.map((batch) => batch.audience));
        for (const channel of CHANNELS) {
          expect(left[channel]).toBeLessThanOrEqual(mailing.content.audience[channel]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('a mailing that is not over can always still be brought to an end', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const { mailing, now } = live(steps);
        if (isEnded(mailing)) return;
        const ends: MailingCommand[] = [
          { type: 'withdraw', by: WRITER, reason: 'Klaar.' },
          { type: 'recordEvaluation', by: SLUIS, evaluationId: 'e' },
        ];
        expect(ends.some((end) => 'events' in decide(mailing, end, now, POLICY))).toBe(true);
      }),
    );
  });
});

describe('evolve', () => {
  const happened: MailingEvent[] = live([
    { do: 'prepare', by: LEAD },
    { do: 'sign', by: LEAD },
    { do: 'amend', by: WRITER, letter: 90, newText: true },
    { do: 'emergency', by: LEAD },
    { do: 'emergency', by: OTHER_LEAD },
    { do: 'pause', by: LEAD },
    { do: 'resume', by: LEAD },
    { do: 'release', by: LEAD },
    { do: 'confirm', by: LEAD },
  ]).events.slice();

  it.each(MAILING_STATUSES)('takes any event at %s, in a state or out of it', (status) => {
    const mailing = aMailing(status);
    const before = JSON.stringify(mailing);
    for (const event of [
      ...happened,
      { type: 'withdrawn', at: NOW, by: 'x', reason: 'x' } as const,
    ]) {
      const next = evolve(mailing, event);
      expect(MAILING_STATUSES).toContain(next.status);
      expect(next.id).toBe(mailing.id);
      expect(() => dueAt(next)).not.toThrow();
    }
    expect(JSON.stringify(mailing)).toBe(before);
    expect(happened.map((event) => event.type)).toContain('all-dispatched');
  });
});
