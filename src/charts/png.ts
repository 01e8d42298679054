import { createRequire } from 'node:module';

const FONT_FILES = [
  '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
];

/**
 * The SVG as PNG, twice as large for sharp screens. It looks the same on every machine, since the font comes along.
 * The drawing library is loaded at the first call: it is native and nothing else needs it.
 */
export async function toPng(svg: string): Promise<Buffer> {
  const { Resvg } = await import('@resvg/resvg-js');
  const require = createRequire(import.meta.url);
  return new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: {
      fontFiles: FONT_FILES.map((file) => require.resolve(file)),
      loadSystemFonts: false,
      defaultFontFamily: 'Source Sans 3',
    },
  })
    .render()
    .asPng();
}
