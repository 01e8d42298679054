import { setTimeout as delay } from 'node:timers/promises';
import { withClient } from '../../../src/main/embedded/postgres-connection.ts';
import { eventually } from '../eventually.ts';
import { seeded, type Random } from '../random.ts';
import type { Asking } from './asking.ts';
import { Diary } from './diary.ts';
import { settle } from './people.ts';
import { startTown, type Town, type VictimName, VICTIMS } from './town.ts';
import { judge } from './verdict.ts';
import { walk } from './walking.ts';

export interface KillRun {
  /** The same seed kills the same programs in the same order after the same pauses. */
  readonly seed: number;
  readonly kills: { readonly [name in VictimName]: number };
  /** Pairs of a department and a lead that work at the same time. */
  readonly users: number;
  /** Milliseconds between two kills, at most. */
  readonly pauseMs: number;
  /** Milliseconds that users get after the last kill to bring to an end what they began. */
  readonly endMs: number;
  readonly leaseSeconds: number;
}

/** One kill that was seen to hit a live process while users were waiting for answers. */
interface Kill {
  readonly name: VictimName;
  readonly pid: number;
  readonly inFlight: number;
}

const WORK_MS = 90_000;
/** What was signed off has this long to leave, on a busy machine; mostly it has left long before. */
const LEAVING_MS = 90_000;

/** Lets users work, kills what carries their work, and judges what is left. `say` gets a line now and then. */
export async function runKills(run: KillRun, say: (line: string) => void) {
  const town = await startTown({ leaseSeconds: run.leaseSeconds });
  try {
    const random = seeded(run.seed);
    const diary = new Diary();
    let begins = true;
    let over = false;
    const { baseUrl, smtpPort } = town;
    const asking: Asking = { baseUrl, smtpPort, diary, isOver: () => over };
    const pairs = await settle(town, run.users);
    const users = pairs.map((pair, n) => walk(asking, pair, seeded(run.seed + n), () => begins));
    await progress(diary, 0);

    const { kills, blanks } = await killAll(town, run, random, diary, say);
    begins = false;
    for (const victim of town.victims) await victim.ready();
    const ended = Promise.all(users);
    await Promise.race([ended, delay(run.endMs, undefined, { ref: false })]);
    over = true;
    await ended;
    const waited = await signedOffEnd(town, diary, LEAVING_MS);

    const verdict = await judge(town.databaseUrl, diary, town.peer.taken);
    const fell = town.victims.flatMap((victim) => victim.fell);
    const violations = [...verdict.violations, ...fell.map((one) => `FELL ${one}`)];
    for (const id of violations.flatMap((one) => /urn:uuid:([-0-9a-f]+)/.exec(one)?.[1] ?? [])) {
      for (const line of town.linesWith(id)) say(line);
    }
    // What a program said last, before others took its place, is among what is no line of its log.
    if (fell.length > 0) for (const line of town.linesWith('').filter(isCry)) say(line);
    const hit = countOf(kills);
    const rest = `${blanks} kills that hit nobody's work were done again; the last signed-off mailing had left ${waited.toFixed(1)} s after the end`;
    say(`seed ${run.seed}: killed ${JSON.stringify(hit)}; ${rest}`);
    say(`seed ${run.seed}: ${JSON.stringify(verdict.counts)}; ${violations.length} violations`);
    return { violations, counts: verdict.counts, kills: hit };
  } finally {
    await town.stop();
  }
}

async function killAll(
  town: Town,
  run: KillRun,
  random: Random,
  diary: Diary,
  say: (line: string) => void,
) {
  const kills: Kill[] = [];
  let blanks = 0;
  const order = shuffled(
    VICTIMS.flatMap((name) => Array.from({ length: run.kills[name] }, () => name)),
    random,
  );
  for (const [index, name] of order.entries()) {
    const victim = town.victims.find((one) => one.name === name)!;
    if (index === order.length - 1) await firstSignOff(diary);
    // A kill that hits nothing, or nobody's work, proves nothing and is done again.
    for (let hit = false; !hit;) {
      await victim.ready();
      await delay(random.uniform() * run.pauseMs);
      const { inFlight } = diary;
      const pid = await victim.kill();
      hit = pid !== undefined && inFlight > 0;
      if (hit) kills.push({ name, pid: pid!, inFlight });
      else blanks += 1;
    }
    // Now and then the users get on, so that later kills find later steps of the journeys.
    if (index % 5 === 4) await progress(diary, diary.acknowledged);
    if (index % 10 === 9)
      say(`${index + 1} of ${order.length} kills, ${diary.acknowledged} acknowledged`);
  }
  return { kills, blanks };
}

/** Waits until something more than `before` was acknowledged. */
function progress(diary: Diary, before: number): Promise<void> {
  return eventually(() => {
    if (diary.acknowledged <= before) throw new Error('Nothing is acknowledged any more');
  }, WORK_MS);
}

/** Waits a while for a mailing to be signed off: kills before that say nothing of what leaves. */
async function firstSignOff(diary: Diary): Promise<void> {
  const until = Date.now() + WORK_MS;
  while (diary.heard('signed-off').length === 0 && Date.now() < until) await delay(500);
}

/** Waits until every mailing that was signed off has left; answers how long that took, in seconds. */
async function signedOffEnd(town: Town, diary: Diary, withinMs: number): Promise<number> {
  const startedAt = Date.now();
  const ids = diary.heard('signed-off').map(({ mailingId }) => mailingId);
  const text = `select count(*)::int as open from mailings
    where id = any($1) and status not in ('dispatched', 'evaluated', 'withdrawn')`;
  await withClient(town.databaseUrl, async (client) => {
    while (Date.now() - startedAt < withinMs) {
      const { rows } = await client.query<{ open: number }>(text, [ids]);
      if (rows[0]?.open === 0) return;
      await delay(500);
    }
  });
  return (Date.now() - startedAt) / 1000;
}

function isCry(line: string): boolean {
  return line !== '' && (!line.startsWith('{') || line.startsWith('{"level":60'));
}

function shuffled<T>(all: readonly T[], random: Random): T[] {
  return all
    .map((one) => ({ one, at: random.uniform() }))
    .toSorted((left, right) => left.at - right.at)
    .map(({ one }) => one);
}

function countOf(kills: readonly Kill[]): Record<VictimName, number> {
  const count = { api: 0, worker: 0, gateway: 0, postgres: 0, temporal: 0 };
  for (const { name } of kills) count[name] += 1;
  return count;
}
