import { describe, expect, it } from '@jest/globals';
import { openEmergencyRequest } from '../../src/domain/emergency-request.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { MailingCommand } from '../../src/domain/mailing-commands.ts';
import { decide } from '../../src/domain/mailing-decide.ts';
import { nextBatch, releaseDueAt } from '../../src/domain/mailing-decide-release.ts';
import { dueAt, waveEndsAt } from '../../src/domain/mailing-due.ts';
import type {
  ApprovedMailing,
  DispatchedMailing,
  HeldMailing,
  Mailing,
} from '../../src/domain/mailing.ts';
import {
  aMailing,
  after,
  days,
  LEAD,
  OTHER_LEAD,
  POLICY,
  SLUIS,
  someContent,
  WRITER,
} from '../support/builders/mailing.ts';

const release = (batch: number) => ({ type: 'releaseBatch', by: SLUIS, batch }) as const;
const refusalOf = (mailing: Mailing, command: MailingCommand, now: string) => {
  const decision = decide(mailing, command, now, POLICY);
  return 'refusal' in decision ? decision.refusal.code : 'done';
};
const signedOff = () => aMailing('signed-off') as ApprovedMailing;

describe('letting a batch out', () => {
  it('waits for its time, its turn, the lead and the window', () => {
    expect(refusalOf(signedOff(), release(1), days(19))).toBe('batch-not-due');
    expect(refusalOf(signedOff(), release(1), days(20))).toBe('done');
    expect(refusalOf(signedOff(), release(2), days(30))).toBe('batch-not-next');
    const paused = after(signedOff(), { type: 'pauseBatches', by: LEAD, reason: 'Druk.' });
    expect(refusalOf(paused, release(1), days(20))).toBe('batches-paused');
    expect(refusalOf(signedOff(), release(1), days(41))).toBe('window-closed');
  });

  it.each([
    { contentDigest: 'b'.repeat(64) },
    { audience: { letter: 99, email: 51, portal: 0 } },
    { dispatchPlanKey: 'another plan' },
  ])('looks again at what the approval covers: not %p', (other) => {
    const mailing = signedOff();
    const covers = { ...mailing.approval.covers, ...other };
    const tampered = { ...mailing, approval: { ...mailing.approval, covers } } as ApprovedMailing;
    expect(refusalOf(tampered, release(1), days(20))).toBe('approval-does-not-cover');
  });

  it('keeps overdue batches half their planned distance apart', () => {
    const late = after(signedOff(), { ...release(1), now: days(30) }) as ApprovedMailing;
    expect(releaseDueAt(late, nextBatch(late)!)).toBe(days(32));
    expect(refusalOf(late, release(2), days(31))).toBe('batch-not-due');
    const onTime = after(signedOff(), { ...release(1), now: days(20.01) }) as ApprovedMailing;
    expect(releaseDueAt(onTime, nextBatch(onTime)!)).toBe(days(24));
  });

  it('counts a report once, and never more than were in the batch', () => {
    const mailing = aMailing('releasing');
    const report = (accepted: number, failed = 0): MailingCommand => ({
      type: 'confirmDispatch',
      by: SLUIS,
      batch: 1,
      channel: 'letter',
      accepted,
      failed,
      inDoubt: 0,
    });
    expect(refusalOf(mailing, report(100, 1), days(25))).toBe('counts-do-not-match');
    expect(refusalOf(mailing, report(-1), days(25))).toBe('counts-do-not-match');
    expect(refusalOf(mailing, report(0.5), days(25))).toBe('counts-do-not-match');
    const reported = after(mailing, report(90, 10) as MailingCommand);
    expect(refusalOf(reported, report(90, 10), days(25))).toBe('already-confirmed');
  });
});

describe('an emergency release', () => {
  const urgent = (by = LEAD): MailingCommand => ({
    type: 'emergencyRelease',
    by,
    reason: 'Drinkwater vervuild.',
  });
  const asked = () => after(aMailing('held'), urgent());

  it('takes a second lead within a day, for the same content', () => {
    expect(refusalOf(asked(), urgent(), days(0.5))).toBe('second-person-must-differ');
    expect(decide(asked(), urgent(OTHER_LEAD), days(0.5), POLICY)).toMatchObject({
      events: [{ type: 'emergency-released', approval: { by: ['lead', 'other-lead'] } }],
    });
    expect(decide(asked(), urgent(OTHER_LEAD), days(1.1), POLICY)).toMatchObject({
      events: [{ type: 'emergency-requested' }],
    });
    const content = someContent({ version: 2, contentDigest: 'b'.repeat(64) });
    const changed = after(asked(), { type: 'amend', by: WRITER, content });
    expect(decide(changed, urgent(OTHER_LEAD), days(0.5), POLICY)).toMatchObject({
      events: [{ type: 'emergency-requested' }],
    });
    const open = (mailing: Mailing, now: Instant) =>
      openEmergencyRequest(mailing as HeldMailing, now) !== undefined;
    expect([open(asked(), days(0.5)), open(asked(), days(1.1))]).toEqual([true, false]);
    expect([open(changed, days(0.5)), open(aMailing('held'), days(0.5))]).toEqual([false, false]);
  });

  it('goes out at once, also when the legal date has passed', () => {
    const late = { now: days(50) };
    const released = after(asked(), { ...urgent(), ...late }, { ...urgent(OTHER_LEAD), ...late });
    expect(refusalOf(released, release(1), days(50))).toBe('done');
  });
});

describe('amending what has partly left', () => {
  const amend = (letter: number, version = 2): MailingCommand => ({
    type: 'amend',
    by: WRITER,
    content: someContent({
      version,
      contentDigest: 'c'.repeat(64),
      audience: { letter, email: letter === 100 ? 0 : 50, portal: 0 },
    }),
  });

  it('never goes below what has left, and leaves somebody to write to', () => {
    const mailing = aMailing('releasing');
    expect(refusalOf(mailing, amend(99), days(25))).toBe('audience-below-released');
    expect(refusalOf(mailing, amend(100), days(25))).toBe('nothing-left-to-release');
    expect(refusalOf(mailing, amend(101), days(25))).toBe('done');
    expect(refusalOf(mailing, amend(101, 1), days(25))).toBe('same-version');
  });
});

describe('when a mailing needs attention by itself', () => {
  it('is the end of its window, the next batch, or the end of the wave', () => {
    expect(dueAt(aMailing('held'))).toBe((aMailing('held') as HeldMailing).content.window.closesAt);
    expect(dueAt(signedOff())).toBe(days(20));
    expect(dueAt(aMailing('dispatched'))).toBe(
      waveEndsAt(aMailing('dispatched') as DispatchedMailing),
    );
    expect(dueAt(aMailing('withdrawn'))).toBeUndefined();
    const paused = after(signedOff(), { type: 'pauseBatches', by: LEAD, reason: 'Druk.' });
    expect(dueAt(paused)).toBeUndefined();
  });

  it('moves the end of the wave along with a last batch that left late', () => {
    // The builder lets the second batch leave on day 28, four days after its time.
    expect(waveEndsAt(aMailing('dispatched') as DispatchedMailing)).toBe(days(49));
  });
});
