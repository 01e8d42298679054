import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { assignmentStore } from './assignment.ts';
import { auditStore } from './audit.ts';
import { briefingStore } from './briefing.ts';
import { changeStore } from './change.ts';
import { contactCountStore } from './contact-count.ts';
import { createDb } from './db.ts';
import { deliveryStore } from './delivery.ts';
import { deliveryReportStore } from './delivery-report.ts';
import { departmentStore } from './department.ts';
import { emergencyReleaseStore } from './emergency-release.ts';
import { evaluationStore } from './evaluation.ts';
import { externalEventStore } from './external-event.ts';
import { forecastStore } from './forecast.ts';
import { gateStopStore } from './gate-stop.ts';
import { PrismaClient } from './generated/client.ts';
import { heldMessageStore } from './held-message.ts';
import { keptFormStore } from './kept-form.ts';
import { idempotencyStore } from './idempotency.ts';
import { mailCredentialStore } from './mail-credential.ts';
import { mailingStore } from './mailing.ts';
import { openCallStore } from './open-call.ts';
import { organisationStore } from './organisation.ts';
import { planningJobStore } from './planning-job.ts';
import { pastMailingStore } from './past-mailing.ts';
import { permitStore } from './permit.ts';
import { printJobStore } from './print-job.ts';
import { personStore } from './person.ts';
import { qaFeedbackStore } from './qa-feedback.ts';
import { qaSearchStore } from './qa-search.ts';
import { qaSheetStore } from './qa-sheet.ts';
import { questionStore } from './question.ts';
import { retentionStore } from './retention.ts';
import { sessionStore } from './session.ts';
import { shiftStore } from './shift.ts';
import { doubtStore } from './doubt.ts';
import { waveCalendarStore } from './wave-calendar.ts';
import { undeliveredStore } from './undelivered.ts';
import { unannouncedStore } from './unannounced.ts';
import { staffingPlanStore } from './staffing-plan.ts';
import { stakeholderStore } from './stakeholder.ts';

/** How the store reaches its database. */
export interface StoreOptions {
  /** `postgresql://user:password@host:port/database`. */
  readonly url: string;
  /** Connections at most; 10 when left out. */
  readonly poolSize?: number;
  /** Milliseconds after which PostgreSQL gives up a statement; 15,000 when left out. */
  readonly statementTimeoutMs?: number;
  /** Milliseconds after which waiting for a lock is given up; 5,000 when left out. */
  readonly lockTimeoutMs?: number;
  /** Milliseconds that a transaction may do nothing; 15,000 when left out. A crashed caller holds its locks no longer. */
  readonly idleInTransactionTimeoutMs?: number;
  /** Shows in PostgreSQL's own lists, such as pg_stat_activity. */
  readonly applicationName?: string;
}

/** Everything Sluis remembers, by noun. Connects at the first query; call `close` at the end. */
export type Store = ReturnType<typeof createStore>;

/**
 * Opens the store. The database has been migrated (migrate.ts).
 * @throws nothing itself; what the nouns throw is in errors.ts
 */
export function createStore(options: StoreOptions) {
  const connection = {
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeoutMs ?? 15_000,
    lock_timeout: options.lockTimeoutMs ?? 5_000,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 15_000,
    application_name: options.applicationName ?? 'sluis',
  };
  const pool = new pg.Pool(connection);
  // For the one statement that runs a thousand times a second, and need not be planned each time.
  const intake = new pg.Pool({
    ...connection,
    max: 3,
    options: '-c plan_cache_mode=force_generic_plan',
  });
  // A connection that breaks is replaced at the next query, and its own query is refused; without listeners, on the pool
  // while nobody uses it and on itself while somebody does, it ends the program.
  for (const one of [pool, intake]) {
    one.on('error', () => {});
    one.on('connect', (client) => client.on('error', () => {}));
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const db = createDb(prisma);
  return {
    assignments: assignmentStore(db),
    audit: auditStore(db),
    briefings: briefingStore(db),
    changes: changeStore(options.url),
    contactCounts: contactCountStore(db),
    deliveries: deliveryStore(pool),
    deliveryReports: deliveryReportStore(db),
    departments: departmentStore(db),
    emergencyReleases: emergencyReleaseStore(db),
    evaluations: evaluationStore(db),
    events: externalEventStore(db),
    forecasts: forecastStore(db),
    gateStop: gateStopStore(db),
    heldMessages: heldMessageStore(intake),
    idempotency: idempotencyStore(db),
    keptForms: keptFormStore(db),
    mailCredentials: mailCredentialStore(pool, db),
    mailings: mailingStore(db),
    organisation: organisationStore(db),
    planningJobs: planningJobStore(db),
    pastMailings: pastMailingStore(db),
    people: personStore(db),
    permits: permitStore(db, options.url),
    printJobs: printJobStore(db),
    qaFeedback: qaFeedbackStore(db),
    qaSearch: qaSearchStore(db),
    qaSheets: qaSheetStore(db),
    questions: questionStore(db),
    retention: retentionStore(db),
    sessions: sessionStore(db),
    shifts: shiftStore(db),
    openCalls: openCallStore(db),
    unannounced: unannouncedStore(db),
    undelivered: undeliveredStore(db),
    doubts: doubtStore(db),
    waveCalendar: waveCalendarStore(db),
    staffingPlans: staffingPlanStore(db),
    stakeholders: stakeholderStore(db),

    /** Resolves when the database answers. @throws StoreUnavailable */
    ping: () => db.read(async (queries) => void (await queries.$queryRaw`SELECT 1`)),
    /** Ends all connections. */
    close: async () => {
      await prisma.$disconnect();
      await Promise.all([pool.end(), intake.end()]);
    },
  };
}
