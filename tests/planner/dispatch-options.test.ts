import { describe, expect, it, jest } from '@jest/globals';
import { dispatchPlanFaults } from '../../src/domain/dispatch-plan.ts';
import {
  dispatchOptions,
  planStaffing,
  PlannerInputError,
  staffingPlanInput,
} from '../../src/planner/index.ts';
import { toInstant } from '../../src/domain/local-time.ts';
import { aDispatchInput } from '../support/dispatch-input-builder.ts';

/** Real solves, on a machine that may be busy. */
jest.setTimeout(120_000);

/** With the last digits of a double to spare. */
const PROVEN_GAP = 0.01 + 1e-9;

describe('the dispatch plans', () => {
  it('stand side by side, within the window, the cheapest and the calmest as they say', async () => {
    const input = aDispatchInput();
    const { options, meetsLegalDate, proofs } = await dispatchOptions(input);
    expect(options.map(({ kind }) => kind)).toEqual(['all-at-once', 'cheapest', 'calmest']);
    for (const { plan } of options)
      expect(dispatchPlanFaults(plan, input.wave.audience, input.window, [])).toEqual([]);
    const [all, cheapest, calmest] = options;
    expect(all?.plan.batches).toHaveLength(1);
    expect(calmest?.peakPositions).toBeLessThan(all?.peakPositions ?? 0);
    expect(calmest?.plan.batches.length).toBeGreaterThan(1);
    expect(cheapest?.cost).toBeLessThanOrEqual(calmest?.cost ?? 0);
    expect(meetsLegalDate).toBe(true);
    // How far the solver comes in its seconds hangs on the machine; that it says so does not.
    expect(proofs.map(({ kind }) => kind)).toEqual(['cheapest', 'calmest']);
    for (const { status, gap } of proofs)
      expect(status).toBe(gap <= PROVEN_GAP ? 'proven' : 'unproven');
    for (const { serviceLevel, text } of options) {
      expect(serviceLevel).toBeGreaterThan(0);
      expect(serviceLevel).toBeLessThanOrEqual(1);
      expect(text.nl).toMatch(/plekken nodig/);
    }
  });

  it('tell in words that none can be carried before the legal date, and when one could', async () => {
    const window = {
      opensAt: toInstant('2027-02-15', '00:00'),
      preferredAt: toInstant('2027-02-15', '08:00'),
      closesAt: toInstant('2027-02-16', '24:00'),
    };
    const wave = { ...aDispatchInput().wave, audience: { letter: 40_000, email: 0, portal: 0 } };
    const { meetsLegalDate, text } = await dispatchOptions(aDispatchInput({ window, wave, people: aDispatchInput().people.slice(0, 9) })); // prettier-ignore
    expect(meetsLegalDate).toBe(false);
    expect(text.nl).toContain('Geen enkel plan past vóór de uiterste datum (16 februari 2027)');
    expect(text.en).toContain('before you sign off');
  });

  it('tell that there is no day left', async () => {
    const answer = await dispatchOptions(aDispatchInput({ askedAt: '2027-03-12T15:00:00Z' }));
    expect(answer).toMatchObject({ options: [], meetsLegalDate: false });
    expect(answer.text.nl).toContain('geen werkdag meer');
  });

  it('keep to what the printer can do', async () => {
    const choices = { mostPerDay: 6000, maxBatches: 5 };
    const { options } = await dispatchOptions(aDispatchInput({ choices }));
    const [, , calmest] = options;
    expect(Math.max(...(calmest?.plan.batches ?? []).map(({ audience }) => audience.letter))).toBeLessThanOrEqual(6000); // prettier-ignore
  });

  it('lead to a staffing plan with its ways out: people, another week, more batches', async () => {
    const input = aDispatchInput({ people: aDispatchInput().people.slice(0, 10) });
    const batches = [{ number: 1, releaseAt: toInstant('2027-02-15', '09:00'), audience: input.wave.audience }]; // prettier-ignore
    const plan = await planStaffing({ ...staffingPlanInput(input, batches), mailing: { input, batches } }); // prettier-ignore
    expect(plan.shortageAfter.halfHours).toBeGreaterThan(0);
    expect(plan.waysOut.whole.map(({ kind }) => kind).toSorted()).toEqual(['another-week', 'more-batches', 'people']); // prettier-ignore
    for (const { ways } of plan.waysOut.perInterval) {
      expect(ways).toHaveLength(3);
      expect(ways.map(({ cost }) => cost)).toEqual(ways.map(({ cost }) => cost).toSorted((a, b) => a - b)); // prettier-ignore
    }
    expect(plan.atP90?.personHours).toBeGreaterThan(0);
    expect(plan.intervals.some(({ reached }) => reached?.meetsTarget === true)).toBe(true);
  });

  it('refuse bad input with every fault', async () => {
    const input = aDispatchInput();
    const error = await dispatchOptions({
      ...input,
      people: [],
      window: { ...input.window, closesAt: input.window.opensAt },
      wave: { ...input.wave, audience: { letter: -5, email: 0, portal: 0 } },
      choices: { maxBatches: 0, releaseTime: 'nine' },
    }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PlannerInputError);
    expect((error as PlannerInputError).faults.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['people', 'window.closesAt', 'audience.letter', 'choices.maxBatches', 'choices.releaseTime']), // prettier-ignore
    );
  });
});
