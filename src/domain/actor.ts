/** What a person or a machine may be in Sluis; who may do what is in access.ts. */
export const ROLES = [
  'department',
  'kcc-lead',
  'planner',
  'agent',
  'guest',
  'auditor',
  'administrator',
  'mail-tool',
  'print-house',
] as const;
export type Role = (typeof ROLES)[number];

export type PersonId = string;

/** Who gives a command, in which role. Sluis itself acts as `system`, for timers and measurements. */
export type Actor =
  { readonly personId: PersonId; readonly role: Role } | { readonly role: 'system' };

/** The Actor for what Sluis does by itself. */
export const SYSTEM: Actor = { role: 'system' };
