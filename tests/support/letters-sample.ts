import { randomUUID } from 'node:crypto';
import { dispatchWindow } from '../../src/domain/dispatch-window.ts';
import type { HeldMailing } from '../../src/domain/mailing.ts';
import type { Store } from '../../src/store/client.ts';
import type { PermitSigner } from '../../src/activities/permit-signer.ts';
import { fault } from '../../src/domain/input-fault.ts';
import { addSeconds } from '../../src/domain/instant.ts';
import { provenance, record } from './builders/store-rows.ts';
import { LONG_AGO_SECONDS, newPrintJob, receiptOf, releasedPrintJob } from './print-samples.ts';
import { nearDates } from './near-dates.ts';
import { municipality, woz } from './samples.ts';

/** A mailing of the sample's tax department whose letters are being printed: released, and not confirmed. Answers its id. */
export async function lettersAtThePrinter(store: Store, at: string): Promise<string> {
  const { departmentId } = woz;
  const details = nearDates(woz.details, at);
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

const LETTER = `Gemeente Sluiswaard

Betreft: herinnering aanslag 2026

Beste inwoner,

U hebt de aanslag van vorig jaar nog niet betaald. Betaal het bedrag voor 31 maart.
Kunt u niet alles in één keer betalen? Bel ons: 088-000 00 00.

Met vriendelijke groet,
Team Belastingen (verzonnen)
\n\f\n`;

/** A print job of that mailing in every state that the page shows differently. */
export async function printJobsOfLetters(
  store: Store,
  signer: PermitSigner,
  mailingId: string,
  at: string,
): Promise<void> {
  const longAgo = addSeconds(at, -LONG_AGO_SECONDS);
  const letOut = (jobId: string, letters: number, releasedAt: string) =>
    releasedPrintJob(
      { store, signer },
      { mailingId, jobId, letters, text: LETTER, at: releasedAt },
    );
  const printed = await letOut('herinnering-1', 12_000, longAgo);
  await store.printJobs.printed(printed, receiptOf(printed), provenance({ at: longAgo }));
  await letOut('herinnering-2', 12_000, longAgo);
  await letOut('herinnering-3', 9_000, at);
  await store.printJobs.hold(newPrintJob(mailingId, 'herinnering-4', 6_000, LETTER), provenance({ at })); // prettier-ignore
  await store.printJobs.refuse(
    newPrintJob(mailingId, 'herinnering-5', 680, LETTER),
    [
      fault(
        'brieven.pdf',
        'Het lettertype Verdana zit niet in de PDF (bladzijde 3). Maak de PDF met ingesloten lettertypen.',
        'The font Verdana is not in the PDF (page 3). Make the PDF with embedded fonts.',
      ),
      fault('oud.pdf', 'Dit staat niet in manifest.json. Haal het weg of neem het op.', 'This is not in manifest.json. Take it out or put it in the list.'), // prettier-ignore
    ],
    provenance({ at }),
  );
}
