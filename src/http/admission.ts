import { randomUUID } from 'node:crypto';
import { type Role, ROLES } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { Store } from '../store/client.ts';
import type { Person } from '../store/person.ts';

/** How the identity provider says what somebody may do; without `claim` the people in Sluis say it. */
export interface RoleClaim {
  /** Name of the claim, with dots for what lies deeper: `realm_access.roles`. */
  readonly claim: string;
  /** What the provider's names mean here; our own names mean themselves. */
  readonly names: Readonly<Record<string, Role>>;
}

const MACHINE_ROLES: readonly Role[] = ['mail-tool', 'print-house'];

type Claims = Readonly<Record<string, unknown>>;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whom the store knows by these claims: by id, or by an e-mail address that the provider does not doubt. */
export async function personWith({ people }: Store, { sub, email, email_verified }: Claims) {
  const byId = typeof sub === 'string' && UUID.test(sub) ? await people.find(sub) : undefined;
  if (byId) return byId;
  return typeof email === 'string' && email_verified !== false
    ? people.findByEmail(email)
    : undefined;
}

/**
 * Who may come in. Where the provider says the roles, they are written down at login, for somebody new as well, so that
 * there is one place that every later request looks at.
 */
export async function admitted(
  store: Store,
  claims: Claims,
  roleClaim: RoleClaim | undefined,
  now: Instant,
): Promise<Person | undefined> {
  const known = await personWith(store, claims);
  if (!roleClaim) return known?.active ? known : undefined;
  const roles = rolesIn(claims, roleClaim);
  if (known ? !known.active : roles.length === 0) return undefined;
  const { email, name } = claims;
  if (!known && (typeof email !== 'string' || claims['email_verified'] === false)) return undefined;
  const person = known
    ? { ...known, roles }
    : {
        id: randomUUID(),
        email: String(email),
        name: typeof name === 'string' ? name : String(email),
        roles,
        active: true,
      };
  return store.people.save(person, { actor: { role: 'system' }, origin: 'page', at: now });
}

function rolesIn(claims: Claims, { claim, names }: RoleClaim): Role[] {
  const value = claim
    .split('.')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? (at as Claims)[name] : undefined),
      claims,
    );
  const given =
    typeof value === 'string' ? value.split(/[\s,]+/) : Array.isArray(value) ? value : [];
  return ROLES.filter(
    (role) =>
      !MACHINE_ROLES.includes(role) &&
      given.some((one) => one === role || (typeof one === 'string' && names[one] === role)),
  );
}
