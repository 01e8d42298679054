import type { Instant, LocalDate } from '../domain/instant.ts';
import type {
  AnnouncedMailing,
  DraftMailing,
  MailingContent,
  MailingKind,
  SubmittedMailing,
} from '../domain/mailing.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Db, Queries } from './db.ts';
import { Conflict, VersionConflict } from './errors.ts';
import { Prisma } from './generated/client.ts';
import { fromJson, type JsonObject, toJson } from './json.ts';
import { lockMailing, type MailingDraft, type MailingRecord, recordOf } from './mailing-row.ts';
import { contentDigest, type NewContent, sizeOf, writeVersion } from './mailing-version.ts';
import { actorName } from './provenance.ts';

/** A mailing named months ahead. The id is the caller's, so that a repeat makes no second one. */
export interface Announcement {
  readonly id: string;
  readonly departmentId: string;
  readonly title: string;
  readonly kind?: MailingKind;
  /** Any day of the month. */
  readonly expectedMonth: LocalDate;
  readonly roughAudience: number;
}

export interface NewDraft {
  readonly id: string;
  readonly departmentId: string;
  readonly draft: MailingDraft;
  /** Left out: whatever the row is at. */
  readonly expectedRowVersion?: number;
}

export interface Submission extends NewContent {
  readonly id: string;
  readonly departmentId: string;
  /** Left out: whatever the row is at. */
  readonly expectedRowVersion?: number;
}

/** A mailing that was submitted, with what its workflow needs to start. */
export interface Submitted {
  readonly mailing: SubmittedMailing;
  readonly rowVersion: number;
}

const BEFORE_SUBMISSION = ['announced', 'draft'];
const AMENDABLE = ['held', 'signed-off', 'releasing'];

/** What departments write before their mailing is held; one transaction each, row and audit line together. */
export function mailingIntake(db: Db) {
  return {
    /** Names a coming mailing. @throws Conflict when the id is in use for something else */
    announce: (announcement: Announcement, provenance: Provenance): Promise<MailingRecord> =>
      db.transaction(async (queries) => {
        const { id, departmentId, title, kind, roughAudience } = announcement;
        const expectedMonth = `${announcement.expectedMonth.slice(0, 7)}-01`;
        const mailing: AnnouncedMailing = {
          id,
          departmentId,
          status: 'announced',
          announcedBy: actorName(provenance.actor),
          expectedMonth,
          roughAudience,
        };
        await lockId(queries, id);
        const before = await queries.mailing.findUnique({ where: { id } });
        if (before) {
          if (canonicalJson(before.state) !== canonicalJson(mailing)) throw inUse(id);
          return recordOf(queries, before);
        }
        const { at } = provenance;
        const columns = { ...columnsOf(mailing, title, roughAudience, at), kind: kind ?? null };
        const row = await queries.mailing.create({
          data: { ...columns, expectedMonth: new Date(expectedMonth), createdAt: new Date(at) },
        });
        await audit(queries, provenance, id, 'announced', { expectedMonth, roughAudience });
        return recordOf(queries, row);
      }),

    /**
     * Keeps what a department has filled in so far, as a new mailing or over an announced or draft one.
     * @throws VersionConflict, and Conflict when the mailing was submitted already
     */
    saveDraft: (input: NewDraft, provenance: Provenance): Promise<MailingRecord> =>
      db.transaction(async (queries) => {
        const { id, departmentId, draft } = input;
        await lockId(queries, id);
        const before = await openRow(queries, input);
        const mailing: DraftMailing = {
          id,
          departmentId,
          status: 'draft',
          draftedBy: actorName(provenance.actor),
        };
        const audience = draft.audience ? sizeOf(draft.audience) : (before?.audienceSize ?? 0);
        const columns = {
          ...columnsOf(mailing, draft.title, audience, provenance.at),
          kind: draft.kind ?? before?.kind ?? null,
          draft: toJson(draft),
        };
        const row = await writeRow(queries, before, columns, provenance.at);
        await audit(queries, provenance, id, 'draft-saved', { rowVersion: row.version });
        return recordOf(queries, row);
      }),

    /**
     * Writes version 1 of the content and makes the mailing ready for its workflow, as a new mailing or from an
     * announced or draft one. The same submission again gets the same answer for as long as nothing has followed on it.
     * @throws VersionConflict, and Conflict when something else was submitted or the workflow has taken over
     */
    submit: (submission: Submission, provenance: Provenance): Promise<Submitted> =>
      db.transaction(async (queries) => {
        const { id, departmentId, details, window } = submission;
        await lockId(queries, id);
        const repeated = await earlierSubmission(queries, submission);
        if (repeated) return repeated;
        const before = await openRow(queries, submission);
        const { at, actor } = provenance;
        const { kind, audience } = details;
        const content = {
          version: 1,
          contentDigest: contentDigest(details),
          kind,
          audience,
          window,
        };
        const mailing: SubmittedMailing = {
          id,
          departmentId,
          status: 'submitted',
          content,
          // Whoever drafted it wrote it too, and may not sign it off either.
          authors: [...new Set([actorName(actor), ...drafterOf(before)])],
          submittedAt: at,
        };
        const columns = {
          ...columnsOf(mailing, details.title, sizeOf(audience), at),
          kind,
          draft: Prisma.DbNull,
        };
        const row = await writeRow(queries, before, columns, at);
        await writeVersion(queries, id, { details, window }, provenance);
        await audit(queries, provenance, id, 'submitted', { version: content.version });
        return { mailing, rowVersion: row.version };
      }),

    /**
     * Writes the next version of the content of a mailing that is held or approved. The workflow then decides with
     * these facts whether it becomes the content (`amend`); until it does, nothing has changed.
     * @throws NotFound, and Conflict when the mailing is not in a state in which content can change
     */
    addVersion: (
      mailingId: string,
      content: NewContent,
      provenance: Provenance,
    ): Promise<MailingContent> =>
      db.transaction(async (queries) => {
        const { status } = await lockMailing(queries, mailingId);
        if (!AMENDABLE.includes(status)) {
          throw new Conflict(`The content of a mailing that is ${status} cannot change.`);
        }
        return writeVersion(queries, mailingId, content, provenance);
      }),
  };
}

type Row = Prisma.MailingGetPayload<object>;

/** Puts those who write the same mailing in line, also while there is no row yet that could be locked. */
async function lockId(queries: Queries, id: string): Promise<void> {
  await queries.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
}

/** The row before submission; null when there is none yet. */
async function openRow(
  queries: Queries,
  { id, departmentId, expectedRowVersion }: Omit<NewDraft, 'draft'>,
): Promise<Row | null> {
  const row = await queries.mailing.findUnique({ where: { id } });
  if (expectedRowVersion !== undefined && expectedRowVersion !== (row?.version ?? 0)) {
    throw new VersionConflict('mailing', expectedRowVersion, row?.version ?? 0);
  }
  if (!row) return null;
  if (row.departmentId !== departmentId) throw inUse(id);
  if (!BEFORE_SUBMISSION.includes(row.status)) {
    throw new Conflict(`This mailing is ${row.status}: it was submitted already.`);
  }
  return row;
}

/** The answer that this very submission got before; undefined when it is a new one. */
async function earlierSubmission(
  queries: Queries,
  { id, details, window }: Submission,
): Promise<Submitted | undefined> {
  const row = await queries.mailing.findUnique({ where: { id } });
  if (row?.status !== 'submitted') return undefined;
  const mailing = fromJson<SubmittedMailing>(row.state);
  const { contentDigest: digest, window: planned } = mailing.content;
  const same =
    digest === contentDigest(details) && canonicalJson(planned) === canonicalJson(window);
  return same ? { mailing, rowVersion: row.version } : undefined;
}

function drafterOf(row: Row | null): readonly string[] {
  return row?.status === 'draft' ? [fromJson<DraftMailing>(row.state).draftedBy] : [];
}

function columnsOf(
  mailing: AnnouncedMailing | DraftMailing | SubmittedMailing,
  title: string,
  audienceSize: number,
  at: Instant,
) {
  const { id, departmentId, status } = mailing;
  return {
    id,
    departmentId,
    status,
    title,
    audienceSize,
    state: toJson(mailing),
    updatedAt: new Date(at),
  };
}

function writeRow(
  queries: Queries,
  before: Row | null,
  columns: ReturnType<typeof columnsOf> & Partial<Prisma.MailingUncheckedCreateInput>,
  at: Instant,
): Promise<Row> {
  return before
    ? queries.mailing.update({
        where: { id: before.id },
        data: { ...columns, version: before.version + 1 },
      })
    : queries.mailing.create({ data: { ...columns, createdAt: new Date(at) } });
}

function audit(
  queries: Queries,
  provenance: Provenance,
  objectId: string,
  action: string,
  detail: JsonObject,
): Promise<void> {
  return appendAudit(queries, provenance, [{ action, objectType: 'mailing', objectId, detail }]);
}

function inUse(id: string): Conflict {
  return new Conflict(`There is another mailing with id ${id}.`);
}
