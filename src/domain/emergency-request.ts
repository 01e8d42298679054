import type { Instant } from './instant.ts';
import type { EmergencyRequest, HeldMailing } from './mailing.ts';

/** A second person may confirm within this time. */
const CONFIRMED_WITHIN_MS = 24 * 60 * 60 * 1000;

/**
 * The emergency release that a second person may confirm at `now`; undefined when nobody asked for it, when it was asked for more than a day ago, or
 * when the mailing says something else by now.
 */
export function openEmergencyRequest(
  { emergencyRequest, content }: Pick<HeldMailing, 'emergencyRequest' | 'content'>,
  now: Instant,
): EmergencyRequest | undefined {
  const stands =
    emergencyRequest?.contentDigest === content.contentDigest &&
    Date.parse(now) - Date.parse(emergencyRequest.at) <= CONFIRMED_WITHIN_MS;
  return stands ? emergencyRequest : undefined;
}
