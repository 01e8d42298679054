import { withClient } from '../embedded/postgres-connection.ts';
import { demoPerson } from '../demo/person.ts';
import { sample, type SampleMunicipality, type SamplePerson, wozMailing } from '../demo/sample.ts';
import { type Figure, percentile } from './figures.ts';
import type { Site } from './site.ts';

const MAILINGS = 10_000;
const ROUNDS = 3;
const PER_ROUND = 100;
const PAGE = 50;

/** What submitting and listing take over HTTP, one request after another, with 10,000 mailings in the store. */
export async function measureApi(site: Site): Promise<Figure[]> {
  const { departmentId, submittedBy, details } = wozMailing('2027-02-01', '2027-02-25');
  await fill(site, departmentId);
  const { people } = sample<SampleMunicipality>('municipality.json');
  const named = async (person: SamplePerson | undefined) => {
    if (!person) throw new Error('The sample municipality has not everybody who is needed.');
    const { id, email } = person;
    return demoPerson(site.baseUrl, await site.issuer.issue({ id, email }));
  };
  const leads = people.filter(({ roles }) => roles.includes('kcc-lead'));
  const department = await named(people.find(({ id }) => id === submittedBy));
  const readers = [await named(leads[0]), await named(leads[1])] as const;

  const submits: number[][] = [];
  const lists: number[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const submit: number[] = [];
    const list: number[] = [];
    for (let n = 0; n < PER_ROUND; n += 1) {
      const { id } = await department.post<{ id: string }>('/v1/mailings', {
        departmentId,
        details: { ...details, stakeholders: [] },
      });
      submit.push(await msOf(() => department.post(`/v1/mailings/${id}/submissions`, {})));
      const page = 1 + ((n * 37) % (MAILINGS / PAGE));
      const reader = readers[n % 2 === 0 ? 0 : 1];
      const status = n % 4 < 2 ? '' : '&status=withdrawn';
      list.push(
        await msOf(() => reader.get(`/v1/mailings?page=${page}&pageSize=${PAGE}${status}`)),
      );
    }
    submits.push(submit);
    lists.push(list);
  }
  return [
    ...percentiles('Submit a mailing', submits),
    ...percentiles(`List ${PAGE} of 10,000 mailings`, lists),
  ];
}

function percentiles(what: string, rounds: readonly (readonly number[])[]): Figure[] {
  return [50, 95, 99].map((p) => ({
    what: `${what}, p${p}`,
    unit: 'ms',
    values: rounds.map((round) => percentile(round, p / 100)),
  }));
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Rows that have ended, so that no journey is started for them. */
async function fill({ databaseUrl }: Site, departmentId: string): Promise<void> {
  await withClient(databaseUrl, (client) =>
    client.query(
      `insert into mailings (id, department_id, status, title, kind, state, audience_size, created_at, updated_at)
       select id, $1::uuid, 'withdrawn', 'Verzonnen mailing ' || n, 'information',
         jsonb_build_object('id', id, 'departmentId', $1::text, 'status', 'withdrawn', 'withdrawnBy', 'meting',
           'withdrawnAt', '2026-01-01T00:00:00.000Z', 'reason', 'meting', 'released', '[]'::jsonb),
         n, now() - n * interval '1 hour', now() - n * interval '1 hour'
       from (select n, gen_random_uuid() as id from generate_series(1, $2::int) as n) as made`,
      [departmentId, MAILINGS],
    ),
  );
}
