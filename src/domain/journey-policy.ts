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
