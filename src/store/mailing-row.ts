import type { Instant, LocalDate } from '../domain/instant.ts';
import type { MailingDetails } from '../domain/mailing-details.ts';
import type { Mailing, MailingKind, MailingStatus } from '../domain/mailing.ts';
import type { Queries } from './db.ts';
import { NotFound } from './errors.ts';
import type { Prisma } from './generated/client.ts';
import { fromJson, given, toInstant } from './json.ts';

/** A mailing as it stands in a list. */
export interface MailingSummary {
  readonly mailing: Mailing;
  /** Counts the changes of the row; the ETag. */
  readonly rowVersion: number;
  readonly id: string;
  readonly status: MailingStatus;
  readonly title: string;
  readonly departmentId: string;
  /** Not known yet of an announced mailing. */
  readonly kind?: MailingKind;
  /** Addressees over all channels; of an announced mailing a rough number. */
  readonly audienceSize: number;
  /** First day of the month, of a mailing that was announced. */
  readonly expectedMonth?: LocalDate;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** What a department has filled in so far. */
export type MailingDraft = Partial<MailingDetails> & Pick<MailingDetails, 'title'>;

/** A mailing with its content. */
export interface MailingRecord extends MailingSummary {
  /** The version that the mailing's own state is about; absent before submission. */
  readonly details?: MailingDetails;
  /** Only before submission. */
  readonly draft?: MailingDraft;
}

type Row = Prisma.MailingGetPayload<object>;

/** A row as it stands in a list. */
export function summaryOf(row: Row): MailingSummary {
  return {
    mailing: fromJson<Mailing>(row.state),
    rowVersion: row.version,
    id: row.id,
    status: row.status as MailingStatus,
    title: row.title,
    departmentId: row.departmentId,
    ...given('kind', row.kind, (kind) => kind as MailingKind),
    audienceSize: row.audienceSize,
    ...given('expectedMonth', row.expectedMonth, (month) => toInstant(month).slice(0, 10)),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  };
}

/** The row with the content that its state is about; a withdrawn mailing shows its last content. */
export async function recordOf(queries: Queries, row: Row): Promise<MailingRecord> {
  const summary = summaryOf(row);
  const { mailing } = summary;
  const version = await queries.mailingVersion.findFirst({
    where: {
      mailingId: row.id,
      ...('content' in mailing && { version: mailing.content.version }),
    },
    orderBy: { version: 'desc' },
  });
  return {
    ...summary,
    ...(version && { details: fromJson<MailingDetails>(version.details) }),
    ...given('draft', row.draft, (draft) => fromJson<MailingDraft>(draft)),
  };
}

/**
 * The row of a mailing, locked until the end of the transaction so that changes to it come one after another.
 * @throws NotFound
 */
export async function lockMailing(queries: Queries, id: string): Promise<Row> {
  await queries.$queryRaw`SELECT 1 FROM mailings WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await queries.mailing.findUnique({ where: { id } });
  if (!row) throw new NotFound('mailing', id);
  return row;
}
