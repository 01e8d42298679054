import type { StaffingPlanInput } from './staffing-model-input.ts';
import { planFaults } from './staffing-solution-check.ts';
import { assignmentsOf } from './staffing-solution.ts';
import type { StaffingState } from './staffing-solution-state.ts';

/**
 * Takes out of `state` what breaks a rule that only shows over a whole week (36 hours of rest in seven days): of the person concerned the
 * shift that is worth least from then on; then trainees whom nobody looks after any more. Ends when the check has nothing to say.
 */
export function mend(input: StaffingPlanInput, state: StaffingState): void {
  for (let left = state.all().length; left > 0; left -= 1) {
    const [fault] = planFaults(input, assignmentsOf(state));
    if (!fault) break;
    const person = state.problem.people.findIndex((one) => one.person.id === fault.who);
    const from = Date.parse(fault.at);
    const own = person < 0 ? [] : state.of(person);
    const [least] = own
      .filter((index) => state.option(index).pattern.stretches.some(({ to }) => to > from))
      .map((index) => {
        const before = state.objective;
        state.remove(index);
        const loss = state.objective - before;
        state.add(index);
        return { index, loss };
      })
      .toSorted((a, b) => a.loss - b.loss);
    if (!least) break;
    state.remove(least.index);
  }
  for (const index of state.all()) {
    if (state.unsupervised() === 0) return;
    if (state.problem.people[state.option(index).person]?.trainee === true) state.remove(index);
  }
}
