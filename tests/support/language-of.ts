const WITHOUT_END = /^(area|br|col|hr|img|input|link|meta|source|wbr)$/;

/**
 * In which language a screen reader reads `text`, for each piece of text, field value or label in `html` that has it: the nearest `lang` around it, or its own.
 */
export function languagesOf(html: string, text: string): string[] {
  const found: string[] = [];
  const around: string[] = [];
  for (const [piece, slash, tag] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>|[^<]+/gi)) {
    if (slash) {
      around.pop();
      continue;
    }
    const own = tag && /\slang="([^"]*)"/.exec(piece)?.[1];
    const language = own ?? around.at(-1) ?? '';
    if (piece.includes(text)) found.push(language);
    if (tag && !WITHOUT_END.test(tag) && !piece.endsWith('/>')) around.push(language);
  }
  return found;
}
