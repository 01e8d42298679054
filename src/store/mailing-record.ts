import type { Actor } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { MailingEvent } from '../domain/mailing-events.ts';
import type { Mailing } from '../domain/mailing.ts';
import { appendAudit } from './audit-append.ts';
import type { AuditEntry, Origin } from './audit-line.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Db, Queries } from './db.ts';
import { NotFound, VersionConflict } from './errors.ts';
import { fromJson, type JsonObject, toJson } from './json.ts';
import type { MailingDetails } from '../domain/mailing-details.ts';
import { sizeOf } from './mailing-version.ts';

/** What a workflow wants remembered: the mailing after `events`, and when the next thing is due. */
export interface MailingChange {
  readonly mailingId: string;
  /** The row's version that the workflow decided on. */
  readonly expectedRowVersion: number;
  readonly events: readonly MailingEvent[];
  readonly mailing: Mailing;
  readonly actor: Actor;
  readonly origin: Origin;
  /** Left out: nothing is due. */
  readonly dueAt?: Instant;
}

/** The one writer of a mailing from `held` on: its workflow, through one activity. */
export function mailingRecorder(db: Db) {
  return {
    /**
     * Writes the mailing and one audit line per event. The same change again is answered as it was the first time, so
     * that an activity may be retried; without events nothing is written.
     * @throws VersionConflict when the row is not the one that was decided on; NotFound
     */
    record: (change: MailingChange): Promise<{ readonly rowVersion: number }> =>
      db.transaction(async (queries) => {
        const { mailingId, expectedRowVersion, events, mailing, actor, origin, dueAt } = change;
        const last = events.at(-1);
        if (!last) return { rowVersion: expectedRowVersion };
        const rowVersion = expectedRowVersion + 1;
        const { count } = await queries.mailing.updateMany({
          where: { id: mailingId, version: expectedRowVersion },
          data: {
            status: mailing.status,
            state: toJson(mailing),
            version: rowVersion,
            dueAt: dueAt === undefined ? null : new Date(dueAt),
            updatedAt: new Date(last.at),
            ...(events.some((event) => event.type === 'amended') &&
              (await amendedColumns(queries, mailing))),
          },
        });
        if (count === 0) return repeated(queries, change);
        await appendAudit(
          queries,
          { actor, origin, at: last.at },
          events.map((event) => ({ ...entryOf(mailingId, event), at: event.at })),
        );
        return { rowVersion };
      }),
  };
}

async function repeated(
  queries: Queries,
  { mailingId, expectedRowVersion, mailing }: MailingChange,
) {
  const row = await queries.mailing.findUnique({ where: { id: mailingId } });
  if (!row) throw new NotFound('mailing', mailingId);
  const done =
    row.version === expectedRowVersion + 1 && canonicalJson(row.state) === canonicalJson(mailing);
  if (!done) throw new VersionConflict('mailing', expectedRowVersion, row.version);
  return { rowVersion: row.version };
}

/** What lists search on follows the content that the state is about. */
async function amendedColumns(queries: Queries, mailing: Mailing) {
  if (!('content' in mailing)) return {};
  const { version, kind, audience } = mailing.content;
  const row = await queries.mailingVersion.findUnique({
    where: { mailingId_version: { mailingId: mailing.id, version } },
  });
  if (!row) throw new NotFound('content version', `${mailing.id}/${version}`);
  return {
    title: fromJson<MailingDetails>(row.details).title,
    kind,
    audienceSize: sizeOf(audience),
  };
}

/** A reason is free text in which anything may stand; it is in the mailing's state, and out of the chain. */
const NOT_IN_DETAIL = new Set(['type', 'at', 'by', 'reason']);

function entryOf(mailingId: string, event: MailingEvent): AuditEntry {
  return {
    action: event.type,
    objectType: 'mailing',
    objectId: mailingId,
    detail: factsOf(event, NOT_IN_DETAIL),
  };
}

function factsOf(value: object, left: ReadonlySet<string>): JsonObject {
  const facts: Record<string, JsonObject[string]> = {};
  for (const [name, field] of Object.entries(value) as [string, JsonObject[string]][]) {
    if (left.has(name) || field === undefined) continue;
    facts[name] =
      typeof field === 'object' && field !== null && !Array.isArray(field)
        ? factsOf(field, new Set(['reason']))
        : field;
  }
  return facts;
}
