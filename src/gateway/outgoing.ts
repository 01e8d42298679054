import type { Ready } from '../store/delivery.ts';

/**
 * The bytes that leave: our own trace line, a Message-ID where the sender gave none, and then exactly what came in. The
 * trace line tells nothing of the recipient or of the sender's network.
 */
export function outgoingParts(
  { raw, messageId, receivedAt }: Pick<Ready, 'raw' | 'messageId' | 'receivedAt'>,
  queueId: string,
  name: string,
): Buffer[] {
  const trace =
    `Received: by ${name} (Sluis) with ESMTPA id ${queueId};\r\n\t${mailDate(receivedAt)}\r\n` +
    (messageId === '' ? `Message-ID: <${queueId}@${name}>\r\n` : '');
  return [Buffer.from(trace), Buffer.from(raw)];
}

/** `at` as RFC 5322 §3.3 writes it, in UTC. */
function mailDate(at: Date): string {
  return at.toUTCString().replace('GMT', '+0000');
}
