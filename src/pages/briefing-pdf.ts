import { getBriefing } from '../api/briefings.ts';
import type { BriefingContent } from '../domain/briefing.ts';
import { localDateOf } from '../domain/local-time.ts';
import { keptBriefings } from '../pdf/kept-briefings.ts';
import { OCCASION_TEXTS } from './components/occasion.ts';
import type { PageHouse } from './deps.ts';
import { definePage, type PageCall } from './page.ts';

const printed = keptBriefings();

/** What this reader may see of a briefing. */
type Shown = Awaited<ReturnType<typeof shownTo>>;
const shownTo = async ({ ask, id }: PageCall) =>
  (await ask(getBriefing, { params: { briefingId: id('briefingId') } })).body;

/** The briefing as a page of paper, in the reader's language. */
export const briefingPdfPage = definePage({
  path: '/briefings/:briefingId/pdf',
  operation: 'briefings.read',
  get: async (call, { house }) => {
    const body = await shownTo(call);
    const bytes = await onPaper(body, call, house);
    const name = `briefing-${body.plannedAt.slice(0, 10)}.pdf`;
    return { file: { mediaType: 'application/pdf', name, bytes, inline: true } };
  },
});

/** The bytes of `briefing` as PDF, for who prints it now. */
export function onPaper(
  briefing: Pick<Shown, 'content' | 'occasion'>,
  { language, now }: Pick<PageCall, 'language' | 'now'>,
  house: PageHouse,
): Promise<Buffer> {
  return printed({
    content: briefing.content as unknown as BriefingContent,
    occasion: OCCASION_TEXTS[briefing.occasion],
    language,
    timeZone: house.timeZone,
    municipality: house.name,
    today: localDateOf(now, house.timeZone),
  });
}
