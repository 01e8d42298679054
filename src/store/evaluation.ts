import type { Evaluation } from '../domain/evaluation.ts';
import type { Instant } from '../domain/instant.ts';
import type { MailingKind } from '../domain/mailing.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import type { Prisma } from './generated/client.ts';
import { fromJson, toInstant, toJson } from './json.ts';

export interface NewEvaluation {
  /** The caller's. */
  readonly id: string;
  readonly mailingId: string;
  readonly evaluation: Evaluation;
}

export interface StoredEvaluation extends NewEvaluation {
  readonly madeAt: Instant;
}

/** What waves taught; one per mailing. */
export function evaluationStore(db: Db) {
  const list = (args: Prisma.EvaluationFindManyArgs): Promise<StoredEvaluation[]> =>
    db.read(async (queries) => (await queries.evaluation.findMany(args)).map(evaluationOf));

  return {
    /** Keeps the evaluation; a mailing that has one keeps that, whatever is given. */
    save: (input: NewEvaluation, provenance: Provenance): Promise<StoredEvaluation> =>
      db.transaction(async (queries) => {
        const { id, mailingId, evaluation } = input;
        await queries.$queryRaw`SELECT 1 FROM mailings WHERE id = ${mailingId}::uuid FOR UPDATE`;
        const before = await queries.evaluation.findUnique({ where: { mailingId } });
        if (before) return evaluationOf(before);
        const row = await queries.evaluation.create({
          data: { id, mailingId, madeAt: new Date(provenance.at), result: toJson(evaluation) },
        });
        await appendAudit(queries, provenance, [
          {
            action: 'evaluation-written',
            objectType: 'mailing',
            objectId: mailingId,
            detail: { evaluationId: id, contacts: evaluation.actualTotal },
          },
        ]);
        return evaluationOf(row);
      }),

    /** The evaluation, or undefined. */
    find: async (id: string): Promise<StoredEvaluation | undefined> =>
      (await list({ where: { id } }))[0],

    /** The evaluation of the mailing, or undefined. */
    forMailing: async (mailingId: string): Promise<StoredEvaluation | undefined> =>
      (await list({ where: { mailingId } }))[0],

    /** Evaluations of earlier mailings of the kind, the last first: what the next forecast learns from. */
    ofKind: (kind: MailingKind, limit = 20): Promise<StoredEvaluation[]> =>
      list({
        where: { mailing: { kind } },
        orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
        take: limit,
      }),
  };
}

function evaluationOf(row: Prisma.EvaluationGetPayload<object>): StoredEvaluation {
  return {
    id: row.id,
    mailingId: row.mailingId,
    madeAt: toInstant(row.madeAt),
    evaluation: fromJson(row.result),
  };
}
