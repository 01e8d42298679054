import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import type { Principal } from '../domain/access.ts';
import type { Role } from '../domain/actor.ts';
import { addSeconds, type Instant } from '../domain/instant.ts';
import type { Store } from '../store/client.ts';
import type { Person } from '../store/person.ts';
import type { SessionRecord } from '../store/session.ts';
import type { Cookies } from './cookies.ts';
import { newCsrfSecret } from './csrf.ts';

const IDLE_SECONDS = 30 * 60;
const LONGEST_SECONDS = 12 * 3600;
const TOUCH_AFTER_SECONDS = 60;
const MACHINE_ROLES: readonly Role[] = ['mail-tool', 'print-house'];
const COOKIE = 'sluis-session';

/** Somebody who is logged in, with the roles of this moment. */
export interface BrowserSession extends SessionRecord {
  readonly person: Person;
  readonly principal: Principal;
}

/** What the identity provider told of a login. */
export interface LoginFacts {
  readonly subject: string;
  readonly authenticatedAt: Instant;
  readonly providerSession?: string;
  readonly idToken?: string;
}

/** Who is logged in where. */
export type Sessions = ReturnType<typeof createSessions>;

/** Says that a page asked by itself, and nobody pressed anything: such a request keeps no session alive. */
export const BY_ITSELF_HEADER = 'Sluis-By-Itself';

/** Whether a page asked this by itself, to be up to date. */
export const asksByItself = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' && headers[BY_ITSELF_HEADER.toLowerCase()] !== undefined;

/**
 * Sessions of browsers: half an hour without use or twelve hours in all, and a new number at every login. The cookie holds
 * 256 random bits; the store only their hash.
 */
export function createSessions(store: Store, cookies: Cookies, clock: () => Instant) {
  const limits = (now: Instant) => ({
    idleSince: addSeconds(now, -IDLE_SECONDS),
    begunAfter: addSeconds(now, -LONGEST_SECONDS),
  });
  const hashIn = (req: IncomingMessage) => {
    const id = cookies.read(req, COOKIE);
    return id === undefined ? undefined : hashOf(id);
  };

  return {
    /**
     * Who sends this request; undefined when nobody who is logged in. `use` says whether somebody is at work with it: a board
     * that is left open asks for hours, and must not stay logged in by that.
     */
    async of(
      req: IncomingMessage,
      use: 'by-hand' | 'by-itself' = 'by-hand',
    ): Promise<BrowserSession | undefined> {
      const idHash = hashIn(req);
      if (idHash === undefined) return undefined;
      const now = clock();
      const found = await store.sessions.find(idHash, limits(now));
      if (!found) return undefined;
      const { session, person } = found;
      if (use === 'by-hand' && session.seenAt < addSeconds(now, -TOUCH_AFTER_SECONDS)) {
        await store.sessions.touch(idHash, now);
      }
      return { ...session, person, principal: principalOf(person) };
    },

    /** Logs `person` in, in place of whoever was logged in with this browser. */
    async begin(req: IncomingMessage, res: Response, person: Person, facts: LoginFacts) {
      const id = randomBytes(32).toString('base64url');
      const now = clock();
      const role = person.roles[0] ?? 'guest';
      await store.sessions.begin(
        {
          ...facts,
          idHash: hashOf(id),
          personId: person.id,
          csrfSecret: newCsrfSecret(),
          createdAt: now,
          seenAt: now,
        },
        { actor: { personId: person.id, role }, origin: 'page', at: now },
        hashIn(req),
      );
      await store.sessions.purge(limits(now));
      cookies.write(res, COOKIE, id);
    },

    /** Logs out. */
    async end(res: Response, { idHash, person }: BrowserSession) {
      const actor = { personId: person.id, role: person.roles[0] ?? ('guest' as const) };
      await store.sessions.end(idHash, { actor, origin: 'page', at: clock() });
      cookies.clear(res, COOKIE);
    },
  };
}

/** A person as the one who asks; what only machines may be is no role of a person. */
function principalOf({ id, roles, departmentId }: Person): Principal {
  return {
    personId: id,
    roles: roles.filter((role) => !MACHINE_ROLES.includes(role)),
    ...(departmentId !== undefined && { departmentId }),
  };
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}
