import { audienceSize } from './audience.ts';
import {
  dispatchChoices,
  type DispatchOptionsInput,
  remainingAudience,
} from './dispatch-options.ts';
import { forecastFaults } from './forecast-faults.ts';
import { fault, type InputFault } from './input-fault.ts';
import { isInstant } from './instant.ts';
import { peopleFaults, staffingContextFaults } from './staffing-model-faults.ts';
import { numberFault } from './staffing-model-number-faults.ts';

/** Every reason why no dispatch plans can be made from `input`, each in words; empty when they can. */
export function dispatchOptionsFaults(input: DispatchOptionsInput): InputFault[] {
  const { wave, window, settings, alreadyLeft = [] } = input;
  const choices = dispatchChoices(input);
  const faults = [
    ...forecastFaults({ ...wave, batches: alreadyLeft }),
    ...peopleFaults(input),
    ...staffingContextFaults(input),
    ...numberFault('settings.shrinkage', settings.shrinkage, 0, 0.9),
    ...numberFault('settings.handleTimeSeconds', settings.handleTimeSeconds, 1, 86_400),
    ...numberFault('settings.maxOccupancy', settings.maxOccupancy, 0.01, 1),
    ...numberFault('settings.patienceSeconds', settings.patienceSeconds, 1, 10_000_000),
    ...numberFault('settings.maxAbandonment', settings.maxAbandonment, 0, 1),
    ...numberFault('settings.minimumPositions', settings.minimumPositions, 0, 10_000),
    ...numberFault('settings.target.fraction', settings.target.fraction, 0.01, 0.9999),
    ...numberFault('settings.target.withinSeconds', settings.target.withinSeconds, 0, 86_400),
    ...numberFault('choices.maxBatches', choices.maxBatches, 1, 25),
    ...numberFault('choices.leastShare', choices.leastShare, 0, 1),
    ...numberFault('choices.mostPerDay', choices.mostPerDay, 1, Infinity),
    ...numberFault('choices.costPerBatch', choices.costPerBatch, 0, 1_000_000),
    ...numberFault('choices.preparationDays', choices.preparationDays, 0, 60),
  ];
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(choices.releaseTime)) {
    faults.push(fault('choices.releaseTime', 'Geef een tijd zoals 09:00.', 'Give a time such as 09:00.')); // prettier-ignore
  }
  for (const name of ['opensAt', 'preferredAt', 'closesAt'] as const) {
    if (!isInstant(window[name])) {
      faults.push(fault(`window.${name}`, 'Geef een tijdstip in UTC, zoals 2027-02-12T08:00:00Z.', 'Give a moment in UTC, such as 2027-02-12T08:00:00Z.')); // prettier-ignore
    }
  }
  if (Date.parse(window.closesAt) <= Date.parse(window.opensAt)) {
    faults.push(fault('window.closesAt', 'Laat de uiterste datum na de vroegste komen.', 'Let the latest date come after the earliest.')); // prettier-ignore
  }
  if (choices.mostPerDay * choices.maxBatches < audienceSize(remainingAudience(input))) {
    faults.push(fault('choices.maxBatches', 'Zo kan niet iedereen de mailing krijgen. Sta meer deelverzendingen toe, of grotere.', 'This way not everybody can get the mailing. Allow more batches, or larger ones.')); // prettier-ignore
  }
  if (audienceSize(remainingAudience(input)) === 0) {
    faults.push(fault('wave.audience', 'Er is niemand meer die de mailing nog moet krijgen.', 'There is nobody left who must get the mailing.')); // prettier-ignore
  }
  return faults;
}
