import type { BaseLoad } from '../domain/base-load.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { StaffingSettings } from '../domain/staffing-settings.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Db } from './db.ts';
import { fromJson, toJson } from './json.ts';

/** How this municipality works. */
export interface Organisation {
  readonly name: string;
  readonly calendar: Calendar;
  readonly staffing: StaffingSettings;
  readonly baseLoad: BaseLoad;
}

const THE_ONE = { id: 1 };

/** The one municipality of this installation. */
export function organisationStore(db: Db) {
  return {
    /** What was set, or undefined: then the defaults of the domain hold. */
    find: (): Promise<Organisation | undefined> =>
      db.read(async (queries) => {
        const row = await queries.organisation.findUnique({ where: THE_ONE });
        return row ? fromJson<Organisation>(row.settings) : undefined;
      }),

    /** Sets all of it. Setting the same leaves no trace. */
    save: (organisation: Organisation, provenance: Provenance): Promise<void> =>
      db.transaction(async (queries) => {
        const before = await queries.organisation.findUnique({ where: THE_ONE });
        if (before && canonicalJson(before.settings) === canonicalJson(organisation)) return;
        const settings = toJson(organisation);
        await queries.organisation.upsert({
          where: THE_ONE,
          create: { ...THE_ONE, settings },
          update: { settings },
        });
        await appendAudit(queries, provenance, [
          { action: 'organisation-saved', objectType: 'organisation', objectId: '1' },
        ]);
      }),
  };
}
