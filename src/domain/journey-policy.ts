/**
 * When a journey reminds and waits, and what a sign-off asks, where the municipality has set nothing else. The numbers
 * are our own choice; no published figure was found.
 */
export const DEFAULT_JOURNEY_POLICY = {
  minimumQaPairs: 10,
  reminderWorkingDays: 2,
  escalationWorkingDays: 5,
  invitationWorkingHours: 8,
  waveCheckMinutes: 30,
} as const;

/** What a municipality sets itself; a sign-off's own conditions are the same everywhere. */
export type JourneyTerms = Readonly<
  Record<Exclude<keyof typeof DEFAULT_JOURNEY_POLICY, 'minimumQaPairs'>, number>
>;

/** The terms of a municipality: its own where it has set them. */
export function journeyTerms(own: Partial<JourneyTerms> = {}): JourneyTerms {
  const { minimumQaPairs: _, ...terms } = DEFAULT_JOURNEY_POLICY;
  return { ...terms, ...own };
}
