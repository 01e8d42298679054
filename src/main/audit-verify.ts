import { resolve } from 'node:path';
import { anchorFileIn } from '../config.ts';
import { anchorIn, type AuditAnchor } from '../domain/audit-anchor.ts';
import type { ChainVerdict } from '../store/audit-verify.ts';
import { createStore } from '../store/client.ts';
import { readAnchors } from './anchor-file.ts';
import { commandOnDatabase } from './database.ts';

// npm run audit:verify [-- <line>:<hash>]: checks the audit chain, also against every line that was kept in the file of
// anchors, and against one that is given.
await commandOnDatabase(process.env, async (url) => {
  const [given] = process.argv.slice(2);
  const path = anchorFileIn(process.env);
  const kept = await readAnchors(path);
  const anchors = given === undefined ? kept : [...kept, anchorOf(given)];
  const store = createStore({ url, poolSize: 2, applicationName: 'sluis-audit-verify' });
  try {
    const verdict = await store.audit.verify(anchors);
    console.log(sentenceOf(verdict));
    console.log(againstWhat(kept.length, resolve(path)));
    return verdict.intact ? 0 : 1;
  } finally {
    await store.close();
  }
});

function anchorOf(text: string): AuditAnchor {
  const anchor = anchorIn(text);
  if (anchor) return anchor;
  throw new Error(
    `"${text}" is no anchor. Give a line number and its hash as an earlier check or a mail has them, with a colon between.`,
  );
}

function againstWhat(kept: number, path: string): string {
  return kept === 0
    ? `No anchors were found in ${path}; a chain that was rewritten as a whole shows only against one.`
    : `Checked against ${kept} ${kept === 1 ? 'anchor' : 'anchors'} in ${path}.`;
}

function sentenceOf(verdict: ChainVerdict): string {
  if (verdict.intact) {
    return verdict.lines === 0
      ? 'The audit chain is intact: it has no lines yet.'
      : `The audit chain is intact: ${verdict.lines} lines. Keep this elsewhere to check against later: ${verdict.lines}:${verdict.hash}`;
  }
  const { seq, problem } = verdict;
  switch (problem) {
    case 'missing':
      return `The audit chain is BROKEN: line ${seq} is missing.`;
    case 'wrong-hash':
      return `The audit chain is BROKEN: line ${seq} was changed after it was written.`;
    case 'wrong-previous-hash':
      return `The audit chain is BROKEN: line ${seq} does not follow on the line before it.`;
    case 'not-the-head':
      return `The audit chain is BROKEN at line ${seq}: the lines do not end where the chain says it ends.`;
    case 'not-the-anchor':
      return `The audit chain is BROKEN: line ${seq} is not the line that was kept elsewhere; the chain was written anew.`;
  }
}
