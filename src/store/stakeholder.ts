import type { Instant } from '../domain/instant.ts';
import type { NamedStakeholder } from '../domain/mailing-details.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import { NotFound } from './errors.ts';
import type { Prisma } from './generated/client.ts';
import { given, toInstant } from './json.ts';
import { lockMailing } from './mailing-row.ts';

/** Somebody who must know of a mailing before it leaves. */
export interface Stakeholder extends NamedStakeholder {
  readonly id: string;
  readonly mailingId: string;
  readonly toldAt?: Instant;
  readonly confirmedAt?: Instant;
}

/** Who else must know of a mailing. Which of them still count is in the mailing's own state. */
export function stakeholderStore(db: Db) {
  return {
    /**
     * The rows of these people for the mailing, made where they are not there yet; somebody named before (by e-mail
     * address) keeps their row, and with it what they were told and confirmed.
     * @throws NotFound when there is no such mailing
     */
    name: (
      mailingId: string,
      named: readonly NamedStakeholder[],
      provenance: Provenance,
    ): Promise<Stakeholder[]> =>
      db.transaction(async (queries) => {
        await lockMailing(queries, mailingId);
        const people = new Map(named.map((one) => [one.email.toLowerCase(), one.name]));
        const { count } = await queries.stakeholder.createMany({
          data: [...people].map(([email, name]) => ({
            id: crypto.randomUUID(),
            mailingId,
            name,
            email,
          })),
          skipDuplicates: true,
        });
        if (count > 0) {
          await appendAudit(queries, provenance, [
            {
              action: 'stakeholders-written',
              objectType: 'mailing',
              objectId: mailingId,
              detail: { added: count, named: people.size },
            },
          ]);
        }
        const rows = await queries.stakeholder.findMany({
          where: { mailingId, email: { in: [...people.keys()] } },
          orderBy: { email: 'asc' },
        });
        return rows.map(stakeholderOf);
      }),

    /** Records that these were told by mail; whoever was told before keeps the first time. */
    markTold: (ids: readonly string[], provenance: Provenance): Promise<void> =>
      db.transaction(async (queries) => {
        const told = await queries.stakeholder.updateManyAndReturn({
          where: { id: { in: [...ids] }, toldAt: null },
          data: { toldAt: new Date(provenance.at) },
        });
        await appendAudit(
          queries,
          provenance,
          told.map(({ id, mailingId }) => ({
            action: 'stakeholder-told',
            objectType: 'stakeholder',
            objectId: id,
            detail: { mailingId },
          })),
        );
      }),

    /** Records that the person knows of the mailing; the first time counts. @throws NotFound */
    confirm: (id: string, provenance: Provenance): Promise<Stakeholder> =>
      db.transaction(async (queries) => {
        const { count } = await queries.stakeholder.updateMany({
          where: { id, confirmedAt: null },
          data: { confirmedAt: new Date(provenance.at) },
        });
        const row = await queries.stakeholder.findUnique({ where: { id } });
        if (!row) throw new NotFound('stakeholder', id);
        if (count > 0) {
          await appendAudit(queries, provenance, [
            {
              action: 'stakeholder-confirmed',
              objectType: 'stakeholder',
              objectId: id,
              detail: { mailingId: row.mailingId },
            },
          ]);
        }
        return stakeholderOf(row);
      }),

    /** The stakeholder, or undefined. */
    find: (id: string): Promise<Stakeholder | undefined> =>
      db.read(async (queries) => {
        const row = await queries.stakeholder.findUnique({ where: { id } });
        return row ? stakeholderOf(row) : undefined;
      }),

    /** Everyone who was ever named for the mailing, by e-mail address. */
    forMailing: (mailingId: string): Promise<Stakeholder[]> =>
      db.read(async (queries) => {
        const rows = await queries.stakeholder.findMany({
          where: { mailingId },
          orderBy: { email: 'asc' },
        });
        return rows.map(stakeholderOf);
      }),
  };
}

function stakeholderOf(row: Prisma.StakeholderGetPayload<object>): Stakeholder {
  return {
    id: row.id,
    mailingId: row.mailingId,
    name: row.name,
    email: row.email,
    ...given('toldAt', row.toldAt, toInstant),
    ...given('confirmedAt', row.confirmedAt, toInstant),
  };
}
