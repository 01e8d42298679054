import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Diary, HandedIn } from './diary.ts';

/** Whoever asks gave up, because the run is over. */
export class GaveUp extends Error {}

export interface Answered<T> {
  readonly status: number;
  readonly body: T;
}

/** How a user asks: again and again with the same key, until there is an answer. */
export interface Asking {
  readonly baseUrl: string;
  readonly smtpPort: number;
  readonly diary: Diary;
  /** True when there is no sense in trying any longer. */
  readonly isOver: () => boolean;
}

const PAUSE_MS = 300;

/**
 * Asks until there is an answer that settles it: success, or a refusal. A POST carries one Idempotency-Key over all its
 * attempts. @throws GaveUp
 */
export async function ask<T>(
  { baseUrl, diary, isOver }: Asking,
  token: string,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
): Promise<Answered<T>> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
    ...(method === 'PUT' && { 'if-match': '*' }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  diary.inFlight += 1;
  try {
    for (;;) {
      const answer = await once<T>(`${baseUrl}${path}`, {
        method,
        headers,
        signal: AbortSignal.timeout(20_000),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (answer && answer.status >= 500 && answer.status !== 503) {
        diary.wrongAnswers.push(
          `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`,
        );
      }
      if (answer && settles(answer)) return answer;
      if (isOver()) throw new GaveUp(path);
      await delay(PAUSE_MS);
    }
  } finally {
    diary.inFlight -= 1;
  }
}

async function once<T>(url: string, init: RequestInit): Promise<Answered<T> | undefined> {
  try {
    const response = await fetch(url, init);
    return { status: response.status, body: (await response.json()) as T };
  } catch {
    // Nobody there, or gone in the middle of an answer: nothing was heard.
    return undefined;
  }
}

function settles({ status, body }: Answered<unknown>): boolean {
  if (status >= 500 || status === 429) return false;
  return (body as { code?: string } | null)?.code !== 'idempotency-key-in-use';
}

const DOMAIN = 'sluiswaard.example';

/** A letter of `mailingId` to one resident, as bytes that are the same at every attempt. */
export function letter(mailingId: string, to: string): HandedIn {
  const messageId = `<${randomUUID()}@${DOMAIN}>`;
  const raw = [
    `From: Gemeente Sluiswaard <belastingen@${DOMAIN}>`,
    `To: ${to}`,
    'Subject: Uw aanslag (verzonnen)',
    `Message-ID: ${messageId}`,
    `X-Mailing-ID: ${mailingId}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Geachte heer of mevrouw, uw aanslag staat klaar. Dit is een verzonnen brief.',
    '',
  ].join('\r\n');
  const digest = createHash('sha256').update(raw).digest('hex');
  return { mailingId, to, messageId, raw, digest };
}

/** Hands the message in until the gate answers 250. @throws GaveUp, or Error at a refusal for good */
export async function handIn(
  { smtpPort: port, diary, isOver }: Asking,
  auth: { readonly user: string; readonly pass: string },
  message: HandedIn,
): Promise<void> {
  diary.messages.push(message);
  diary.inFlight += 1;
  const envelope = { from: `belastingen@${DOMAIN}`, to: message.to };
  try {
    for (;;) {
      const transport = createTransport({
        host: '127.0.0.1',
        port,
        ignoreTLS: true,
        auth,
        socketTimeout: 20_000,
      });
      try {
        await transport.sendMail({ envelope, raw: message.raw });
        message.acknowledgedAt = Date.now();
        return;
      } catch (error) {
        const { responseCode = 0 } = error as { responseCode?: number };
        if (responseCode >= 500) throw error;
      } finally {
        transport.close();
      }
      if (isOver()) throw new GaveUp(message.to);
      await delay(PAUSE_MS);
    }
  } finally {
    diary.inFlight -= 1;
  }
}
