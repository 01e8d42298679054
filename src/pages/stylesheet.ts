import { createHash } from 'node:crypto';
import { type Colour, readableOn } from '../charts/colour.ts';

/** The one stylesheet of the pages in a municipality's colour; the address changes with the content. */
export function stylesheet(colour: Colour): { readonly path: string; readonly css: string } {
  const css = `:root{--brand:${colour};--on-brand:${readableOn(colour)}}${RULES}`;
  const version = createHash('sha256').update(css).digest('hex').slice(0, 12);
  return { path: `/assets/sluis-${version}.css`, css };
}

const RULES = `
:root{color-scheme:light dark;--text:#1a1a1a;--ground:#fff;--line:#6b7280;--soft:#f0f4f8;--mark:#8a1c00}
@media (prefers-color-scheme:dark){:root{--text:#f2f2f2;--ground:#16181b;--line:#9aa3ad;--soft:#24282d;--mark:#ffb59e}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:1.125rem/1.55 system-ui,"Noto Sans",Verdana,sans-serif}
header{background:var(--brand);color:var(--on-brand)}
header div{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;justify-content:space-between}
header div,main,footer{max-width:44rem;margin:0 auto;padding:1rem}
header p{margin:0;font-weight:700}
header a{color:inherit}
main{padding-top:1.5rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 1rem;overflow-wrap:anywhere}
dl{margin:1.5rem 0;padding:.25rem 1rem;background:var(--soft);border-inline-start:.375rem solid var(--brand)}
dt{font-weight:700;margin-top:.75rem}
dd{margin:0 0 .75rem;overflow-wrap:anywhere}
fieldset{border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:1rem}
legend{font-weight:700;padding:0;margin-bottom:.75rem}
button{font:inherit;font-weight:700;min-height:3rem;padding:.6rem 1.5rem;border-radius:.25rem;cursor:pointer}
button{background:var(--ground);color:var(--text);border:.125rem solid var(--text)}
button.chosen{background:var(--brand);color:var(--on-brand);border-color:var(--on-brand);outline:.125rem solid var(--brand)}
a:focus-visible,button:focus-visible,main:focus-visible{outline:.25rem solid #e17000;outline-offset:.2rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--ground);color:var(--text);padding:.5rem}
.notice{border:.125rem solid var(--line);border-inline-start-width:.5rem;padding:.75rem 1rem;margin:0 0 1.5rem}
.notice.fault{border-color:var(--mark)}
footer{font-size:1rem;border-top:1px solid var(--line);margin-top:2rem}
@media (max-width:30rem){button{width:100%}}
@media print{header a,form,.skip{display:none}}
`;
