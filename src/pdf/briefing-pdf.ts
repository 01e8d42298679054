import { formatDay, formatMoment, formatNumber } from '../charts/format.ts';
import { toPng } from '../charts/png.ts';
import { waveChart } from '../charts/wave-chart.tsx';
import { audienceSize } from '../domain/audience.ts';
import {
  ADDRESSEES,
  ANSWERS_IN_SHEET,
  type BriefingContent,
  daysToExpect,
  nothingToExpect,
} from '../domain/briefing.ts';
import { counted, type Noun } from '../domain/counted-text.ts';
import type { LocalDate } from '../domain/instant.ts';
import type { Language, Text } from '../domain/text.ts';
import { type TaggedPage, taggedPage } from './tagged-page.ts';

/** What is printed of a briefing. Internal notes are printed where the content has them: it is the API that leaves them out. */
export interface BriefingPdf {
  readonly content: BriefingContent;
  /** What it is about and when it was sent. */
  readonly occasion: Text;
  readonly language: Language;
  readonly timeZone: string;
  readonly municipality: string;
  /** Days before this one are left out. */
  readonly today: LocalDate;
}

/** More does not fit on one page. */
const MOST_BATCHES = 5;
const CHART_WIDTH = 900;
const CHART_HEIGHT = 118;
/** From roomy to tight: the size of the text in points, and after how many characters an answer is cut off. */
const TRIES = [
  { size: 11, longest: Infinity },
  { size: 10, longest: Infinity },
  { size: 9.5, longest: 500 },
  { size: 9, longest: 320 },
  { size: 8.5, longest: 160 },
] as const;

/** What the answers may take of the page in points, with the other parts at their usual size. */
const PAGE_POINTS = 340;
const PAGE_WIDTH = 499;
/** Of the font, in parts of its size. */
const LETTER_WIDTH = 0.46;
const LINE_HEIGHT = 1.26;

/** The briefing as one A4 page that screen readers can read as well (PDF/UA). Long answers are cut off where they would need a second page. */
export async function briefingPdf(briefing: BriefingPdf): Promise<Buffer> {
  const picture = await pictureOf(briefing);
  const { title } = briefing.content;
  for (const { size, longest } of TRIES) {
    const last = size === TRIES.at(-1)?.size;
    if (!last && pointsOf(briefing, size, longest) > PAGE_POINTS) continue;
    const page = taggedPage({ title: `Briefing: ${title}`, language: briefing.language, size });
    write(page, briefing, picture, longest);
    const { bytes, pages } = await page.finish();
    if (pages === 1 || last) return bytes;
  }
  throw new Error('There is no last try.');
}

/** About how high the answers become, so that no page is laid out in vain; a page that does not fit after all is made again, tighter. */
function pointsOf({ content }: BriefingPdf, size: number, longest: number): number {
  const lines = (text: string) =>
    Math.ceil((Math.min(text.length, longest) * size * LETTER_WIDTH) / PAGE_WIDTH);
  return content.topPairs
    .map((pair) => lines(pair.question) + lines(pair.answer) + lines(noteOf(pair)) + 0.5)
    .reduce((sum, count) => sum + count * size * LINE_HEIGHT, 0);
}

interface Picture {
  readonly png: Buffer;
  readonly alt: string;
}

async function pictureOf({
  content,
  language,
  timeZone,
}: BriefingPdf): Promise<Picture | undefined> {
  const { perDay } = content;
  if (perDay.length < 2) return undefined;
  const { svg, alt } = waveChart({ perDay, language, timeZone, width: CHART_WIDTH });
  return { alt, png: await toPng(svg) };
}

function write(
  page: TaggedPage,
  briefing: BriefingPdf,
  picture: Picture | undefined,
  longest: number,
) {
  const { content, language, timeZone } = briefing;
  const say = (text: Text) => text[language];
  page.heading(1, content.title);
  page.quiet(`${briefing.municipality} · ${say(briefing.occasion)}`);
  page.paragraph(content.purpose);

  page.heading(2, say({ nl: 'Hoeveel vragen wij verwachten', en: 'How many questions we expect' }));
  if (picture) page.figure(picture.png, picture.alt, CHART_HEIGHT);
  const days = daysToExpect(content, briefing.today);
  if (days.length === 0) {
    page.paragraph(say(nothingToExpect(content)));
  } else {
    const number = (value: number) => formatNumber(Math.round(value), language);
    page.table({
      columns: COLUMNS.map(say),
      rows: days.map(({ date, p10, p50, p90, ordinary }) => [
        formatDay(date, language),
        number(p50),
        `${number(p10)} – ${number(p90)}`,
        number(ordinary),
      ]),
    });
  }

  page.heading(2, say({ nl: 'Wat inwoners vragen', en: 'What residents ask' }));
  for (const pair of content.topPairs) {
    page.heading(3, pair.question);
    page.paragraph(cut(pair.answer, longest));
    const note = noteOf(pair);
    if (note !== '') {
      page.quiet(`${say({ nl: 'Alleen voor u', en: 'For you only' })}: ${cut(note, longest)}`);
    }
  }

  const isCut = content.topPairs.some(
    (pair) => pair.answer.length > longest || noteOf(pair).length > longest,
  );
  page.quiet(`${say(counted(content.pairs, ANSWERS_IN_SHEET))}.${isCut ? ` ${say(CUT)}` : ''}`);

  page.heading(2, say({ nl: 'Wat er in de brief staat', en: 'What the letter says' }));
  const { phone, openingHours, webAddress } = content.printedContact;
  page.paragraph(`${phone} · ${openingHours} · ${webAddress}`);
  for (const { releaseAt, audience } of content.batches.slice(0, MOST_BATCHES)) {
    const when = formatMoment(releaseAt, language, timeZone);
    const count = say(counted(audienceSize(audience), ADDRESSEES));
    page.paragraph(`${say({ nl: 'Verzending', en: 'Dispatch' })} ${when}: ${count}`);
  }
  const more = content.batches.length - MOST_BATCHES;
  if (more > 0) page.paragraph(say(counted(more, MORE_BATCHES)));
}

const CUT: Text = {
  nl: 'Wat eindigt op … staat helemaal in Sluis.',
  en: 'What ends in … stands in Sluis in full.',
};
const MORE_BATCHES: Noun = {
  nl: ['deelverzending daarna', 'deelverzendingen daarna'],
  en: ['batch after that', 'batches after that'],
};

const COLUMNS: readonly Text[] = [
  { nl: 'Dag', en: 'Day' },
  { nl: 'Door deze mailing', en: 'Because of this mailing' },
  { nl: 'Tussen', en: 'Between' },
  { nl: 'Gewone vragen', en: 'Ordinary questions' },
];

const noteOf = ({ internalNote = '' }: { readonly internalNote?: string }) => internalNote;

/** The text up to the last whole word that fits. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest).replace(/\s+\S*$/, '')} …`;
}
