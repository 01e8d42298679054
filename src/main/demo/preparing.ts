import { addSeconds } from '../../domain/instant.ts';
import { handInLetters } from './printing.ts';
import { see, waitFor } from './narrator.ts';
import { threePlans } from './planning.ts';
import { sampleBytes, wozMailing } from './sample.ts';
import { linkIn, type MailingView, pressButton, type Stage } from './stage.ts';

/** Near dates: what takes weeks in February takes a minute here. */
const FIRST_BATCH_SECONDS = 45;
const SECOND_BATCH_SECONDS = 75;

interface ForecastView {
  readonly id: string;
  readonly forecast: {
    readonly totals: { readonly p10: number; readonly p50: number; readonly p90: number };
    readonly explanation: { readonly nl: string };
  };
  readonly shortage: { readonly halfHours: number };
}

/** The KCC lead's first sign-off is refused in words; then everything is prepared, and the second one holds. */
export async function preparing(stage: Stage, mailingId: string): Promise<{ releaseAt: string[] }> {
  const { narrator, baseUrl } = stage;
  const person = stage.who('kcc-lead');
  const lead = await stage.as(person);
  const at = `/v1/mailings/${mailingId}`;
  const unmet = async () => (await lead.get<MailingView>(at)).unmetConditions ?? [];

  narrator.scene(`The KCC lead (${person.name}) prepares and signs off`);
  await narrator.step(async () => {
    const refusal = await lead.post<{ errors: { detail: string }[] }>(`${at}/sign-offs`, {}, 409);
    see(refusal.errors.length > 0, 'The refusal names no condition.');
    return {
      saw: `The first sign-off is refused, with ${refusal.errors.length} unmet conditions:`,
      details: refusal.errors.map(({ detail }) => `- ${detail}`),
    };
  });

  await narrator.step(async () => {
    const file = sampleBytes('woz-2027/qa-sheet.xlsx');
    await lead.putFile(`${at}/qa-sheet`, file, XLSX);
    const { pairs } = await lead.get<{ pairs: unknown[] }>(`${at}/qa-sheet`);
    see(pairs.length >= 20, 'The Q&A sheet was not read.');
    return {
      saw: `The Q&A sheet is attached: ${pairs.length} pairs, read from a spreadsheet file.`,
      url: `${baseUrl}${at}/qa-sheet`,
    };
  });

  await narrator.step(async () => {
    await lead.post(`${at}/contact-checks`, {});
    const { details } = wozMailing('', '');
    for (const { email } of details.stakeholders ?? []) {
      const mail = await waitFor(`the mail to ${email}`, () => stage.mailsTo(email, /./).at(-1));
      await pressButton(linkIn(mail, '/bevestiging/'), { known: 'yes' });
    }
    await waitFor('stakeholders informed', async () =>
      (await unmet()).every(({ code }) => code !== 'stakeholders-informed'),
    );
    return {
      saw: `The contact details are checked; all ${details.stakeholders?.length} who must also know were told by mail and confirmed by the link in it.`,
      url: stage.mailbox.url,
    };
  });

  await threePlans(stage, lead, mailingId);

  const now = new Date().toISOString();
  const releaseAt = [addSeconds(now, FIRST_BATCH_SECONDS), addSeconds(now, SECOND_BATCH_SECONDS)];
  await narrator.step(async () => {
    const before = await lead.get<ForecastView>(`${at}/forecast`);
    await lead.post(`${at}/dispatch-plan`, { batches: twoBatches(releaseAt) });
    const made = await waitFor('a forecast for the new plan', async () => {
      const found = await lead.get<ForecastView>(`${at}/forecast`);
      return found.id !== before.id && found;
    });
    const { p10, p50, p90 } = made.forecast.totals;
    return {
      saw: `Two batches are planned; the forecast follows at once: ${Math.round(p50)} contacts (${Math.round(p10)} to ${Math.round(p90)}), short in ${made.shortage.halfHours} half hours.`,
      details: [made.forecast.explanation.nl],
      url: `${baseUrl}${at}/forecast`,
    };
  });

  await narrator.step(async () => {
    const { proposal } = await lead.get<{
      proposal: { needs: unknown[]; explanation: { nl: string } } | null;
    }>(`${at}/staffing-plan`);
    if (!proposal) throw new Error('There is no staffing proposal.');
    await lead.post(`${at}/staffing-plan`, {});
    return {
      saw: `The staffing plan asks for people at ${proposal.needs.length} times.`,
      details: [proposal.explanation.nl],
      url: `${baseUrl}${at}/staffing-plan`,
    };
  });

  await narrator.step(async () => {
    await lead.post(`${at}/briefing-plan`, {
      briefings: [addSeconds(new Date().toISOString(), 15)],
    });
    const left = await unmet();
    const short = left.find(({ code }) => code === 'staffing-covers-shortage');
    if (short) {
      await lead.post(`${at}/waivers`, {
        condition: 'staffing-covers-shortage',
        reason: 'De rest van het tekort vangen wij op met terugbelafspraken.',
      });
    }
    return {
      saw: short
        ? 'Briefings are planned. What stays short is waived by name and with a reason.'
        : 'Briefings are planned, and the staffing plan covers the shortage.',
      details: short ? [`- ${short.text.nl}`] : [],
    };
  });

  await narrator.step(async () => {
    const letters = twoBatches(releaseAt).map(({ audience }) => audience.letter);
    const jobs = await handInLetters(stage, mailingId, letters);
    const total = letters.reduce((sum, one) => sum + one, 0).toLocaleString('en');
    return {
      saw: `The department puts ${total} letters into the print folder as ${jobs.length} jobs; they are checked and held.`,
      url: `${baseUrl}${at}/print-jobs`,
    };
  });

  await narrator.step(async () => {
    await lead.post(`${at}/sign-offs`, {});
    const { status, statusText } = await lead.get<MailingView>(at);
    see(status === 'signed-off' || status === 'releasing', 'The mailing is not signed off.');
    return {
      saw: `The lead signs off. The mailing now reads: "${statusText.nl}"`,
      url: `${baseUrl}${at}/timeline`,
    };
  });
  return { releaseAt };
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function twoBatches(releaseAt: readonly string[]) {
  const { letter, email } = wozMailing('', '').details.audience;
  const first = { letter: Math.round(letter / 4), email: Math.round(email / 4), portal: 0 };
  const rest = { letter: letter - first.letter, email: email - first.email, portal: 0 };
  return [first, rest].map((audience, index) => ({
    number: index + 1,
    releaseAt: releaseAt[index],
    audience,
  }));
}
