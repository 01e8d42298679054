import { fault, type InputFault } from './input-fault.ts';
import type { StaffingPlanInput } from './staffing-model-input.ts';

/** A fault when `value` is given and is no number from `from` up to and including `to`. */
export function numberFault(
  path: string,
  value: number | undefined,
  from: number,
  to: number,
): InputFault[] {
  if (value === undefined || (value >= from && value <= to)) return [];
  return [
    fault(
      path,
      `Geef een getal van ${from} tot en met ${to}.`,
      `Give a number from ${from} up to and including ${to}.`,
    ),
  ];
}

/** What is wrong with the lists that have one number per interval, and with the demand on the phone. */
export function demandFaults(input: StaffingPlanInput): InputFault[] {
  const count = input.shortage.intervals.length;
  const list = (
    path: string,
    values: readonly number[] | undefined,
    most: number,
  ): InputFault[] => {
    if (!values) return [];
    if (values.length !== count) {
      return [
        fault(
          path,
          `Geef ${count} getallen: één per half uur.`,
          `Give ${count} numbers: one per half hour.`,
        ),
      ];
    }
    return values.flatMap((value, i) => numberFault(`${path}[${i}]`, value, 0, most));
  };
  const { demand } = input;
  return [
    ...list('requiredAtP90', input.requiredAtP90, 100_000),
    ...list('requiredSkilled', input.requiredSkilled, 100_000),
    ...list('demand.calls', demand?.calls, 10_000_000),
    ...list('demand.otherPositions', demand?.otherPositions, 100_000),
    ...numberFault('demand.handleTimeSeconds', demand?.handleTimeSeconds, 1, 86_400),
    ...numberFault('demand.target.fraction', demand?.target.fraction, 0, 0.9999),
    ...numberFault('demand.target.withinSeconds', demand?.target.withinSeconds, 0, 86_400),
    ...numberFault('demand.target.patienceSeconds', demand?.target.patienceSeconds, 1, 10_000_000),
    ...numberFault('demand.target.maxOccupancy', demand?.target.maxOccupancy, 0.01, 1),
    ...numberFault('demand.target.maxAbandonment', demand?.target.maxAbandonment, 0, 1),
  ];
}
