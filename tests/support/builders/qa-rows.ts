import { randomUUID } from 'node:crypto';
import type { SubmittedMailing } from '../../../src/domain/mailing.ts';
import type { Store } from '../../../src/store/client.ts';
import { aHeldMailing, NOW, provenance, record } from './store-rows.ts';

/** The id of a mailing with these questions in its sheet, signed off unless `held`; each pair has an internal note. */
export async function aSignedOffMailing(
  store: Store,
  questions: readonly string[],
  { held = false, at = NOW, title = 'WOZ-beschikking 2027' } = {},
): Promise<string> {
  const row = await aHeldMailing(store, { title });
  const pairs = questions.map((question, index) => ({
    number: index + 1,
    topic: 'Belastingen',
    question,
    answer: `Dit is het antwoord, nummer ${index + 1}.`,
    internalNote: 'Verwijs naar het taxatieverslag.',
    owner: 'rachida.schotbalk@sluiswaard.example',
  }));
  await store.qaSheets.save(row.mailing.id, pairs, provenance({ at }));
  if (held) return row.mailing.id;
  const { contentDigest, audience } = (row.mailing as unknown as SubmittedMailing).content;
  await record(store, row, {
    type: 'signed-off',
    at,
    approval: {
      type: 'sign-off',
      by: randomUUID(),
      at,
      covers: { contentDigest, audience, dispatchPlanKey: 'test' },
    },
  });
  return row.mailing.id;
}
