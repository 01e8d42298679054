import { randomUUID } from 'node:crypto';
import { dispatchWindow } from '../../src/domain/dispatch-window.ts';
import type { HeldMailing } from '../../src/domain/mailing.ts';
import type { Store } from '../../src/store/client.ts';
import { provenance, record } from './builders/store-rows.ts';
import { municipality, woz } from './samples.ts';

/** A mailing of the sample's tax department whose letters are being printed: released, and not confirmed. Answers its id. */
export async function lettersAtThePrinter(store: Store, at: string): Promise<string> {
  const { departmentId, details } = woz;
  const row = await store.mailings.submit(
    {
      id: randomUUID(),
      departmentId,
      details: { ...details, title: 'Herinnering aanslag (verzonnen)', kind: 'payment-reminder' },
      window: dispatchWindow(details),
    },
    provenance({ at }),
  );
  const held = await record(store, row, { type: 'held', at });
  const { contentDigest, audience } = (held.mailing as HeldMailing).content;
  const by = municipality.people[0]!.id;
  const covers = { contentDigest, audience, dispatchPlanKey: 'sample' };
  const plan = { batches: [{ number: 1, releaseAt: at, audience }] };
  await record(
    store,
    held,
    { type: 'dispatch-planned', at, by, plan },
    { type: 'signed-off', at, approval: { type: 'sign-off', by, at, covers } },
    { type: 'batch-released', at, batch: { number: 1, releasedAt: at, audience } },
  );
  return held.mailing.id;
}
