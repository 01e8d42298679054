/** What must hold before sign-off, in the order in which a lead works through it. */
export const CONDITION_CODES = [
  'qa-sheet-ready',
  'contact-details-checked',
  'stakeholders-informed',
  'dispatch-plan-fits',
  'forecast-current',
  'staffing-covers-shortage',
  'briefings-planned',
  'signer-is-not-author',
] as const;
export type ConditionCode = (typeof CONDITION_CODES)[number];

/**
 * Conditions that a lead may waive by name and with a reason. The others protect the resident or the law: a stale
 * forecast, a plan outside the window and a sign-off on one's own mailing are never a matter of judgement.
 */
export const WAIVABLE_CONDITIONS: readonly ConditionCode[] = [
  'qa-sheet-ready',
  'contact-details-checked',
  'stakeholders-informed',
  'staffing-covers-shortage',
  'briefings-planned',
];
