/** The mail did not go now and may go later: no connection, no login, or a reply 4xx. */
export class MailRetryable extends Error {
  override readonly name = 'MailRetryable';
}

/** The mail will never go as it is: a reply 5xx to it, or an address that is none. */
export class MailPermanent extends Error {
  override readonly name = 'MailPermanent';
}

/** Stages of which a reply 5xx is about this mail and not about our connection or login. */
const ABOUT_THE_MAIL = new Set(['EENVELOPE', 'EMESSAGE']);

/**
 * What a failed hand-over means for the sender. Addresses are taken out of the words, since they end up in workflow
 * histories and logs; for the same reason the original error is not kept as `cause`.
 */
export function mailErrorOf(error: unknown): MailRetryable | MailPermanent {
  if (error instanceof MailRetryable || error instanceof MailPermanent) return error;
  const { code, responseCode, message } = describe(error);
  const words = `${code ?? 'Mail'}: ${withoutAddresses(message)}`;
  const refusedForGood = responseCode !== undefined && responseCode >= 500;
  return refusedForGood && code !== undefined && ABOUT_THE_MAIL.has(code)
    ? new MailPermanent(words)
    : new MailRetryable(words);
}

function describe(error: unknown): { code?: string; responseCode?: number; message: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? error.code : undefined;
  const responseCode = 'responseCode' in error ? error.responseCode : undefined;
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof responseCode === 'number' ? { responseCode } : {}),
    message: error.message,
  };
}

function withoutAddresses(message: string): string {
  return message.replaceAll(/<?[^\s<>]+@[^\s<>]+>?/g, '<address>').slice(0, 300);
}
