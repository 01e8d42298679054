import { createTransport } from 'nodemailer';
import { addDays } from '../../domain/instant.ts';
import { localDateOf } from '../../domain/local-time.ts';
import { see, waitFor } from './narrator.ts';
import { wozMailing, type SampleMessage, wozMessages } from './sample.ts';
import type { MailingView, Stage } from './stage.ts';

/** The legal latest date of the demonstration: near, but not so near that it worries anybody. */
const DAYS_UNTIL_LEGAL_LATEST = 28;

/** The department submits, its mail tool hands in the messages, and the gateway holds them. */
export async function submitting(
  stage: Stage,
): Promise<{ mailingId: string; messages: SampleMessage[] }> {
  const { narrator, baseUrl, municipality } = stage;
  const today = localDateOf(new Date().toISOString());
  const { departmentId, details, submittedBy } = wozMailing(
    today,
    addDays(today, DAYS_UNTIL_LEGAL_LATEST),
  );
  const submitter =
    municipality.people.find(({ id }) => id === submittedBy) ?? stage.who('department');
  const department = await stage.as(submitter);
  const messages = await wozMessages();
  const tool = municipality.mailTools[0]!;
  let mailingId = '';
  let password = '';

  narrator.scene(`The department (${submitter.name}, Belastingen) submits`);
  await narrator.step(async () => {
    const { id } = await department.post<MailingView>('/v1/mailings', { departmentId, details });
    mailingId = id;
    await department.post(`/v1/mailings/${id}/submissions`, {});
    await waitFor('the mailing held', async () => {
      const { status } = await department.get<MailingView>(`/v1/mailings/${id}`);
      return status === 'held';
    });
    return {
      saw: `"${details.title}" to ${(details.audience.letter + details.audience.email).toLocaleString('en')} addressees is submitted, and held.`,
      url: `${baseUrl}/v1/mailings/${id}`,
    };
  });

  await narrator.step(async () => {
    const administrator = await stage.as(stage.who('administrator'));
    const credential = await administrator.post<{ password: string }>('/v1/mail-credentials', {
      username: tool.username,
      departmentId: tool.departmentId,
      fromDomains: ['sluiswaard.example'],
    });
    password = credential.password;
    return { saw: `The mail tool "${tool.username}" may log in to the gateway.` };
  });

  await narrator.step(async () => {
    await handIn(stage.gatewayPort, { user: tool.username, pass: password }, mailingId, messages);
    const { results } = { results: stage.mailbox.messages().filter(isWoz(messages)) };
    see(results.length === 0, 'A message reached a mailbox before the sign-off.');
    return {
      saw: `The mail tool handed in ${messages.length} messages over SMTP; all were answered 250, none has reached a mailbox.`,
      url: stage.mailbox.url,
    };
  });
  return { mailingId, messages };
}

async function handIn(
  port: number,
  auth: { readonly user: string; readonly pass: string },
  mailingId: string,
  messages: readonly SampleMessage[],
): Promise<void> {
  const pool = createTransport({
    host: '127.0.0.1',
    port,
    auth,
    pool: true,
    maxConnections: 5,
    tls: { rejectUnauthorized: false },
  });
  const headers = { 'X-Mailing-ID': mailingId };
  await Promise.all(messages.map((message) => pool.sendMail({ ...message, headers })));
  pool.close();
}

/** Whether a received mail is one of the mailing's own messages. */
export function isWoz(messages: readonly SampleMessage[]) {
  const subjects = new Set(messages.map(({ subject }) => subject));
  return ({ subject }: { readonly subject: string }) => subjects.has(subject);
}
