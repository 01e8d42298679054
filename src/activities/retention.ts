import { addSeconds, compareInstants, type Instant } from '../domain/instant.ts';
import { DEFAULT_RETENTION_TERMS, type RetentionTerms } from '../domain/retention.ts';
import type { Store } from '../store/client.ts';
import { byWorker } from './deps.ts';
import { eachAlone } from './each-alone.ts';

export interface RetentionDeps {
  readonly store: Pick<Store, 'retention' | 'organisation' | 'idempotency'>;
  readonly clock: () => Instant;
  readonly ids: () => string;
}

const DAY_SECONDS = 86_400;
/** A run that broke off is begun anew after this; what it had purged stays purged. */
const BROKEN_AFTER_SECONDS = 3_600;

/** How long personal data stay here. */
export async function retentionTerms({
  store,
}: {
  readonly store: Pick<Store, 'organisation'>;
}): Promise<RetentionTerms> {
  return (await store.organisation.find())?.retention ?? DEFAULT_RETENTION_TERMS;
}

/**
 * For the sweeper: once a day takes away letters, addresses and kept answers that are past their term, and notes what
 * it did. Answers whether it ran.
 * @throws AggregateError of mailings that could not be purged, when all others were; they are tried again a day later
 */
export async function runRetention({ store, clock, ids }: RetentionDeps): Promise<boolean> {
  const startedAt = clock();
  const [last] = await store.retention.runs(1);
  const rest = last?.finishedAt ? DAY_SECONDS : BROKEN_AFTER_SECONDS;
  if (last && compareInstants(addSeconds(last.startedAt, rest), startedAt) > 0) return false;
  const id = ids();
  await store.retention.begin(id, startedAt);
  const { messageDays, requestDays } = await retentionTerms({ store });
  const before = addSeconds(startedAt, -messageDays * DAY_SECONDS);
  const due = (await store.retention.kept()).filter(
    ({ endedAt }) => compareInstants(endedAt, before) < 0,
  );
  const total = { messages: 0, addressees: 0, bytes: 0 };
  const mailings = due.flatMap(({ mailingId }) => mailingId ?? []);
  const work = [
    ...mailings.map((mailingId) => ({ mailingId })),
    ...(due.length > mailings.length ? [{ singlesBefore: before }] : []),
  ];
  const tries = eachAlone();
  const nameOf = (what: (typeof work)[number]) =>
    'mailingId' in what ? what.mailingId : 'singles';
  await tries.each(work, nameOf, async (what) => {
    const purged = await store.retention.purge(what, byWorker(clock()));
    total.messages += purged.messages;
    total.addressees += purged.addressees;
    total.bytes += purged.bytes;
  });
  const printJobs = await store.retention.purgePrintTexts(before, byWorker(clock()));
  const requests = await store.idempotency.purge(addSeconds(startedAt, -requestDays * DAY_SECONDS));
  const finishedAt = clock();
  await store.retention.finish(
    { id, startedAt, finishedAt, mailings: mailings.length, requests, printJobs, ...total },
    byWorker(finishedAt),
  );
  tries.end();
  return true;
}
