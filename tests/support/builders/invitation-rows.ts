import { randomUUID } from 'node:crypto';
import type { Store } from '../../../src/store/client.ts';
import { NOW, provenance } from './store-rows.ts';

const TEXT = { nl: '', en: '' };
const NO_SHORTAGE = { halfHours: 0, peak: 0, personHours: 0 };

/** Invitations of these people to help with the mailing for four hours from `startsAt`. */
export async function invitations(
  store: Store,
  mailingId: string,
  personIds: readonly string[],
  { startsAt, at = NOW }: { startsAt: string; at?: string },
) {
  const forecastId = (await store.forecasts.latest(mailingId))?.id ?? randomUUID();
  if (!(await store.forecasts.find(forecastId))) {
    const forecast = { totals: { p50: 0 }, formulaVersion: 'test', perDay: [] } as never;
    const shortage = { intervals: [], summary: NO_SHORTAGE };
    await store.forecasts.save(
      { id: forecastId, mailingId, shortage, requirement: {} as never, forecast },
      provenance({ at }),
    );
  }
  const endsAt = new Date(Date.parse(startsAt) + 4 * 3_600_000).toISOString();
  const candidate = (personId: string) => ({
    personId,
    kind: 'guest' as const,
    cost: 0,
    reason: TEXT,
  });
  const { needs } = await store.staffingPlans.save(
    {
      mailingId,
      forecastId,
      plan: {
        formulaVersion: 'test',
        needs: personIds.map((personId) => ({
          id: personId,
          startsAt,
          endsAt,
          positions: 1,
          candidates: [candidate(personId)],
        })),
        coverage: 1,
        shortageBefore: NO_SHORTAGE,
        shortageAfter: NO_SHORTAGE,
        cost: 0,
        explanation: TEXT,
      },
    },
    provenance({ at }),
  );
  return Promise.all(
    needs.map(({ id: needId, candidates }) =>
      store.assignments.invite(
        { id: randomUUID(), needId, personId: candidates[0]!.personId },
        provenance({ at }),
      ),
    ),
  );
}
