import type { IncomingMessage } from 'node:http';
import type { Language } from '../domain/text.ts';

/** The language to answer in: English when the Accept-Language header prefers it to Dutch, otherwise Dutch. */
export function languageOf(req: IncomingMessage): Language {
  const header = req.headers['accept-language'];
  if (!header) return 'nl';
  const weights = { nl: 0, en: 0 };
  for (const part of header.split(',', 20)) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = range.split('-')[0];
    if (language !== 'nl' && language !== 'en') continue;
    const quality = parameters.map((one) => one.trim()).find((one) => one.startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.slice(2));
    if (weight > weights[language]) weights[language] = weight;
  }
  return weights.en > weights.nl ? 'en' : 'nl';
}
