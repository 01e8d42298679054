import type { Instant } from '../domain/instant.ts';

/** Tells the time; tests bring their own. */
export type Clock = () => Instant;

/** The time of this machine. */
export const systemClock: Clock = () => new Date().toISOString();
