import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { Actor } from '../../domain/actor.ts';
import { dispatchWindow } from '../../domain/dispatch-window.ts';
import { DEFAULT_JOURNEY_POLICY } from '../../domain/journey-policy.ts';
import { mailingUpdate, mailingWorkflowId, TASK_QUEUES } from '../../workflows/contract.ts';
import { wozMailing } from '../demo/sample.ts';
import { go } from './bare-workflow.ts';
import type { Figure } from './figures.ts';
import type { Site } from './site.ts';

const ROUNDS = 3;
const AT_ONCE = 32;
const PER_ROUND = 64;
const ONE_AFTER_ANOTHER = 5;

/**
 * Journeys a second next to the bare engine, in turns on the same servers. The smallest whole journey of a mailing is
 * submitted, held with its forecast, told to the leads, refused by one of them, told to the department, ended.
 */
export async function measureJourneys(site: Site, say: (line: string) => void): Promise<Figure[]> {
  const connection = await Connection.connect({ address: site.temporal });
  const client = new Client({ connection });
  const { departmentId, submittedBy, details } = wozMailing('2027-02-01', '2027-02-25');
  const department: Actor = { personId: submittedBy, role: 'department' };
  const lead: Actor = { personId: randomUUID(), role: 'kcc-lead' };

  async function bare(): Promise<void> {
    const handle = await client.workflow.start('bareJourney', {
      workflowId: `bare:${randomUUID()}`,
      taskQueue: 'bare-journeys',
    });
    await handle.executeUpdate(go);
    await handle.result();
  }
  async function mailing(): Promise<void> {
    const at = new Date().toISOString();
    const submitted = await site.store.mailings.submit(
      {
        id: randomUUID(),
        departmentId,
        details: { ...details, stakeholders: [] },
        window: dispatchWindow(details),
      },
      { actor: department, origin: 'api', at },
    );
    const handle = await client.workflow.start('mailingJourney', {
      workflowId: mailingWorkflowId(submitted.mailing.id),
      taskQueue: TASK_QUEUES.journeys,
      args: [{ ...submitted, policy: DEFAULT_JOURNEY_POLICY }],
    });
    const reason = 'Een meting (verzonnen).';
    await handle.executeUpdate(mailingUpdate('refuse'), {
      args: [{ type: 'refuse', by: lead, reason }],
    });
    const ended = await handle.result();
    if (ended !== 'refused') throw new Error(`A journey ended as ${String(ended)}.`);
  }

  const rates: Record<string, number[]> = {};
  const measure = async (name: string, atOnce: number, count: number, one: () => Promise<void>) => {
    const perSecond = count / (await secondsOf(atOnce, count, one));
    (rates[name] ??= []).push(perSecond);
    say(`  ${name}: ${perSecond.toFixed(2)}/s`);
    return perSecond;
  };
  try {
    for (const one of [bare, mailing]) await secondsOf(AT_ONCE, AT_ONCE, one);
    for (let round = 0; round < ROUNDS; round += 1) {
      const engine = await measure('bare', AT_ONCE, PER_ROUND, bare);
      const sluis = await measure('mailing', AT_ONCE, PER_ROUND, mailing);
      (rates['ratio'] ??= []).push(sluis / engine);
      const engineAlone = await measure('bareAlone', 1, ONE_AFTER_ANOTHER, bare);
      const sluisAlone = await measure('mailingAlone', 1, ONE_AFTER_ANOTHER, mailing);
      (rates['ratioAlone'] ??= []).push(sluisAlone / engineAlone);
    }
  } finally {
    await connection.close();
  }
  const figure = (what: string, name: string, unit: string, aim?: string): Figure => ({
    what,
    unit,
    values: rates[name] ?? [],
    ...(aim && { aim }),
  });
  return [
    figure(`Bare engine, ${AT_ONCE} at once`, 'bare', 'journeys/s'),
    figure(`Smallest mailing, ${AT_ONCE} at once`, 'mailing', 'journeys/s'),
    figure('Ratio', 'ratio', '', '≥ 0.5'),
    figure('Bare engine, one after another', 'bareAlone', 'journeys/s'),
    figure('Smallest mailing, one after another', 'mailingAlone', 'journeys/s'),
    figure('Ratio', 'ratioAlone', '', '≥ 0.5'),
  ];
}

/** Runs `one` `count` times, `atOnce` at a time; answers the seconds that took. */
async function secondsOf(atOnce: number, count: number, one: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  let begun = 0;
  const lane = async () => {
    while (begun < count) {
      begun += 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return (performance.now() - startedAt) / 1000;
}
