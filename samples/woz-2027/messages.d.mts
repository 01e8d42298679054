/** One e-mail of the synthetic WOZ mailing, in the fields that nodemailer takes. */
export interface WozMessage {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
}
export const WOZ_MESSAGE_COUNT: number;
export function wozMessage(i: number): WozMessage;
