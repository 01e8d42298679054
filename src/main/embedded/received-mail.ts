/** One mail as it arrived. */
export interface ReceivedMail {
  /** 1 for the first mail since the start. */
  readonly id: number;
  /** UTC, ISO 8601. */
  readonly receivedAt: string;
  /** The SMTP envelope: who it was really from and for. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Empty when the mail has no HTML part. */
  readonly html: string;
  readonly attachments: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly content: Buffer;
  }[];
  /** The bytes after DATA, exactly. */
  readonly raw: Buffer;
}
