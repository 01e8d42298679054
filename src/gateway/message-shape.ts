import { simpleParser } from 'mailparser';
import { headerAddresses } from '../domain/smtp-address.ts';
import { type MessageShape, shapeOf } from '../domain/resemblance.ts';
import { readHeaders } from '../domain/smtp-message.ts';

/** Enough of a letter to know it again; what follows is pictures and attachments. */
const LOOKED_AT_BYTES = 262_144;

/**
 * The shape of a message from its bytes; only the beginning is read, and no attachment. One that the parser gives up on
 * (over a thousand parts) is known by its bytes as they are: one message may not keep all others from being looked at.
 */
export async function readShape(raw: Uint8Array): Promise<MessageShape> {
  const beginning = Buffer.from(raw.subarray(0, LOOKED_AT_BYTES));
  const mail = await simpleParser(beginning, { skipImageLinks: true, skipTextToHtml: true }).catch(
    () => undefined,
  );
  if (!mail) return unparsed(beginning);
  const from = mail.from?.value[0]?.address ?? '';
  return shapeOf({
    from: headerAddresses(from)?.[0] ?? from,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
  });
}

function unparsed(beginning: Buffer): MessageShape {
  const headers = readHeaders(beginning);
  const header = (name: string) =>
    typeof headers === 'string' ? '' : (headers.get(name)?.[0] ?? '');
  const body = beginning.subarray(beginning.indexOf('\r\n\r\n') + 1);
  return shapeOf({
    from: headerAddresses(header('from'))?.[0] ?? '',
    subject: header('subject'),
    text: body.toString('latin1'),
  });
}
