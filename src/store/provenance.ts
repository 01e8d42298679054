import type { Actor } from '../domain/actor.ts';

/** How the actor is written down: a person id, or `system`. */
export function actorName(actor: Actor): string {
  return actor.role === 'system' ? 'system' : actor.personId;
}
