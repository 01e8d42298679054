import { z } from 'zod';
import { toPng } from '../charts/png.ts';
import { waveChart } from '../charts/wave-chart.tsx';
import type { Answer, Call } from '../http/endpoint.ts';
import { type ApiDeps, endpoint } from './deps.ts';
import { mailingParams } from './fields.ts';
import { mailingFor } from './mailing-access.ts';
import { organisationIn } from './organisation.ts';
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

export const getWaveChart = endpoint({
  id: 'getWaveChart',
  summary:
    'See the wave of the last forecast against the roster: as SVG, as PNG, or in words and figures',
  description: `What is given follows \`Accept\`, or \`format\` where a link can say no more. A picture has its text alternative in \`Content-Description\`
(percent-encoded UTF-8).`,
  params: mailingParams,
  query,
  gives: [SVG, PNG],
  answers: {
    200: z.object({
      alt: z.string(),
      table: z.object({
        caption: z.string(),
        columns: z.array(z.string()),
        rows: z.array(z.array(z.string())),
      }),
    }),
  },
  handle: async (call, deps) => {
    const { svg, alt, table } = await chartOf(call, deps);
    const { format } = call.query;
    const wanted = format ? TYPES[format] : call.accept;
    if (wanted === SVG) return picture(SVG, 'svg', Buffer.from(svg, 'utf8'), alt);
    if (wanted === PNG) return picture(PNG, 'png', await toPng(svg), alt);
    return { status: 200, body: { alt, table } };
  },
});

async function chartOf(call: ChartCall, deps: ApiDeps) {
  const { record } = await mailingFor(call, deps, call.params.mailingId);
  const [made, { calendar }] = await Promise.all([
    deps.store.forecasts.latest(record.id),
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
function picture(mediaType: string, extension: string, bytes: Buffer, alt: string): Answer {
  return {
    status: 200,
    headers: { 'Content-Description': encodeURIComponent(alt) },
    file: { mediaType, name: `wave.${extension}`, bytes },
  };
}
