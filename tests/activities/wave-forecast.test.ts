import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HeldMailing } from '../../src/domain/mailing.ts';
import { anActivityWorld } from '../support/activity-world.ts';
import { SLUIS } from '../support/builders/mailing.ts';
import { provenance } from '../support/builders/store-rows.ts';

describe('the forecast of a submitted mailing', () => {
  let world: Awaited<ReturnType<typeof anActivityWorld>>;
  const forecast = async () => {
    const { content } = world.row.mailing as HeldMailing;
    const { id } = await world.activities.makeForecast({
      mailingId: world.mailingId,
      content,
      released: [],
    });
    return (await world.store.forecasts.find(id))!;
  };
  beforeAll(async () => {
    world = await anActivityWorld();
    await world.give({ type: 'hold', by: SLUIS });
  }, 60_000);
  afterAll(() => world.stop());

  it('is learned from the mailings of before and names them', async () => {
    const made = await forecast();
    expect(made.forecast.madeFrom.contactRate.waves).toBe(3);
    expect(made.forecast.explanation.nl).toContain(
      '2 eerdere mailings met belastingaanslagen (WOZ-beschikking en aanslag 2026 (verzonnen); WOZ-',
    );
    expect(made.forecast.explanation.nl).toMatch(/drukste dag is [a-z]+ \d+ [a-z]+ 2027:/);
    // More than the default is known of the delay.
    expect(made.forecast.madeFrom.delay.scenarios.length).toBeGreaterThan(12);
  }, 60_000);

  it('tells in which week the wave is too big, and names a storm in that week', async () => {
    const alone = (await forecast()).collisions;
    expect(alone?.tooBigAlone).toBe(true);
    expect(alone?.weeks.flatMap((week) => week.with)).toEqual([]);

    const day = (date: string) => ({ date, contacts: { p10: 100, p50: 300, p90: 500, mean: 300 } });
    const monday = alone!.weeks[0]!.monday;
    const storm = {
      id: '5115aa00-0000-4000-8000-00000000f001',
      title: 'Storm',
      days: [day(monday)],
    };
    await world.store.events.save(storm, provenance());
    const met = (await forecast()).collisions;
    const week = met?.weeks.find((one) => one.monday === monday);
    expect(week?.with).toEqual([{ id: storm.id, title: 'Storm' }]);
    expect(met?.text.nl).toContain('Dezelfde weken als: Storm.');
  }, 60_000);
});
