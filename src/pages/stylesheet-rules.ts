/** The look of the pages, after the NL Design System; colours that hang on the municipality come from stylesheet.ts. */
export const RULES = `:root {
  color-scheme: light dark;
  --text: #1f2429; --ground: #ffffff; --panel: #f3f5f7; --line: #c4cbd2; --edge: #5f6b76; --quiet: #4d5863;
  --good: #0b6b2e; --good-ground: #e3f4e8; --waiting: #7a4b00; --waiting-ground: #fdf1d8;
  --bad: #a3130e; --bad-ground: #fdeae8; --focus: #10243e; --focus-ground: #ffdf3d;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --text: #eceff1; --ground: #14171a; --panel: #1f2428; --line: #3d464e; --edge: #98a4af; --quiet: #b3bdc6;
    --good: #7fdc9b; --good-ground: #12301d; --waiting: #f5c66b; --waiting-ground: #35280d;
    --bad: #ff9d94; --bad-ground: #3d1512; --focus: #10243e; --focus-ground: #ffdf3d;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1.0625rem/1.6 system-ui, "Segoe UI", "Noto Sans", "Helvetica Neue", Arial, sans-serif; overflow-wrap: break-word; }
.top > div, .menu ul, .crumbs ol, main, footer { max-width: 52rem; margin-inline: auto; padding-inline: 1.25rem; }
.wide .top > div, .wide .menu ul, .wide .crumbs ol, .wide main, .wide footer { max-width: 78rem; }
a { color: var(--link); text-underline-offset: .15em; }
a:hover { text-decoration-thickness: .15em; }
:focus-visible, :is([type="date"], [type="month"], [type="time"]):focus-within { outline: .1875rem solid var(--focus); outline-offset: 0; box-shadow: 0 0 0 .375rem var(--focus-ground); border-radius: .125rem; }
a:focus-visible, summary:focus-visible { background: var(--focus-ground); color: var(--focus); }
main:focus, [data-live]:focus { outline: 0; box-shadow: none; }
.skip { position: absolute; inset-inline-start: -99rem; }
.skip:focus { inset-inline-start: 1rem; top: .5rem; padding: .5rem 1rem; z-index: 2; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.top { background: var(--brand); color: var(--on-brand); }
.top > div { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; justify-content: space-between; min-height: 3.75rem; padding-block: .5rem; }
.top a, .top .linklike { color: inherit; }
.house { margin: 0; font-weight: 700; font-size: 1.1875rem; }
.product { font-weight: 400; padding-inline-start: .75rem; margin-inline-start: .5rem; border-inline-start: 1px solid currentcolor; }
.account, .logout { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; margin: 0; font-size: 1rem; }
.linklike { font: inherit; background: none; border: 0; padding: .25rem 0; color: var(--link); text-decoration: underline; text-underline-offset: .15em; cursor: pointer; min-height: 1.75rem; }
.menu { background: var(--panel); border-bottom: 1px solid var(--line); }
.menu ul { display: flex; flex-wrap: wrap; gap: 0 1.75rem; list-style: none; margin-block: 0; }
.menu a { display: block; padding: .75rem 0 .5625rem; border-bottom: .1875rem solid transparent; text-decoration: none; color: var(--text); }
.menu a:hover { border-color: var(--edge); }
.menu a[aria-current] { border-color: var(--action); font-weight: 600; }
.menu a:focus-visible { color: var(--focus); }
.menu li { position: relative; }
.menu details { margin: 0; }
.menu summary { padding: .75rem 0 .5625rem; border-bottom: .1875rem solid transparent; color: var(--text); }
.menu summary:hover { border-color: var(--edge); }
.menu summary.here { border-color: var(--action); font-weight: 600; }
.menu summary:focus-visible { color: var(--focus); }
.menu ul ul { position: absolute; z-index: 1; display: block; width: max-content; max-width: 90vw; margin: 0; padding: .25rem 0; background: var(--panel); border: 1px solid var(--edge); }
.menu ul ul a { padding: .625rem 1rem; border-bottom: 0; border-inline-start: .1875rem solid transparent; }
.crumbs { padding-top: 1rem; font-size: 1rem; }
.crumbs ol { display: flex; flex-wrap: wrap; gap: .25rem .5rem; list-style: none; margin-block: 0; }
.crumbs li + li::before { content: "›" / ""; padding-inline-end: .5rem; color: var(--quiet); }

main { padding-block: 1.75rem 3rem; }
h1 { font-size: clamp(1.625rem, 1.3rem + 1.4vw, 2.125rem); line-height: 1.2; margin: 0 0 1.25rem; text-wrap: balance; }
h2 { font-size: 1.375rem; line-height: 1.3; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
p, ul, ol { margin: 0 0 1rem; }
p, li, dd { max-width: 44rem; }
.lead { font-size: 1.1875rem; }
.quiet, .hint { color: var(--quiet); }
progress.calculation { display: block; width: 100%; max-width: 36rem; height: .75rem; margin: 0 0 1rem; accent-color: var(--action); }
.plain { list-style: none; padding: 0; margin: 0; }
footer::before { content: ""; display: block; border-top: 1px solid var(--line); margin-bottom: 1.25rem; }
footer { padding-block: 0 2rem; color: var(--quiet); font-size: 1rem; }

.facts { margin: 0 0 1.5rem; border-top: 1px solid var(--line); }
.facts { display: grid; grid-template-columns: minmax(10rem, 1fr) 2fr; }
.facts dt, .facts dd { max-width: none; margin: 0; padding: .625rem 0; border-bottom: 1px solid var(--line); }
.facts dt { font-weight: 600; padding-inline-end: 1rem; }
.todo { list-style: none; padding: 0; }
.todo li { padding: .625rem 1rem; margin-bottom: .5rem; background: var(--waiting-ground); border-inline-start: .3125rem solid var(--waiting); }
.done { list-style: none; padding: 0; }
.done li { padding: .25rem 0 .25rem 1.75rem; position: relative; }
.done li::before { content: "✓" / ""; position: absolute; inset-inline-start: 0; color: var(--good); font-weight: 700; }
.ways { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-top: .25rem; }
.ways a { font-weight: 600; padding: .125rem 0; }
.letter { white-space: pre-line; max-height: 34rem; overflow-y: auto; padding: 1rem 1.25rem; margin: 0 0 1.5rem; border: 1px solid var(--line); background: var(--panel); }
.pairs { max-height: 36rem; overflow-y: auto; margin: 0 0 1rem; }
.pair { border-bottom: 1px solid var(--line); margin: 0; }
.pair summary { padding: .5rem 0; }
.pair p { white-space: pre-line; padding-inline-start: 1.125rem; }
.qa { border-bottom: 1px solid var(--line); padding-bottom: .5rem; }
.qa h2 { font-size: 1.125rem; margin: 1.25rem 0 .375rem; }
.long { white-space: pre-line; }
.note { background: var(--panel); padding: .5rem .875rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr)); gap: 0 1.25rem; border: 0; padding: 0; margin: 0 0 .5rem; min-width: 0; align-items: end; }
.fields legend { grid-column: 1 / -1; }
.fields .field { margin-bottom: 1rem; }
.fields label { font-weight: 400; }
.needs > li { border-bottom: 1px solid var(--line); }
.weeks { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: 1rem; }
.weeks > li { border: 1px solid var(--line); border-radius: .25rem; padding: .75rem 1rem; max-width: none; }
.weeks h3 { margin: 0 0 .5rem; }
.wave { margin-bottom: .75rem; }
.load { border-top: 1px solid var(--line); margin-top: .5rem; padding-top: .5rem; }
.load meter { width: 100%; height: 1rem; }
.load p { margin-bottom: .25rem; }
.clash { font-weight: 600; color: var(--waiting); margin: 0; }
.todo .urgent { background: var(--bad-ground); border-color: var(--bad); }
.timeline { list-style: none; padding: 0 0 0 1.25rem; margin-inline-start: .375rem; border-inline-start: .125rem solid var(--line); }
.timeline li { position: relative; margin-bottom: 1rem; }
.timeline li::before { content: ""; position: absolute; inset-inline-start: -1.6875rem; top: .5rem; width: .75rem; height: .75rem; border-radius: 50%; background: var(--action); }
.timeline time { display: block; color: var(--quiet); font-size: 1rem; }

.badge { display: inline-block; padding: .0625rem .625rem; border-radius: 1rem; font-size: .9375rem; font-weight: 600; white-space: nowrap; color: var(--text); background: var(--panel); border: 1px solid var(--edge); }
.badge.good { color: var(--good); background: var(--good-ground); border-color: var(--good); }
.badge.waiting { color: var(--waiting); background: var(--waiting-ground); border-color: var(--waiting); }
.badge.bad { color: var(--bad); background: var(--bad-ground); border-color: var(--bad); }
.notice { border: 1px solid var(--edge); border-inline-start-width: .375rem; background: var(--panel); padding: .875rem 1.125rem; margin: 0 0 1.5rem; }
.notice.good { border-color: var(--good); background: var(--good-ground); }
.notice.warning { border-color: var(--waiting); background: var(--waiting-ground); }
.notice.bad, .notice.fault { border-color: var(--bad); background: var(--bad-ground); }
.notice > :last-child { margin-bottom: 0; }
.summary { border: .25rem solid var(--bad); padding: 1rem 1.25rem; margin: 0 0 2rem; }
.summary h2 { margin: 0 0 .5rem; }
.summary ul { margin: 0; padding-inline-start: 1.25rem; }
.summary a { color: var(--bad); font-weight: 600; }
.summary a:focus-visible { color: var(--focus); }
.empty { background: var(--panel); padding: 1.5rem 1.25rem; margin: 0 0 1.5rem; border: 1px dashed var(--edge); }
.empty > :last-child { margin-bottom: 0; }

.scroll { overflow-x: auto; margin: 0 0 1.5rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; font-weight: 600; padding-bottom: .5rem; }
th, td { text-align: start; vertical-align: top; padding: .625rem 1.25rem .625rem 0; border-bottom: 1px solid var(--line); overflow-wrap: normal; }
thead th { border-bottom: .125rem solid var(--edge); font-size: 1rem; white-space: nowrap; }
tbody th { font-weight: 400; }
tbody th:has(a) { min-width: 12rem; }
tbody th a { font-weight: 600; }
tbody tr:hover { background: var(--panel); }
.number { text-align: end; font-variant-numeric: tabular-nums; }

.form { margin: 0 0 1.5rem; }
.field { border: 0; margin: 0 0 1.5rem; padding: 0; min-width: 0; }
.field.wrong { border-inline-start: .3125rem solid var(--bad); padding-inline-start: 1rem; }
.field > label, legend { display: block; font-weight: 600; padding: 0; margin-bottom: .25rem; }
.optional { font-weight: 400; color: var(--quiet); }
.hint { margin: 0 0 .375rem; font-size: 1rem; }
.error { margin: 0 0 .375rem; color: var(--bad); font-weight: 600; }
input, textarea, select { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--edge); border-radius: .25rem; padding: .5rem .75rem; width: 100%; max-width: 36rem; min-height: 2.75rem; }
input.short, input[type="time"] { max-width: 13rem; }
input[type="file"] { border-style: dashed; }
[aria-invalid] { border: .125rem solid var(--bad); }
.choice { display: grid; grid-template-columns: 1.5rem 1fr; gap: .75rem; align-items: start; padding: .375rem 0; }
.choice input { width: 1.5rem; height: 1.5rem; min-height: 0; margin: .0625rem 0 0; accent-color: var(--action); }
.choice .hint { display: block; margin: 0; }
.search { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; }
.search .field { margin: 0; }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: center; margin: 1.5rem 0; }
.button, main button:not(.linklike) { display: inline-block; font: inherit; font-weight: 600; text-align: center; text-decoration: none; min-height: 2.75rem; padding: .5rem 1.25rem; border-radius: .25rem; border: .125rem solid var(--action); cursor: pointer; color: var(--action); background: var(--ground); }
.button.primary, main button.chosen:not(.linklike) { color: var(--on-action); background: var(--action); }
.button.danger { color: var(--ground); background: var(--bad); border-color: var(--bad); }
.button:hover, main button:not(.linklike):hover { text-decoration: underline; box-shadow: inset 0 0 0 99rem rgb(0 0 0 / .08); }
.button:focus-visible { box-shadow: 0 0 0 .375rem var(--focus-ground); }
fieldset { border: 0; padding: 0; margin: 0 0 1.5rem; min-width: 0; }
.people { display: flex; flex-wrap: wrap; gap: .5rem; }
.people legend { margin-bottom: .5rem; }
form fieldset > button { margin: 0 .75rem .75rem 0; }

.tabs ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; list-style: none; padding: 0; border-bottom: 1px solid var(--line); }
.tabs a { display: block; padding: .5rem 0; border-bottom: .1875rem solid transparent; text-decoration: none; }
.tabs a[aria-current] { border-color: var(--action); color: var(--text); font-weight: 600; }
.pagination { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; }
.pagination a { padding: .5rem 0; }
figure { margin: 0 0 1.5rem; }
figcaption { font-weight: 600; margin-bottom: .5rem; }
.picture { forced-color-adjust: none; display: block; max-width: 100%; height: auto; background: #fff; color: #1f2429; border: 1px solid var(--line); }
.picture svg { display: block; width: 100%; height: auto; }
details { margin-top: .5rem; }
summary { cursor: pointer; padding: .375rem 0; color: var(--link); }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 0 2.5rem; align-items: start; }
/* Letter, answers and wave side by side where a chart can still be read in a third of the width; below that the wave has a row. */
@media (min-width: 104rem) { .wide:has(.room) :is(.top > div, .menu ul, .crumbs ol, main, footer) { max-width: 116rem; } }
@media (max-width: 103.99rem) { .room { grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); } .room > :last-child { grid-column: 1 / -1; } }

@media (max-width: 40rem) {
  .facts { display: block; }
  .facts dt { border: 0; padding-bottom: 0; }
  .facts dd { padding-top: 0; }
  .button { width: 100%; }
  .menu ul { gap: 0 1.25rem; }
  .menu ul ul { position: static; border: 0; padding-inline-start: .5rem; }
  .picture { overflow-x: auto; }
  .picture svg { width: 44rem; }
  .scroll { overflow: visible; }
  table, tbody, tr, tbody th, tbody td { display: block; width: 100%; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { border: 1px solid var(--line); border-radius: .25rem; padding: .5rem .875rem; margin-bottom: .75rem; }
  th, td, th.number, td.number { border: 0; padding: .1875rem 0; text-align: start; }
  td[data-head] > .plain:has(> :only-child), td[data-head] > .plain > :only-child { display: inline; }
  td[data-head]::before { content: attr(data-head) ": "; color: var(--quiet); }
}
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; scroll-behavior: auto !important; } }
@media (forced-colors: active) {
  .button, .badge, .notice { border: .125rem solid; }
  .menu :is(a, summary), .tabs a { border-color: Canvas; }
  :is(.menu, .tabs) [aria-current], .menu summary.here { border-color: Highlight; }
  :focus-visible { outline: .1875rem solid Highlight; }
}
@media print {
  :root { color-scheme: light; --text: #000; --ground: #fff; --panel: #fff; --quiet: #333; --line: #999; }
  .menu, .crumbs, .account, .skip, .form, section:has(> h2 + .form), .buttons, .pagination, .tabs, .on-screen, footer, summary { display: none; }
  .top { background: none; color: #000; border-bottom: .125rem solid #000; }
  body { font-size: 11pt; }
  main { padding-block: 1rem 0; }
  .scroll { overflow: visible; margin: 0; }
  h2, h3 { break-after: avoid; }
  h2, h3, tr, figure, li, .answer { break-inside: avoid; }
  table { font-size: 10pt; }
  th, td { padding: .375rem .625rem .375rem 0; }
  td a { white-space: nowrap; }
  a { color: inherit; text-decoration: none; }
}
`;
