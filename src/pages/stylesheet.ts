import { type Colour, readableOn } from '../charts/colour.ts';
import { legible } from './legible.ts';
import { AGENT_RULES } from './stylesheet-agent.ts';
import { DEPARTMENT_RULES } from './stylesheet-department.ts';
import { RULES } from './stylesheet-rules.ts';

const LIGHT_GROUND = '#ffffff';
const DARK_GROUND = '#14171a';

/** The one stylesheet of the pages, in a municipality's colour. */
export function stylesheet(colour: Colour): string {
  const onLight = legible(colour, LIGHT_GROUND);
  const onDark = legible(colour, DARK_GROUND);
  const brand = `--brand:${colour};--on-brand:${readableOn(colour)}`;
  const light = `--link:${onLight};--action:${onLight};--on-action:${readableOn(onLight)}`;
  const dark = `--link:${onDark};--action:${onDark};--on-action:${readableOn(onDark)}`;
  return `:root{${brand};${light}}@media screen and (prefers-color-scheme:dark){:root{${dark}}}${compact(AGENT_RULES + DEPARTMENT_RULES + RULES)}`;
}

/** The rules without comments and without the space that only people need. */
function compact(css: string): string {
  return css
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(';}', '}')
    .trim();
}
