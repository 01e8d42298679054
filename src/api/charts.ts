import { z } from 'zod';
import { toPng } from '../charts/png.ts';
import { dispatchChart } from '../charts/dispatch-chart.tsx';
import { type Chart, waveChart } from '../charts/wave-chart.tsx';
import type { DispatchOptions } from '../domain/dispatch-options.ts';
import { DISPATCH_OPTION_NAMES } from '../domain/dispatch-options-text.ts';
import type { Answer, Call } from '../http/endpoint.ts';
import { notFound } from '../http/problem.ts';
import { type ApiDeps, endpoint } from './deps.ts';
import { mailingParams } from './fields.ts';
import { mailingFor } from './mailing-access.ts';
import { organisationIn } from './organisation.ts';
import { jobFor, jobParams } from './planning-jobs.ts';
import { noForecast } from './wave-forecast.ts';

export const SVG = 'image/svg+xml';
export const PNG = 'image/png';

const TYPES = { json: 'application/json', svg: SVG, png: PNG } as const;

const query = z.strictObject({
  language: z.enum(['nl', 'en']).optional(),
  format: z.enum(['json', 'svg', 'png']).optional(),
  width: z
    .string()
    .regex(/^\d{3,4}$/)
    .transform(Number)
    .pipe(z.int().min(320).max(2000))
    .default(760)
    .meta({ type: 'integer', minimum: 320, maximum: 2000, default: 760, description: 'Pixels.' }),
});

type ChartCall = Call<
  { mailingId: string },
  { language?: 'nl' | 'en'; format?: 'json' | 'svg' | 'png'; width: number }
>;

const figures = z.object({
  alt: z.string(),
  table: z.object({
    caption: z.string(),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  }),
});
const DESCRIPTION = `What is given follows \`Accept\`, or \`format\` where a link can say no more. A picture has its text alternative in \`Content-Description\`
(percent-encoded UTF-8).`;

export const getWaveChart = endpoint({
  id: 'getWaveChart',
  summary:
    'See the wave of the last forecast against the roster: as SVG, as PNG, or in words and figures',
  description: DESCRIPTION,
  params: mailingParams,
  query,
  gives: [SVG, PNG],
  answers: { 200: figures },
  handle: async (call, deps) => given(call, 'wave', await chartOf(call, deps)),
});

export const getDispatchOptionsChart = endpoint({
  id: 'getDispatchOptionsChart',
  summary: 'See the three dispatch plans below each other: as SVG, as PNG, or in words and figures',
  description: DESCRIPTION,
  params: jobParams,
  query,
  gives: [SVG, PNG],
  answers: { 200: figures },
  handle: async (call, deps) => {
    const { result } = await jobFor(call, deps, 'dispatch-options');
    if (!result) throw notFound({ nl: 'een uitkomst van deze berekening', en: 'a result of this calculation' }); // prettier-ignore
    const language = call.query.language ?? call.language;
    const { options } = result as DispatchOptions;
    const plans = options.map(({ kind, days }) => ({ name: DISPATCH_OPTION_NAMES[kind][language], days })); // prettier-ignore
    return given(call, 'plans', dispatchChart({ plans, language, width: call.query.width }));
  },
});

/** The chart in the form that was asked for. */
async function given(
  { query: { format }, accept }: Pick<ChartCall, 'query' | 'accept'>,
  name: string,
  { svg, alt, table }: Chart,
) {
  const wanted = format ? TYPES[format] : accept;
  if (wanted === SVG) return picture(SVG, `${name}.svg`, Buffer.from(svg, 'utf8'), alt);
  if (wanted === PNG) return picture(PNG, `${name}.png`, await toPng(svg), alt);
  return { status: 200 as const, body: { alt, table } };
}

async function chartOf(call: ChartCall, deps: ApiDeps) {
  const { record } = await mailingFor(call, deps, call.params.mailingId);
  const [made, { calendar }] = await Promise.all([
    deps.store.forecasts.outlineOf(record.id),
    organisationIn(deps.store),
  ]);
  if (!made) throw noForecast();
  return waveChart({
    perDay: made.forecast.perDay,
    staffing: made.shortage.intervals,
    language: call.query.language ?? call.language,
    timeZone: calendar.timeZone,
    width: call.query.width,
  });
}

/** A header takes no letters with accents, so the words are percent-encoded. */
function picture(mediaType: string, name: string, bytes: Buffer, alt: string): Answer {
  return {
    status: 200,
    headers: { 'Content-Description': encodeURIComponent(alt) },
    file: { mediaType, name, bytes },
  };
}
