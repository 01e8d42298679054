/** A colour as `#rrggbb`. */
export type Colour = string;

/**
 * White or near-black, whichever stands out more on `background`, so that text in a municipality's own colour can be
 * read. WCAG 2.2 relative luminance; one of the two always has a contrast of at least 4.5.
 * @throws RangeError when `background` is not `#rrggbb`
 */
export function readableOn(background: Colour): Colour {
  const light = contrast(luminance(background), 1);
  const dark = contrast(luminance(background), 0);
  return light >= dark ? '#ffffff' : '#000000';
}

/** The contrast of two colours, from 1 to 21 (WCAG 2.2). */
export function contrastOf(one: Colour, other: Colour): number {
  return contrast(luminance(one), luminance(other));
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function luminance(colour: Colour): number {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) {
    throw new RangeError(`A colour is written as #rrggbb, not ${JSON.stringify(colour)}`);
  }
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
