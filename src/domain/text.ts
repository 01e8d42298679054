/** A sentence for people: Dutch first, English beside it. Both are plain text, never HTML. */
export interface Text {
  readonly nl: string;
  readonly en: string;
}

export type Language = keyof Text;
