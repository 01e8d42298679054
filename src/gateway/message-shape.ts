import { simpleParser } from 'mailparser';
import { headerAddresses } from '../domain/smtp-address.ts';
import { type MessageShape, shapeOf } from '../domain/resemblance.ts';

/** Enough of a letter to know it again; what follows is pictures and attachments. */
const LOOKED_AT_BYTES = 262_144;

/** The shape of a message from its bytes; only the beginning is read, and no attachment. */
export async function readShape(raw: Uint8Array): Promise<MessageShape> {
  const beginning = Buffer.from(raw.subarray(0, LOOKED_AT_BYTES));
  const mail = await simpleParser(beginning, { skipImageLinks: true, skipTextToHtml: true });
  const from = mail.from?.value[0]?.address ?? '';
  return shapeOf({
    from: headerAddresses(from)?.[0] ?? from,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
  });
}
