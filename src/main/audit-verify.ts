import type { AuditAnchor, ChainVerdict } from '../store/audit-verify.ts';
import { createStore } from '../store/client.ts';
import { commandOnDatabase } from './database.ts';

// npm run audit:verify [-- <line>:<hash>]: checks the audit chain, also against a line that was kept elsewhere.
await commandOnDatabase(process.env, async (url) => {
  const [given] = process.argv.slice(2);
  const anchor = given === undefined ? undefined : anchorOf(given);
  const store = createStore({ url, poolSize: 2, applicationName: 'sluis-audit-verify' });
  try {
    const verdict = await store.audit.verify(anchor);
    console.log(sentenceOf(verdict));
    return verdict.intact ? 0 : 1;
  } finally {
    await store.close();
  }
});

function anchorOf(text: string): AuditAnchor {
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) {
    throw new Error(
      `"${text}" is no anchor. Give a line number and its hash as an earlier check printed them, with a colon between.`,
    );
  }
  return { seq: Number(seq), hash };
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
