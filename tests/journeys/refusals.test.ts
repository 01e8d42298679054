import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { dispatchPlanKey } from '../../src/domain/dispatch-plan.ts';
import { type House, startHouse, tenPairs } from '../support/house.ts';

// What the demonstration does not show: every way in which a mailing does not simply leave.

let house: House;
beforeAll(async () => {
  house = await startHouse();
}, 120_000);
afterAll(() => house.stop(), 60_000);

const TEST_MS = 150_000;
const DEPARTMENT_MAIL = 'belastingen@sluiswaard.example';
const REASON = { reason: 'Er staat een fout in de brief (verzonnen).' };

interface Refusal {
  readonly code: string;
}

describe('a mailing that is amended after sign-off', () => {
  it(
    'is held again, and leaves only with the sign-off of what it has become',
    async () => {
      const { id, at, details } = await house.heldMailing(2);
      const residents = await house.handIn(id, 2);
      const [batch] = await house.prepare(at, [{ email: 2, inSeconds: 6 }]);
      await house.lead.post(`${at}/sign-offs`, {});

      await house.department.post(`${at}/amendments`, {
        ...details,
        title: 'Met een andere brief',
      });
      const amended = await house.view(id);
      expect(amended.status).toBe('held');
      expect(amended.state.approval).toBeUndefined();
      expect(amended.state.content?.version).toBe(2);

      await passes(batch!.releaseAt);
      expect((await house.view(id)).status).toBe('held');
      expect(house.arrived(residents)).toEqual([]);
      expect(await house.timeline(id)).toEqual(
        expect.arrayContaining(['signed-off', 'amended', 'sign-off-voided']),
      );

      await house.prepare(at, [{ email: 2, inSeconds: 1 }]);
      await house.lead.post(`${at}/sign-offs`, {});
      await house.becomes(id, 'dispatched');
      expect(house.arrived(residents).toSorted()).toEqual(residents.toSorted());
    },
    TEST_MS,
  );
});

describe('a sign-off by one lead while another one writes', () => {
  it(
    'is refused until the new Q&A sheet was seen',
    async () => {
      const { id, at } = await house.heldMailing(1);
      const [batch] = await house.prepare(at, [{ email: 1, inSeconds: 600 }]);
      const seenOf = async () => {
        const { content, preparation } = (await house.view(id)).state;
        return {
          contentDigest: content?.contentDigest,
          dispatchPlanKey: dispatchPlanKey({ batches: [batch!] }),
          qaSheetVersion: preparation?.qaSheet?.version,
        };
      };
      const before = await seenOf();
      const pairs = tenPairs().map((pair) => ({ ...pair, answer: 'Bel ons gerust.' }));
      const sheet = Buffer.from(JSON.stringify({ pairs }));
      await house.otherLead.putFile(`${at}/qa-sheet`, sheet, 'application/json', '"1"');

      const refused = await house.lead.post<Refusal>(`${at}/sign-offs`, { seen: before }, 409);
      expect(refused.code).toBe('changed-since-seen');
      expect((await house.view(id)).status).toBe('held');

      const now = await seenOf();
      expect(now).toEqual({ ...before, qaSheetVersion: 2 });
      await house.lead.post(`${at}/sign-offs`, { seen: now });
      expect((await house.view(id)).state.approval).toMatchObject({ type: 'sign-off' });
    },
    TEST_MS,
  );
});

describe('a mailing that is withdrawn between two batches', () => {
  it(
    'stops the second one, and says how many had left',
    async () => {
      const { id, at, details } = await house.heldMailing(3);
      const residents = await house.handIn(id, 3);
      const batches = await house.prepare(at, [
        { email: 1, inSeconds: 1 },
        { email: 2, inSeconds: 20 },
      ]);
      await house.lead.post(`${at}/sign-offs`, {});
      await eventually(() => expect(house.arrived(residents)).toHaveLength(1), 30_000);

      const answer = await house.department.post<{ status: string }>(`${at}/withdrawals`, REASON);
      expect(answer.status).toBe('withdrawn');
      const { state } = await house.view(id);
      expect(state.released?.map(({ audience }) => audience.email)).toEqual([1]);
      const told = await house.mailTo(
        house.who('kcc-lead').email,
        new RegExp(`Ingetrokken: mailing ${details.title}`),
      );
      expect(told).toMatch(/Al weg:? +1/);
      expect(told).toMatch(/Tegengehouden:? +2/);

      await passes(batches[1]!.releaseAt);
      expect(house.arrived(residents)).toHaveLength(1);
      const refused = await house.lead.post<Refusal>(`${at}/sign-offs`, {}, 409);
      expect(refused.code).toBe('wrong-state');
    },
    TEST_MS,
  );
});

describe('an emergency release', () => {
  it(
    'takes two leads and a reason, leaves at once, and raises an alarm',
    async () => {
      const { id, at, details } = await house.heldMailing(2);
      const residents = await house.handIn(id, 2);
      const missing = await house.lead.post<Refusal>(`${at}/emergency-releases`, {}, 400);
      expect(missing.code).toBe('invalid-input');

      await house.lead.post(`${at}/emergency-releases`, REASON);
      const asked = await house.view(id);
      expect(asked.status).toBe('held');
      expect(asked.state.emergencyRequest).toMatchObject(REASON);
      const alone = await house.lead.post<Refusal>(`${at}/emergency-releases`, REASON, 409);
      expect(alone.code).toBe('second-person-must-differ');
      expect(house.arrived(residents)).toEqual([]);

      await house.otherLead.post(`${at}/emergency-releases`, REASON);
      const { state } = await house.becomes(id, 'dispatched');
      expect(state.approval).toMatchObject({
        type: 'emergency',
        by: [house.who('kcc-lead').id, house.who('kcc-lead', 2).id],
      });
      expect(house.arrived(residents).toSorted()).toEqual(residents.toSorted());
      for (const role of ['kcc-lead', 'auditor']) {
        const alarm = new RegExp(`ALARM: noodvrijgave van mailing ${details.title}`);
        const text = await house.mailTo(house.who(role).email, alarm);
        expect(text).toContain(`/mailings/${id}`);
      }
      expect(await house.timeline(id)).toEqual(
        expect.arrayContaining(['emergency-requested', 'emergency-released']),
      );
    },
    TEST_MS,
  );
});

describe('a mailing that is refused', () => {
  it(
    'never leaves, tells the department why, and takes no more messages',
    async () => {
      const { id, at, details } = await house.heldMailing(2);
      const residents = await house.handIn(id, 1);
      await house.lead.post(`${at}/refusals`, REASON);
      const refused = await house.view(id);
      expect(refused.status).toBe('refused');
      expect(refused.state).toMatchObject(REASON);
      const told = await house.mailTo(
        await departmentMail(),
        new RegExp(`Niet akkoord: mailing ${details.title}`),
      );
      expect(told).toContain(REASON.reason);

      const again = await house.lead.post<Refusal>(`${at}/sign-offs`, {}, 409);
      expect(again.code).toBe('wrong-state');
      // The gate may know the mailing as held for one more second; what comes in then is held and never leaves.
      await eventually(() =>
        expect(house.handIn(id, 1)).rejects.toMatchObject({
          responseCode: expect.any(Number),
          response: expect.stringMatching(/^5/),
        }),
      );
      expect(house.arrived(residents)).toEqual([]);
    },
    TEST_MS,
  );
});

describe('a mailing of which changes are requested', () => {
  it(
    'stays held with the reason, until the department has amended it',
    async () => {
      const { id, at, details } = await house.heldMailing(1);
      await house.lead.post(`${at}/change-requests`, REASON);
      const asked = await house.view(id);
      expect(asked.status).toBe('held');
      expect(asked.state.preparation?.changesRequested).toMatchObject(REASON);
      const told = await house.mailTo(
        await departmentMail(),
        new RegExp(`Graag aanpassen: mailing ${details.title}`),
      );
      expect(told).toContain(REASON.reason);

      await house.department.post(`${at}/amendments`, {
        ...details,
        purpose: 'Nu in gewone taal.',
      });
      const { state } = await house.view(id);
      expect(state.content?.version).toBe(2);
      expect(state.preparation?.changesRequested).toBeUndefined();
    },
    TEST_MS,
  );
});

describe('batches that the lead lets wait', () => {
  it(
    'do not leave at their time, and leave when the lead lets them',
    async () => {
      const { id, at } = await house.heldMailing(2);
      const residents = await house.handIn(id, 2);
      const batches = await house.prepare(at, [
        { email: 1, inSeconds: 1 },
        { email: 1, inSeconds: 12 },
      ]);
      await house.lead.post(`${at}/sign-offs`, {});
      await eventually(() => expect(house.arrived(residents)).toHaveLength(1), 30_000);
      await house.lead.post(`${at}/batch-pauses`, { reason: 'De wachtrij is te lang.' });
      expect((await house.view(id)).state.paused).toBeDefined();
      await passes(batches[1]!.releaseAt);
      expect(house.arrived(residents)).toHaveLength(1);

      await house.lead.post(`${at}/batch-resumptions`, {});
      await house.becomes(id, 'dispatched');
      expect(house.arrived(residents).toSorted()).toEqual(residents.toSorted());
    },
    TEST_MS,
  );
});

/** The address of the department that the mailings are of. */
async function departmentMail(): Promise<string> {
  const { departmentId } = house.who('department');
  const { results } = await house.lead.get<{ results: { id: string; email: string }[] }>(
    '/v1/departments',
  );
  return results.find((one) => one.id === departmentId)?.email ?? DEPARTMENT_MAIL;
}

/** Waits until `at` is three seconds ago: time in which something wrong would have happened. */
function passes(at: string): Promise<void> {
  return eventually(() => {
    if (Date.now() < Date.parse(at) + 3_000) throw new Error(`It is not ${at} yet`);
  }, 60_000);
}
