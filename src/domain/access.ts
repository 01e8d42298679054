import type { Actor, PersonId, Role } from './actor.ts';

/**
 * How far a role reaches: everything; what belongs to the own department; what one is invited to or is about oneself;
 * what has been let out to the print house.
 */
export type Reach = 'all' | 'own' | 'assigned' | 'released';

const everybody = {
  department: 'all',
  'kcc-lead': 'all',
  planner: 'all',
  agent: 'all',
  guest: 'all',
  auditor: 'all',
  administrator: 'all',
} as const;
const readers = {
  department: 'own',
  'kcc-lead': 'all',
  planner: 'all',
  agent: 'all',
  guest: 'assigned',
} as const;
const senders = { department: 'own', 'mail-tool': 'own' } as const;
const lead = { 'kcc-lead': 'all' } as const;
const rosterers = { 'kcc-lead': 'all', planner: 'all' } as const;

/**
 * Who may do what, and with what. THE table: what is not in it nobody may do. Two more rules stand in the domain
 * itself, because they are about the mailing and not about the role: nobody signs off what they wrote, and an emergency
 * release takes two persons.
 */
export const ACCESS = {
  'mailings.announce': { department: 'own', 'kcc-lead': 'all' },
  'mailings.draft': senders,
  'mailings.edit': senders,
  'mailings.submit': senders,
  'mailings.amend': senders,
  'mailings.list': { ...readers, 'mail-tool': 'own' },
  'mailings.read': { ...readers, 'mail-tool': 'own' },
  'mailings.sign-off': lead,
  'mailings.request-changes': lead,
  'mailings.refuse': lead,
  'mailings.withdraw': { ...senders, 'kcc-lead': 'all' },
  'mailings.release-in-emergency': lead,
  'mailings.waive-condition': lead,
  'mailings.check-contact-details': lead,
  'mailings.pause-batches': lead,
  'mailings.resume-batches': lead,
  'mailings.close-wave': lead,
  'doubts.read': { department: 'own', 'kcc-lead': 'all' },
  'doubts.answer': lead,
  'held-messages.read': { department: 'own', 'kcc-lead': 'all', 'mail-tool': 'own' },
  'undelivered.read': { department: 'own', 'kcc-lead': 'all' },
  'emergency-releases.list': { 'kcc-lead': 'all', auditor: 'all' },
  'gate-stop.read': everybody,
  'gate-stop.press': lead,
  'gate-stop.resume': lead,
  'gate-stops.list': { 'kcc-lead': 'all', auditor: 'all' },
  'timeline.read': { department: 'own', 'kcc-lead': 'all', auditor: 'all' },
  'qa-sheet.read': readers,
  'qa-sheet.write': { department: 'own', 'kcc-lead': 'all' },
  'internal-notes.read': { department: 'own', 'kcc-lead': 'all', agent: 'all' },
  'qa-pairs.search': { 'kcc-lead': 'all', agent: 'all', guest: 'assigned' },
  'qa-feedback.give': { 'kcc-lead': 'all', agent: 'all', guest: 'assigned' },
  'qa-feedback.read': { department: 'own', 'kcc-lead': 'all' },
  'qa-feedback.handle': { department: 'own', 'kcc-lead': 'all' },
  'stakeholders.read': { department: 'own', 'kcc-lead': 'all' },
  'stakeholders.name': { department: 'own', 'kcc-lead': 'all' },
  'stakeholders.confirm': lead,
  'forecast.read': readers,
  'staffing-plan.read': rosterers,
  'staffing-plan.write': rosterers,
  'dispatch-plan.read': { ...readers, 'mail-tool': 'own' },
  'dispatch-plan.calculate': { department: 'own', 'kcc-lead': 'all', planner: 'all' },
  'dispatch-plan.write': { department: 'own', 'kcc-lead': 'all' },
  'briefing-plan.read': { department: 'own', 'kcc-lead': 'all', planner: 'all' },
  'briefing-plan.write': lead,
  'batches.read': {
    ...readers,
    administrator: 'all',
    'mail-tool': 'own',
    'print-house': 'released',
  },
  'batches.confirm': { department: 'own', 'print-house': 'released' },
  'permits.read': {
    department: 'own',
    'kcc-lead': 'all',
    auditor: 'all',
    'print-house': 'released',
  },
  'print-jobs.read': {
    department: 'own',
    'kcc-lead': 'all',
    auditor: 'all',
    'print-house': 'released',
  },
  'print-jobs.read-text': { department: 'own', 'kcc-lead': 'all' },
  'print-jobs.take-back': { department: 'own' },
  'print-jobs.confirm': { 'print-house': 'released' },
  'evidence.read': { 'kcc-lead': 'all', auditor: 'all' },
  'permits.verify': {
    department: 'all',
    'kcc-lead': 'all',
    auditor: 'all',
    administrator: 'all',
    'print-house': 'all',
  },
  'evaluation.read': readers,
  'briefings.read': readers,
  'briefings.read-reads': { 'kcc-lead': 'all', planner: 'all' },
  'briefings.confirm-read': { 'kcc-lead': 'all', agent: 'all' },
  'questions.log': { 'kcc-lead': 'all', agent: 'all', guest: 'assigned' },
  'questions.list': readers,
  'people.read': { 'kcc-lead': 'all', planner: 'all', administrator: 'all' },
  'people.write': { administrator: 'all' },
  'shifts.read': { 'kcc-lead': 'all', planner: 'all', agent: 'all', guest: 'assigned' },
  'shifts.write': rosterers,
  'assignments.read': { 'kcc-lead': 'all', planner: 'all', agent: 'assigned', guest: 'assigned' },
  'assignments.answer': { agent: 'assigned', guest: 'assigned', 'kcc-lead': 'assigned' },
  'open-calls.ask': rosterers,
  'open-calls.read': { 'kcc-lead': 'all', planner: 'all', agent: 'assigned', guest: 'assigned' },
  'open-calls.answer': { 'kcc-lead': 'assigned', agent: 'assigned', guest: 'assigned' },
  'contact-counts.read': { 'kcc-lead': 'all', planner: 'all', agent: 'all' },
  'contact-counts.import': rosterers,
  'past-mailings.read': rosterers,
  'past-mailings.import': rosterers,
  'events.read': { department: 'all', 'kcc-lead': 'all', planner: 'all', agent: 'all' },
  'events.write': rosterers,
  'calendar.read': { 'kcc-lead': 'all', planner: 'all', agent: 'all' },
  'calendar.link': {
    'kcc-lead': 'assigned',
    planner: 'assigned',
    agent: 'assigned',
    guest: 'assigned',
  },
  'audit.read': { 'kcc-lead': 'all', auditor: 'all', administrator: 'all' },
  'audit.verify': { auditor: 'all', administrator: 'all' },
  'retention.read': { auditor: 'all', administrator: 'all' },
  'organisation.read': everybody,
  'organisation.write': { 'kcc-lead': 'all', administrator: 'all' },
  'departments.read': everybody,
  'departments.write': { administrator: 'all' },
  'mail-credentials.read': { administrator: 'all' },
  'mail-credentials.write': { administrator: 'all' },
  'what-ifs.calculate': everybody,
} as const satisfies Readonly<Record<string, { readonly [role in Role]?: Reach }>>;

export type Operation = keyof typeof ACCESS;
export const OPERATIONS = Object.keys(ACCESS) as readonly Operation[];

/** Who asks: a person or a machine that has shown who it is. */
export interface Principal {
  readonly personId: PersonId;
  readonly roles: readonly Role[];
  readonly departmentId?: string;
}

/** What an operation is about, as far as access depends on it. */
export interface Subject {
  readonly departmentId?: string;
  /** Who is invited to it, or whom it is about. */
  readonly people?: readonly PersonId[];
  /** Whether part of it has been let out to be printed. */
  readonly released?: boolean;
}

/** How far `role` reaches in `operation`; undefined when the role may not do it at all. */
export function reachOf(role: Role, operation: Operation): Reach | undefined {
  const reaches: { readonly [role in Role]?: Reach } = ACCESS[operation];
  return Object.hasOwn(reaches, role) ? reaches[role] : undefined;
}

/** Who of people may do `operation` with at least something, in the order of the table; machines are nobody to turn to. */
export function peopleWhoMay(operation: string): readonly Role[] {
  if (!Object.hasOwn(ACCESS, operation)) return [];
  const people = Object.keys(everybody) as Role[];
  return people.filter((role) => reachOf(role, operation as Operation) !== undefined);
}

/** Whether `principal` may do `operation` with at least something. */
export function mayEver(principal: Principal, operation: Operation): boolean {
  return principal.roles.some((role) => reachOf(role, operation) !== undefined);
}

/** Whether `principal` may do `operation` with `subject`. */
export function mayDo(principal: Principal, operation: Operation, subject: Subject): boolean {
  return actingRole(principal, operation, subject) !== undefined;
}

/** `principal` in the first of its roles that may do `operation` with `subject`; undefined when none may. */
export function actorFor(
  principal: Principal,
  operation: Operation,
  subject: Subject,
): Exclude<Actor, { role: 'system' }> | undefined {
  const role = actingRole(principal, operation, subject);
  return role && { personId: principal.personId, role };
}

/** The part of all things that `principal` may do `operation` with, to narrow a list by before it is read. */
export function reachesOf(principal: Principal, operation: Operation): readonly Reach[] {
  return [...new Set(principal.roles.flatMap((role) => reachOf(role, operation) ?? []))];
}

function actingRole(
  principal: Principal,
  operation: Operation,
  subject: Subject,
): Role | undefined {
  return principal.roles.find((role) => {
    switch (reachOf(role, operation)) {
      case 'all':
        return true;
      case 'own':
        return (
          principal.departmentId !== undefined && principal.departmentId === subject.departmentId
        );
      case 'assigned':
        return subject.people?.includes(principal.personId) ?? false;
      case 'released':
        return subject.released ?? false;
      case undefined:
        return false;
    }
  });
}
