import type { BaseLoad } from '../domain/base-load.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { JourneyTerms } from '../domain/journey-policy.ts';
import type { MailIntroductions } from '../domain/mail-introduction.ts';
import type { MailingKind } from '../domain/mailing.ts';
import type { RetentionTerms } from '../domain/retention.ts';
import type { StaffingSettings } from '../domain/staffing-settings.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Db } from './db.ts';
import { VersionConflict } from './errors.ts';
import { fromJson, toJson } from './json.ts';

/** How this municipality works. */
export interface Organisation {
  readonly name: string;
  readonly calendar: Calendar;
  readonly staffing: StaffingSettings;
  readonly baseLoad: BaseLoad;
  /** When its journeys remind and wait; what is left out is the domain's. */
  readonly terms?: Partial<JourneyTerms>;
  /** Questions that a draft of a kind starts with. */
  readonly starterQuestions?: { readonly [kind in MailingKind]?: readonly string[] };
  /** What mails begin with in place of the standard text. */
  readonly mailIntroductions?: MailIntroductions;
  /** How long personal data stay; the defaults when left out. */
  readonly retention?: RetentionTerms;
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

    /** Which change the settings are at; 0 while nothing was set. */
    version: (): Promise<number> =>
      db.read(async (queries) => {
        const row = await queries.organisation.findUnique({ where: THE_ONE });
        return row?.version ?? 0;
      }),

    /**
     * Sets all of it. Setting the same leaves no trace.
     * @throws VersionConflict when it is not at `expectedVersion` any more; left out: whatever it is at
     */
    save: (
      organisation: Organisation,
      provenance: Provenance,
      expectedVersion?: number,
    ): Promise<void> =>
      db.transaction(async (queries) => {
        await queries.$executeRaw`LOCK TABLE organisation IN SHARE ROW EXCLUSIVE MODE`;
        const before = await queries.organisation.findUnique({ where: THE_ONE });
        const version = before?.version ?? 0;
        if (expectedVersion !== undefined && expectedVersion !== version) {
          throw new VersionConflict('organisation', expectedVersion, version);
        }
        if (before && canonicalJson(before.settings) === canonicalJson(organisation)) return;
        const settings = toJson(organisation);
        await queries.organisation.upsert({
          where: THE_ONE,
          create: { ...THE_ONE, settings },
          update: { settings, version: version + 1 },
        });
        const parts = changedParts(before && fromJson<Organisation>(before.settings), organisation);
        await appendAudit(queries, provenance, [
          {
            action: 'organisation-saved',
            objectType: 'organisation',
            objectId: '1',
            detail: { parts },
          },
        ]);
      }),
  };
}

/** Which settings differ, so that the record says what was changed. */
function changedParts(before: Organisation | null, after: Organisation): string[] {
  const partsOf = (one: Organisation | null) => new Map(Object.entries(one ?? {}));
  const [old, now] = [partsOf(before), partsOf(after)];
  const textOf = (value: unknown): string => (value === undefined ? '' : canonicalJson(value));
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => textOf(old.get(name)) !== textOf(now.get(name)))
    .toSorted();
}
