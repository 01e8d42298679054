import { type Colour, contrastOf } from '../charts/colour.ts';

/** WCAG 2.2 asks 4.5 for text; a little more leaves room for tinted grounds. */
const CONTRAST = 5.5;
const STEPS = 40;

/** `colour`, moved towards black or white as far as is needed to read it as text on `ground`. */
export function legible(colour: Colour, ground: Colour): Colour {
  const towards = contrastOf('#000000', ground) > contrastOf('#ffffff', ground) ? 0 : 255;
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  for (let step = 0; step <= STEPS; step += 1) {
    const moved = parts.map((part) => Math.round(part + ((towards - part) * step) / STEPS));
    const made = `#${moved.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
    if (contrastOf(made, ground) >= CONTRAST) return made;
  }
  return towards === 0 ? '#000000' : '#ffffff';
}
