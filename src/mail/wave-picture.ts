import { toPng } from '../charts/png.ts';
import { waveChart } from '../charts/wave-chart.tsx';
import type { WaveDay } from '../charts/wave-chart-data.ts';
import type { Language } from '../domain/text.ts';

/** A picture that travels in the mail itself, so that nothing is fetched when it is read. */
export interface WavePicture {
  readonly cid: string;
  readonly alt: string;
  readonly png: Buffer;
}

export type WavePictures = { readonly [language in Language]: WavePicture };

/** In pixels: what fits beside nothing else in most mail programs. */
export const WAVE_PICTURE_WIDTH = 568;

/** The wave of `perDay` as a picture for each language. */
export async function wavePictures(
  perDay: readonly WaveDay[],
  timeZone: string,
): Promise<WavePictures> {
  const picture = async (language: Language) => {
    const { svg, alt } = waveChart({ perDay, language, timeZone, width: WAVE_PICTURE_WIDTH });
    return { cid: `wave-${language}@sluis`, alt, png: await toPng(svg) };
  };
  return { nl: await picture('nl'), en: await picture('en') };
}
