import { z } from 'zod';
import { localDateOf, toInstant } from '../domain/local-time.ts';
import { daysOf, QUARTER, type Quarter, quarterOf } from '../domain/quarter.ts';
import type { EmergencyRelease } from '../store/emergency-release.ts';
import { type ApiDeps, endpoint } from './deps.ts';
import { count, id, instant } from './fields.ts';
import { writeTable, XLSX } from './spreadsheet.ts';

const release = z
  .object({
    mailingId: id,
    title: z.string(),
    departmentName: z.string(),
    releasedAt: instant,
    askedBy: z.string().optional(),
    askedByName: z.string().optional(),
    confirmedBy: z.string(),
    confirmedByName: z.string().optional(),
    addressees: count,
    reason: z.string().optional().meta({
      description: 'Absent when the mailing was withdrawn or approved anew afterwards.',
    }),
  })
  .meta({ id: 'EmergencyRelease' });

const quarter = z
  .string()
  .regex(QUARTER)
  .optional()
  .meta({ example: '2027-Q1', description: 'The present one when left out.' });

export const listEmergencyReleases = endpoint({
  id: 'listEmergencyReleases',
  summary: 'List the emergency releases of a quarter, as JSON or as an .xlsx file',
  description: 'Read from the audit chain, so that none can be left out.',
  query: z.strictObject({ quarter }),
  gives: [XLSX],
  answers: {
    200: z
      .object({ quarter: z.string(), results: z.array(release) })
      .meta({ id: 'EmergencyReleases' }),
  },
  handle: async ({ query, now, accept }, { store }) => {
    const of = query.quarter ?? quarterOf(localDateOf(now));
    const results = await releasesOf(of, store);
    if (accept !== XLSX) return { status: 200, body: { quarter: of, results } };
    const rows = [
      Object.keys(COLUMNS),
      ...results.map((one) => Object.values(COLUMNS).map((cell) => cell(one))),
    ];
    const bytes = await writeTable('Noodvrijgaven', rows);
    return { status: 200, file: { mediaType: XLSX, name: `noodvrijgaven-${of}.xlsx`, bytes } };
  },
});

type Named = EmergencyRelease & {
  readonly askedByName?: string;
  readonly confirmedByName?: string;
};

async function releasesOf(of: Quarter, { emergencyReleases, people }: ApiDeps['store']) {
  const { from, until } = daysOf(of);
  const found = await emergencyReleases.between(
    toInstant(from, '00:00'),
    toInstant(until, '00:00'),
  );
  const ids = new Set(found.flatMap(({ askedBy, confirmedBy }) => [askedBy ?? '', confirmedBy]));
  const names = new Map<string, string>();
  for (const one of ids) {
    const person = one === '' ? undefined : await people.find(one);
    if (person) names.set(one, person.name);
  }
  return found.map((one): Named => {
    const asked = names.get(one.askedBy ?? '');
    const confirmed = names.get(one.confirmedBy);
    return {
      ...one,
      ...(asked !== undefined && { askedByName: asked }),
      ...(confirmed !== undefined && { confirmedByName: confirmed }),
    };
  });
}

const COLUMNS: { readonly [name: string]: (release: Named) => string | number } = {
  Mailing: ({ title }) => title,
  Kenmerk: ({ mailingId }) => mailingId,
  Afdeling: ({ departmentName }) => departmentName,
  Vrijgegeven: ({ releasedAt }) => releasedAt,
  'Gevraagd door': ({ askedByName, askedBy }) => askedByName ?? askedBy ?? '',
  'Bevestigd door': ({ confirmedByName, confirmedBy }) => confirmedByName ?? confirmedBy,
  Geadresseerden: ({ addressees }) => addressees,
  Reden: ({ reason }) => reason ?? '',
};
