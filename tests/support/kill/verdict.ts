import { createHash } from 'node:crypto';
import { withClient } from '../../../src/main/embedded/postgres-connection.ts';
import { canonicalJson } from '../../../src/domain/canonical-json.ts';
import { createStore } from '../../../src/store/client.ts';
import type { Diary, HandedIn } from './diary.ts';
import { everything, grouped, type Records } from './records.ts';
import type { Taken } from './recording-peer.ts';

/** What must hold whatever was killed; every sentence is one that did not. */
export interface Verdict {
  readonly violations: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Judges what the users heard and what the peer took by what the store remembers. */
export async function judge(
  databaseUrl: string,
  diary: Diary,
  taken: readonly Taken[],
): Promise<Verdict> {
  const store = createStore({ url: databaseUrl });
  const records = await withClient(databaseUrl, everything);
  const chain = await store.audit.verify();
  await store.close();
  const left = taken.filter(({ to }) => to.some((one) => one.endsWith('@inwoner.example')));
  const violations = [
    ...diary.wrongAnswers.map((one) => `ANSWER ${one}`),
    ...acknowledged(diary, records),
    ...diary.messages.flatMap((message) => kept(message, records)),
    ...left.flatMap((one) => heldBack(one, diary, records)),
    ...once(left, records),
    ...all(diary, records),
    ...goesOn(diary, records),
    ...(chain.intact ? [] : [`AUDIT the chain is broken at ${chain.seq}: ${chain.problem}`]),
  ];
  const messages = diary.messages.filter((one) => one.acknowledgedAt !== undefined);
  const statuses = [...records.deliveries.values()];
  return {
    violations,
    counts: {
      commandsAcknowledged: diary.asked.filter((one) => one.acknowledgedAt !== undefined).length,
      messagesAcknowledged: messages.length,
      signedOff: diary.heard('signed-off').length,
      withdrawn: diary.heard('withdrawn').length,
      taken: left.length,
      accepted: statuses.filter((one) => one.status === 'accepted').length,
      inDoubt: statuses.filter((one) => one.status === 'in-doubt').length,
      auditLines: chain.intact ? chain.lines : 0,
    },
  };
}

/** ACK: what was answered with success is in the store; and no command was carried out more often than it was given. */
function acknowledged(diary: Diary, records: Records): string[] {
  const found: string[] = [];
  const given = grouped(diary.asked, ({ mailingId, action, by }) =>
    [mailingId, action, by].join(' '),
  );
  for (const [key, asked] of given) {
    const lines = records.lines.get(key)?.length ?? 0;
    const heard = asked.filter((one) => one.acknowledgedAt !== undefined).length;
    if (lines < heard) found.push(`ACK ${key}: ${heard} acknowledged, ${lines} in the store`);
    if (lines > asked.length) found.push(`NODBL ${key}: ${asked.length} given, ${lines} done`);
  }
  for (const [id, details] of diary.details) {
    const same = records.contents.get(id)?.some((one) => sameText(one.details, details));
    if (!same) found.push(`ACK the content of mailing ${id} is not in the store as it was given`);
  }
  for (const [id, pairs] of diary.sheets) {
    const same = records.sheets.get(id)?.some((one) => sameText(one.pairs, pairs));
    if (!same) found.push(`ACK the Q&A sheet of mailing ${id} is not in the store as it was given`);
  }
  return found;
}

const sameText = (left: unknown, right: unknown) => canonicalJson(left) === canonicalJson(right);

/** ACK: a message that was answered 250 is there once, with the same bytes. */
function kept({ messageId, digest, acknowledgedAt }: HandedIn, { messages }: Records): string[] {
  const found = messages.get(messageId) ?? [];
  if (found.length > 1) return [`ONCE message ${messageId} is kept ${found.length} times`];
  if (found.length === 0 && acknowledgedAt !== undefined) return [`ACK ${messageId} is lost`];
  return found.every((one) => one.digest === digest && sha256(one.raw) === digest)
    ? []
    : [`ACK ${messageId} has other bytes`];
}

/** HOLD and WITHDRAW: what left had been signed off, had a permit that was taken up, was due and was not withdrawn. */
function heldBack({ to, raw, beganAt, endedAt }: Taken, diary: Diary, records: Records): string[] {
  const message = diary.messages.find((one) => to.includes(one.to));
  const row = message && records.messages.get(message.messageId)?.[0];
  if (!message || !row) return [`HOLD a message to ${to.join()} left that nobody handed in`];
  const { mailingId } = message;
  const found: string[] = [];
  const say = (what: string) => found.push(`HOLD ${message.messageId} left ${what}`);
  // What the gate adds stands before what it was given.
  if (!raw.toString().endsWith(message.raw)) say('with other bytes');
  const { permit } = row;
  if (!permit?.consumedAt || permit.consumedAt.getTime() > beganAt) say('without a permit');
  const approved = records.linesOf(mailingId, 'signed-off');
  if (!approved.some((at) => at.getTime() <= beganAt)) say('without a sign-off');
  const due = diary.plans
    .get(mailingId)
    ?.batches.find(({ number }) => number === permit?.batch)?.releaseAt;
  if (due === undefined || Date.parse(due) > beganAt) say('before its time');
  const withdrawal = diary.heard('withdrawn').find((one) => one.mailingId === mailingId);
  const stoppedAt = withdrawal?.acknowledgedAt ?? Infinity;
  if (beganAt > stoppedAt || endedAt > stoppedAt + STOPPING_MS) say('after it was withdrawn');
  return found;
}

/** A transaction whose text was being handed over at the moment of withdrawal may end. */
const STOPPING_MS = 2_000;

/** ONCE: a recipient got it once at most; what counts as accepted was taken, and what was taken is accepted or in doubt. */
function once(left: readonly Taken[], { deliveries }: Records): string[] {
  const times = new Map<string, number>();
  for (const to of left.flatMap((one) => one.to)) times.set(to, (times.get(to) ?? 0) + 1);
  const found: string[] = [];
  for (const [to, count] of times) {
    const status = deliveries.get(to)?.status ?? 'unknown';
    if (count > 1) found.push(`ONCE ${to} got it ${count} times`);
    if (!['accepted', 'in-doubt'].includes(status))
      found.push(`ONCE ${to} got it, and is ${status}`);
  }
  for (const [to, { status }] of deliveries) {
    if (status === 'accepted' && !times.has(to))
      found.push(`ONCE ${to} is accepted and got nothing`);
  }
  return found;
}

const FINAL = ['accepted', 'failed', 'in-doubt', 'returned'];

/** ALL: every recipient that was acknowledged has one state, and a final one where the mailing has left altogether. */
function all(diary: Diary, { deliveries, statuses }: Records): string[] {
  return diary.messages.flatMap(({ to, mailingId, acknowledgedAt }) => {
    const delivery = deliveries.get(to);
    if (!delivery) return acknowledgedAt === undefined ? [] : [`ALL ${to} has no state`];
    const ended = ['dispatched', 'evaluated'].includes(statuses.get(mailingId) ?? '');
    return ended && !FINAL.includes(delivery.status)
      ? [`ALL ${to} is still ${delivery.status}`]
      : [];
  });
}

/** A mailing that was signed off has left, or was withdrawn. */
function goesOn(diary: Diary, { statuses }: Records): string[] {
  return diary.heard('signed-off').flatMap(({ mailingId }) => {
    const status = statuses.get(mailingId) ?? 'gone';
    return ['dispatched', 'evaluated', 'withdrawn'].includes(status)
      ? []
      : [`GOES ON mailing ${mailingId} was signed off, and is still ${status}`];
  });
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
