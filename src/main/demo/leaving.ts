import { see, waitFor } from './narrator.ts';
import { printLetters } from './printing.ts';
import type { SampleMessage } from './sample.ts';
import type { MailingView, Stage } from './stage.ts';
import { isWoz } from './submitting.ts';

interface BatchView {
  readonly number: number;
  readonly status: string;
  readonly audience: { readonly letter: number; readonly email: number };
  readonly reports: { readonly email?: { readonly accepted: number } };
}

/** The batches leave at their time and not before: the mails by the gateway, the letters by the print house. */
export async function leaving(
  stage: Stage,
  mailingId: string,
  messages: readonly SampleMessage[],
  releaseAt: readonly string[],
): Promise<void> {
  const { narrator, baseUrl, mailbox } = stage;
  const lead = await stage.as(stage.who('kcc-lead'));
  const at = `/v1/mailings/${mailingId}`;
  const arrived = () => mailbox.messages().filter(isWoz(messages));
  let before = 0;

  narrator.scene('The batches leave');
  for (const [index, due] of releaseAt.entries()) {
    await narrator.step(async () => {
      const { results } = await lead.get<{ results: BatchView[] }>(`${at}/batches`);
      const batch = results.find(({ number }) => number === index + 1)!;
      const expected = before + batch.audience.email;
      // On a slow machine the next batch may be due before this one has been looked at.
      const mayHaveLeft = () =>
        results
          .filter(({ number }) => Date.parse(releaseAt[number - 1]!) <= Date.now())
          .reduce((sum, { audience }) => sum + audience.email, 0);
      await waitFor(
        `batch ${batch.number} in the mailbox`,
        () => {
          see(arrived().length <= mayHaveLeft(), 'More messages left than the batch holds.');
          return arrived().length >= expected;
        },
        180,
      );
      const early = arrived()
        .slice(before, expected)
        .filter(({ receivedAt }) => receivedAt < due);
      before = expected;
      see(
        early.length === 0,
        `${early.length} messages of batch ${batch.number} left before their time.`,
      );
      const line = await printLetters(stage, batch.number);
      await waitFor(`batch ${batch.number} dispatched`, async () => {
        const now = await lead.get<{ results: BatchView[] }>(`${at}/batches`);
        return now.results.some(
          ({ number, status }) => number === batch.number && status === 'dispatched',
        );
      });
      return {
        saw: `Batch ${batch.number}: ${batch.audience.email} e-mails arrived, none before ${due.slice(11, 19)} UTC; at the print house sluis-verify said "${line}", and its receipt confirmed the letters.`,
        url: mailbox.url,
      };
    });
  }

  await narrator.step(async () => {
    const received = arrived().flatMap(({ envelope }) => envelope.to);
    see(received.length === messages.length, `${received.length} of ${messages.length} arrived.`);
    see(new Set(received).size === messages.length, 'A message arrived twice.');
    await waitFor('everything dispatched', async () => {
      const { status } = await lead.get<MailingView>(at);
      return status === 'dispatched';
    });
    return {
      saw: `All ${messages.length} e-mails arrived, each exactly once.`,
      url: `${baseUrl}${at}/batches`,
    };
  });
}
