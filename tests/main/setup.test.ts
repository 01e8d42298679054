import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closingLine, countOf, exitCode } from '../../scripts/lib/count.mjs';
import { filesUnder, fingerprint } from '../../scripts/lib/fingerprint.mjs';
import { withLock } from '../../scripts/lib/lock.mjs';
import { isSupportedNode } from '../../scripts/lib/node-version.mjs';
import { reason } from '../../scripts/lib/official.mjs';
import { matches, quietEnvironment } from '../../scripts/lib/packages.mjs';
import { cacheFolder } from '../../scripts/lib/places.mjs';
import { isNewEnough } from '../../scripts/lib/temporal.mjs';
import { testFolder } from '../support/folder.ts';

describe('set-up', () => {
  it.each([
    ['18.20.4', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['21.7.0', false],
    ['22.11.0', false],
    ['22.12.0', true],
    ['24.0.0', true],
  ])('says whether it can run on Node %s', (version, supported) => {
    expect(isSupportedNode(version)).toBe(supported);
  });

  it('keeps what it made outside the work tree', () => {
    expect(cacheFolder({}, '/home/kim')).toBe('/home/kim/.cache/sluis');
    expect(cacheFolder({ XDG_CACHE_HOME: '/c' }, '/home/kim')).toBe('/c/sluis');
    expect(cacheFolder({ SLUIS_CACHE: '/s', XDG_CACHE_HOME: '/c' }, '/home/kim')).toBe('/s');
  });

  it.each([
    ['temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)', true],
    ['temporal version v2.0.0', true],
    ['temporal version 1.1.2 (Server 1.25.0)', false],
    ['command not found', false],
  ])('judges the Temporal server that answers "%s"', (answer, enough) => {
    expect(isNewEnough(answer)).toBe(enough);
  });

  it('puts a failed download in a few words', () => {
    expect(reason('Error: error sending request for url (x)\n at y')).toContain(
      'cannot be reached',
    );
    expect(reason('')).not.toBe('');
  });

  it('does not hand on npm settings that would install less', () => {
    const env = { PATH: '/bin', npm_config_omit: 'dev', npm_config_ignore_scripts: 'true' };
    expect(quietEnvironment({ ...env, npm_config_cafile: '/ca' })).toEqual({
      PATH: '/bin',
      npm_config_cafile: '/ca',
    });
  });

  describe('sees whether the packages are there', () => {
    const wanted = {
      packages: {
        '': {},
        'node_modules/a': { version: '1.0.0' },
        'node_modules/b': { version: '1.0.0', optional: true },
      },
    };
    const found = (version: string) => ({ packages: { 'node_modules/a': { version } } });

    it.each([
      ['the same version', '1.0.0', true, true],
      ['another version', '1.0.1', true, false],
      ['a version whose files are gone', '1.0.0', false, false],
    ])('with %s', (_case, version, onDisk, expected) => {
      expect(matches(wanted, found(version), () => onDisk)).toBe(expected);
    });
  });
});

describe('the closing line', () => {
  it('counts a file that could not be loaded, and a jest that broke down', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 1,
      numPendingTests: 2,
    };
    expect(closingLine(countOf(report, 1))).toBe('3 passed, 2 failed, 2 skipped');
    expect(closingLine(countOf({ numPassedTests: 3 }, 1))).toBe('3 passed, 1 failed');
    expect(closingLine(countOf(undefined, 0))).toBe('0 passed, 0 failed');
  });

  it('is a success only when something ran', () => {
    expect(exitCode({ passed: 0, failed: 0, skipped: 4 })).toBe(1);
    expect(exitCode({ passed: 1, failed: 1, skipped: 0 })).toBe(1);
    expect(exitCode({ passed: 1, failed: 0, skipped: 0 })).toBe(0);
  });
});

describe('on disk', () => {
  let folder: ReturnType<typeof testFolder>;
  let lock: string;

  beforeEach(() => {
    folder = testFolder();
    lock = join(folder.path, 'a.lock');
  });
  afterEach(() => folder.remove());

  it('a fingerprint changes with a name or a content, and not with a time', () => {
    const file = join(folder.path, 'x', 'a.ts');
    mkdirSync(join(folder.path, 'x'));
    const now = () => fingerprint(folder.path, filesUnder(folder.path));
    writeFileSync(file, 'one');
    const before = now();
    utimesSync(file, 1, 1);
    expect(now()).toBe(before);
    writeFileSync(file, 'two');
    expect(now()).not.toBe(before);
  });

  it('a lock lets one in at a time', async () => {
    let inside = 0;
    const entries = Array.from({ length: 5 }, () =>
      withLock(lock, 'test', async () => {
        inside += 1;
        await new Promise(setImmediate);
        expect(inside).toBe(1);
        inside -= 1;
      }),
    );
    await Promise.all(entries);
    expect(() => readFileSync(lock)).toThrow('ENOENT');
  });

  it('a lock whose holder died is passed over', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    writeFileSync(lock, JSON.stringify({ pid: dead.pid, host: hostname() }));
    expect(await withLock(lock, 'test', async () => 'in')).toBe('in');
  });

  it('a lock of another machine is passed over when it has been silent for long', async () => {
    writeFileSync(lock, JSON.stringify({ pid: 1, host: 'elsewhere' }));
    utimesSync(lock, 1, 1);
    expect(await withLock(lock, 'test', async () => 'in')).toBe('in');
  });
});
