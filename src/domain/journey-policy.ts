/**
 * When a journey reminds and waits, and what a sign-off asks, where the municipality has set nothing else. Twenty pairs
 * are what a KCC with a mailing to every household found it needs; ten serve a smaller one.
 */
export const DEFAULT_JOURNEY_POLICY = {
  minimumQaPairs: 10,
  reminderWorkingDays: 2,
  escalationWorkingDays: 5,
  invitationWorkingHours: 8,
  waveCheckMinutes: 30,
} as const;
