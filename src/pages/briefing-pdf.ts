import { getBriefing } from '../api/briefings.ts';
import type { BriefingContent } from '../domain/briefing.ts';
import { briefingPdf } from '../pdf/briefing-pdf.ts';
import { OCCASION_TEXTS } from './components/occasion.ts';
import { definePage } from './page.ts';

/** The briefing as a page of paper, in the reader's language. */
export const briefingPdfPage = definePage({
  path: '/briefings/:briefingId/pdf',
  operation: 'briefings.read',
  get: async ({ ask, id, language }, { house }) => {
    const { body } = await ask(getBriefing, { params: { briefingId: id('briefingId') } });
    const bytes = await briefingPdf({
      content: body.content as unknown as BriefingContent,
      occasion: OCCASION_TEXTS[body.occasion],
      language,
      timeZone: house.timeZone,
      municipality: house.name,
    });
    const name = `briefing-${body.plannedAt.slice(0, 10)}.pdf`;
    return { file: { mediaType: 'application/pdf', name, bytes, inline: true } };
  },
});
