import { z } from 'zod';
import { line, text } from './fields.ts';

/** One pair of a Q&A sheet (domain/qa-sheet.ts). */
export const qaPair = z
  .strictObject({
    number: z.int().min(1).max(9999),
    topic: text(200),
    question: line(1000),
    answer: text(10_000),
    internalNote: text(10_000),
    owner: z.union([z.literal(''), z.email().max(254)]).meta({ type: 'string' }),
  })
  .meta({
    id: 'QaPair',
    example: {
      number: 1,
      topic: 'WOZ-waarde',
      question: 'Waarom is mijn WOZ-waarde gestegen?',
      answer: 'De waarde gaat uit van 1 januari 2026. In dat jaar stegen de prijzen.',
      internalNote: 'Verwijs naar het taxatieverslag.',
      owner: 'rachida.schotbalk@sluiswaard.example',
    },
  });
