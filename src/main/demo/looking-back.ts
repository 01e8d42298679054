import { see, waitFor } from './narrator.ts';
import { sample } from './sample.ts';
import type { MailingView, Stage } from './stage.ts';

interface SampleQuestions {
  readonly questions: readonly {
    readonly question: string;
    readonly channel: string;
    readonly outcome: string;
    readonly pair: number | null;
  }[];
}

/** Residents call, agents log what was asked, and the wave is looked back on. */
export async function lookingBack(stage: Stage, mailingId: string): Promise<void> {
  const { narrator, baseUrl } = stage;
  const agent = await stage.as(stage.who('agent'));
  const lead = await stage.as(stage.who('kcc-lead'));
  const at = `/v1/mailings/${mailingId}`;

  narrator.scene('The wave');
  await narrator.step(async () => {
    const { questions } = sample<SampleQuestions>('woz-2027/questions.json');
    for (const { question, channel, outcome, pair } of questions) {
      await agent.post('/v1/questions', {
        mailingId,
        text: question,
        channel,
        outcome,
        ...(pair !== null && { qaPairNumber: pair }),
      });
    }
    return {
      saw: `${questions.length} questions are logged as they were put, the first: "${questions[0]!.question}"`,
      url: `${baseUrl}/v1/questions?mailingId=${mailingId}`,
    };
  });

  await narrator.step(async () => {
    await lead.post(`${at}/wave-closings`, {});
    await waitFor('the evaluation', async () => {
      const { status } = await lead.get<MailingView>(at);
      return status === 'evaluated';
    });
    const { result } = await lead.get<{ result: { lessons: { nl: string }[] } }>(
      `${at}/evaluation`,
    );
    see(result.lessons.length > 0, 'The evaluation holds no lesson.');
    return {
      saw: 'The lead closes the wave, and it is evaluated:',
      details: result.lessons.slice(0, 4).map(({ nl }) => `- ${nl}`),
      url: `${baseUrl}${at}/evaluation`,
    };
  });
}
