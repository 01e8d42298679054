import { see, waitFor } from './narrator.ts';
import type { DemoPerson } from './person.ts';
import type { Stage } from './stage.ts';

interface Calculation {
  readonly id: string;
  readonly status: 'waiting' | 'running' | 'done' | 'failed';
  readonly failure?: readonly { readonly nl: string }[];
  readonly result?: {
    readonly text: { readonly nl: string };
    readonly seconds: number;
    readonly options: readonly { readonly text: { readonly nl: string } }[];
  };
}

/** Three ways to send the mailing are worked out: all at once, cheapest, calmest; and where the chart of them is. */
export async function threePlans(
  { narrator, baseUrl }: Stage,
  lead: DemoPerson,
  mailingId: string,
): Promise<void> {
  const at = `/v1/mailings/${mailingId}/dispatch-options`;
  await narrator.step(async () => {
    const asked = await lead.post<Calculation>(at, {}, 202);
    const done = await waitFor(
      'three dispatch plans',
      async () => {
        const job = await lead.get<Calculation>(`${at}/${asked.id}`);
        see(job.status !== 'failed', `Not calculated: ${job.failure?.[0]?.nl}`);
        return job.status === 'done' && job;
      },
      300,
    );
    const { options = [], text, seconds = 0 } = done.result ?? {};
    see(options.length === 3, `There are ${options.length} plans instead of 3.`);
    const chart = await lead.get<{ alt: string }>(`${at}/${asked.id}/chart`);
    see(chart.alt.length > 0, 'The chart has no words.');
    return {
      saw: `Three ways to send it are worked out in ${seconds.toFixed(1)} seconds:`,
      details: [
        ...options.map((option) => `- ${option.text.nl}`),
        `${text?.nl}`,
        `The chart, with its figures as a table: ${chart.alt}`,
      ],
      url: `${baseUrl}/mailings/${mailingId}/plannen`,
    };
  });
}
