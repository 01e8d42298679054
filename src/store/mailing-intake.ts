import type { LocalDate } from '../domain/instant.ts';
import type {
  AnnouncedMailing,
  DraftMailing,
  MailingKind,
  WithdrawnMailing,
} from '../domain/mailing.ts';
import type { Provenance } from './audit-line.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Db } from './db.ts';
import { NotFound } from './errors.ts';
import { Prisma } from './generated/client.ts';
import { toJson } from './json.ts';
import { type MailingDraft, type MailingRecord, recordOf } from './mailing-row.ts';
import { sizeOf } from './mailing-version.ts';
import {
  auditMailing,
  columnsOf,
  inUse,
  lockId,
  type OpenMailing,
  openRow,
  writeRow,
} from './mailing-write.ts';
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

export interface NewDraft extends OpenMailing {
  readonly draft: MailingDraft;
}

export interface EarlyWithdrawal extends OpenMailing {
  readonly reason: string;
}

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
        await auditMailing(queries, provenance, id, 'announced', { expectedMonth, roughAudience });
        return recordOf(queries, row);
      }),

    /**
     * Keeps what a department has filled in so far, as a new mailing or over an announced or draft one. Who begins a draft
     * names no version: a repeat of that, whose answer was lost, changes nothing and gets the draft as it is by now.
     * @throws VersionConflict, and Conflict when the mailing was submitted already
     */
    saveDraft: (input: NewDraft, provenance: Provenance): Promise<MailingRecord> =>
      db.transaction(async (queries) => {
        const { id, departmentId, draft } = input;
        await lockId(queries, id);
        const before = await openRow(queries, input);
        if (before?.status === 'draft' && input.expectedRowVersion === undefined) {
          return recordOf(queries, before);
        }
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
        await auditMailing(queries, provenance, id, 'draft-saved', { rowVersion: row.version });
        return recordOf(queries, row);
      }),

    /**
     * Withdraws a mailing that has not been submitted: nothing of it has left, and no workflow runs. One that was
     * withdrawn before is answered as it is.
     * @throws NotFound, VersionConflict, and Conflict when it was submitted (then its workflow withdraws it)
     */
    withdrawEarly: (input: EarlyWithdrawal, provenance: Provenance): Promise<MailingRecord> =>
      db.transaction(async (queries) => {
        const { id, departmentId, reason } = input;
        await lockId(queries, id);
        const found = await queries.mailing.findUnique({ where: { id } });
        if (found?.status === 'withdrawn') return recordOf(queries, found);
        const before = await openRow(queries, input);
        if (!before) throw new NotFound('mailing', id);
        const mailing: WithdrawnMailing = {
          id,
          departmentId,
          status: 'withdrawn',
          withdrawnBy: actorName(provenance.actor),
          withdrawnAt: provenance.at,
          reason,
          released: [],
        };
        const columns = {
          ...columnsOf(mailing, before.title, before.audienceSize, provenance.at),
          draft: Prisma.DbNull,
        };
        const row = await writeRow(queries, before, columns, provenance.at);
        await auditMailing(queries, provenance, id, 'withdrawn', {});
        return recordOf(queries, row);
      }),
  };
}
