import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { evidenceBundle } from '../api/evidence-schema.ts';
import { checkEvidence } from '../domain/evidence-check.ts';
import {
  EVIDENCE_FAULT_TEXTS,
  EVIDENCE_LEAVES_OPEN,
  EVIDENCE_PROVES,
} from '../domain/evidence-fault.ts';
import { isTrustedKey } from '../domain/evidence-keys.ts';
import type { EvidenceBundle } from '../domain/evidence.ts';
import { createEvidenceVerifier } from '../gateway/permit-verifier.ts';

/** Lines to print, and the exit code: 0 the bundle proves what it says, 1 it does not, 2 it could not be checked. */
export interface EvidenceReport {
  readonly code: 0 | 1 | 2;
  readonly lines: readonly string[];
}

/** `sluis-verify --evidence FILE --keys JWKS`: prints what was found and sets the exit code. */
export async function evidenceCommand(args: readonly string[]): Promise<void> {
  const { evidence = '', keys = process.env['SLUIS_KEYS'] ?? '' } = optionsIn(args);
  const { code, lines } =
    evidence === '' || keys === '' ? unchecked(USAGE) : await verifyEvidence(evidence, keys);
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = code;
}

const USAGE =
  'Gebruik / Usage: sluis-verify --evidence BEWIJSMAP.json --keys SLEUTELS.json (of / or SLUIS_KEYS)';

function optionsIn(args: readonly string[]): { evidence?: string; keys?: string } {
  const options = { evidence: { type: 'string' }, keys: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return {};
  }
}

/**
 * Checks an evidence bundle with public keys from a file, without a network and without Sluis.
 * `keysFile` is what /.well-known/jwks.json gave, and came another way than the bundle did.
 */
export async function verifyEvidence(file: string, keysFile: string): Promise<EvidenceReport> {
  const keys = await readJson(keysFile);
  const given = await readJson(file);
  if (keys === undefined || !isKeySet(keys)) {
    return unchecked(
      `${keysFile} is geen bestand met publieke sleutels (JWKS) / is no file with public keys.`,
    );
  }
  const parsed = evidenceBundle.safeParse(given);
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path }) => path.join('.') || '(all)');
    return unchecked(`${file} is geen bewijsmap / is no evidence bundle: ${where.join(', ')}`);
  }
  const bundle = parsed.data as unknown as EvidenceBundle;
  const verify = createEvidenceVerifier(createLocalJWKSet(keys));
  const permits = await Promise.all(bundle.permits.map(({ jws }) => verify(jws)));
  const faults = checkEvidence(bundle, { permits, isTrusted: isTrustedKey(keys.keys) }, (bytes) =>
    createHash('sha256').update(bytes).digest(),
  );
  const about = `Mailing ${bundle.mailingId}: ${bundle.permits.length} permits, ${bundle.auditLines.length} audit lines`;
  if (faults.length > 0) {
    return {
      code: 1,
      lines: [
        `${about}. DE BEWIJSMAP KLOPT NIET / THE BUNDLE IS NOT RIGHT`,
        ...faults.map(({ code, where }) => `  ${where}: ${both(EVIDENCE_FAULT_TEXTS[code])}`),
      ],
    };
  }
  return {
    code: 0,
    lines: [
      `${about}. De bewijsmap klopt / The bundle is right`,
      'Bewezen / Proven:',
      ...EVIDENCE_PROVES.map((text) => `  ${both(text)}`),
      'Niet bewezen / Not proven:',
      ...EVIDENCE_LEAVES_OPEN.map((text) => `  ${both(text)}`),
    ],
  };
}

const both = ({ nl, en }: { readonly nl: string; readonly en: string }) => `${nl} / ${en}`;

function unchecked(why: string): EvidenceReport {
  return { code: 2, lines: [why] };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  const keys = (value as { keys?: unknown } | null)?.keys;
  return Array.isArray(keys) && keys.length > 0;
}
