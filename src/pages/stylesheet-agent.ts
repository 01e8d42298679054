/** The look of what agents work with while somebody is on the phone. */
export const AGENT_RULES = `
.finder { display: flex; gap: .75rem; align-items: end; flex-wrap: wrap; margin-bottom: .5rem; }
.finder > div { flex: 1 1 20rem; }
.finder label { display: block; font-weight: 600; margin-bottom: .25rem; }
.finder input { max-width: none; font-size: 1.25rem; min-height: 3.25rem; }
.answer { border: 1px solid var(--line); border-radius: .25rem; padding: 1rem 1.25rem; margin: 0 0 1rem; }
.answer .asked { font-size: 1.1875rem; margin: 0 0 .25rem; }
.answer .said { white-space: pre-line; margin: .5rem 0; }
.answer .origin { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; margin: 0 0 .5rem; font-size: 1rem; color: var(--quiet); overflow-wrap: anywhere; }
.answer .facts { margin-top: .75rem; }
td > .hash { white-space: nowrap; }
.answer details { display: inline-block; vertical-align: top; margin-inline-end: 1.5rem; }
.answer details[open] { display: block; }
.answer details ~ p { display: inline-block; vertical-align: top; margin: .5rem 0 0; padding: .375rem 0; }
.answer .form { margin: .5rem 0 0; }
.answer .buttons { margin: .75rem 0 0; }
.inside { border-inline-start: .3125rem solid var(--waiting); background: var(--waiting-ground); padding: .5rem 1rem; margin: .5rem 0; white-space: pre-line; }
.big { font-size: 1.75rem; font-weight: 700; line-height: 1.2; font-variant-numeric: tabular-nums; }
.cards { list-style: none; padding: 0; display: grid; gap: .75rem; }
.cards > li { border: 1px solid var(--line); border-radius: .25rem; padding: .75rem 1.125rem; max-width: none; }
.cards p { margin: 0; }
.secret { font-family: ui-monospace, "Cascadia Mono", Consolas, monospace; font-size: 1.125rem; overflow-wrap: anywhere; user-select: all; }
.hash { font-family: ui-monospace, Consolas, monospace; font-size: .875rem; overflow-wrap: anywhere; }
@media (max-width: 40rem) { tbody td[data-head], tbody th[scope] { overflow-wrap: anywhere; } }
`;
