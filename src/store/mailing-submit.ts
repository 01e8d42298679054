import type { DraftMailing, MailingContent, SubmittedMailing } from '../domain/mailing.ts';
import type { Provenance } from './audit-line.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Db, Queries } from './db.ts';
import { Conflict } from './errors.ts';
import { Prisma } from './generated/client.ts';
import { fromJson, type JsonObject } from './json.ts';
import { lockMailing } from './mailing-row.ts';
import {
  contentDigest,
  contentOf,
  type NewContent,
  sizeOf,
  writeVersion,
} from './mailing-version.ts';
import {
  auditMailing,
  columnsOf,
  lockId,
  type MailingRow,
  type OpenMailing,
  openRow,
  writeRow,
} from './mailing-write.ts';
import { actorName } from './provenance.ts';

export interface Submission extends NewContent, OpenMailing {
  /** Kept with the submission, so that a late repeat of the request is known (`wasSubmittedBy`). */
  readonly requestId?: string;
}

/** A mailing that was submitted, with what its workflow needs to start. */
export interface Submitted {
  readonly mailing: SubmittedMailing;
  readonly rowVersion: number;
}

const AMENDABLE = ['held', 'signed-off', 'releasing'];

/** Content that goes into a mailing: at submission, and by a change afterwards. */
export function mailingSubmission(db: Db) {
  return {
    /**
     * Writes version 1 of the content and makes the mailing ready for its workflow, as a new mailing or from an
     * announced or draft one. The same submission again gets the same answer for as long as nothing has followed on it.
     * @throws VersionConflict, and Conflict when something else was submitted or the workflow has taken over
     */
    submit: (submission: Submission, provenance: Provenance): Promise<Submitted> =>
      db.transaction(async (queries) => {
        const { id, departmentId, details, window, requestId } = submission;
        await lockId(queries, id);
        const repeated = await earlierSubmission(queries, submission);
        if (repeated) return repeated;
        const before = await openRow(queries, submission);
        const { at, actor } = provenance;
        const { kind, audience } = details;
        const content = contentOf(1, contentDigest(details), { details, window });
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
        await auditMailing(queries, provenance, id, 'submitted', {
          version: content.version,
          ...(requestId !== undefined && { requestId }),
        });
        return { mailing, rowVersion: row.version };
      }),

    /** Whether it was this very request that submitted the mailing. */
    wasSubmittedBy: (mailingId: string, requestId: string): Promise<boolean> =>
      db.read(async (queries) => {
        const where = { objectType: 'mailing', objectId: mailingId, action: 'submitted' };
        const lines = await queries.auditLine.findMany({ where, select: { detail: true } });
        return lines.some((line) => fromJson<JsonObject>(line.detail)['requestId'] === requestId);
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

function drafterOf(row: MailingRow | null): readonly string[] {
  return row?.status === 'draft' ? [fromJson<DraftMailing>(row.state).draftedBy] : [];
}
