import type { InputFault } from '../domain/input-fault.ts';

/** What was given cannot be planned with; every fault at once, each with its sentence. The user's to mend: do not try again. */
export class PlannerInputError extends Error {
  override readonly name = 'PlannerInputError';
  readonly faults: readonly InputFault[];

  constructor(faults: readonly InputFault[]) {
    super(faults.map(({ path, text }) => `${path}: ${text.en}`).join(' '));
    this.faults = faults;
  }
}
