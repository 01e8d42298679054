import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { AUDIT_OBJECTS, auditText, ORIGIN_TEXTS } from '../../src/pages/audit-text.ts';
import { ORIGINS } from '../../src/store/audit-line.ts';

/** Every file that writes lines of the audit log. */
const store = join(import.meta.dirname, '../../src/store');
const sources = readdirSync(store, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('generated'))
  .map((name) => readFileSync(join(store, name), 'utf8'));
const written = (before: string) => [
  ...new Set(
    sources.flatMap((source) =>
      [...source.matchAll(new RegExp(`\\b${before}'([a-z-]+)'`, 'g'))].map(([, value]) => value!),
    ),
  ),
];

describe('the audit log in words', () => {
  it('has some for every action that the store writes', () => {
    const actions = [...written('action: '), ...written(String.raw`line\(`)];
    expect(actions.length).toBeGreaterThan(30);
    expect(actions.filter((action) => typeof auditText(action) === 'string')).toEqual([]);
  });

  it('has some for everything that a line can be about', () => {
    const objects = written('objectType: ');
    expect(objects.length).toBeGreaterThan(15);
    expect(objects.filter((type) => !AUDIT_OBJECTS[type])).toEqual([]);
  });

  it('has some for every door', () => {
    expect(ORIGINS.filter((origin) => !ORIGIN_TEXTS[origin])).toEqual([]);
  });
});
