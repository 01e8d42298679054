import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { canReach, serverFolder } from '../../src/main/embedded/server-user.ts';
import { testFolder } from '../support/folder.ts';

const STRANGER = { uid: 64_999, gid: 64_999 };

describe("the database server's user", () => {
  let folder: ReturnType<typeof testFolder>;

  beforeEach(() => {
    folder = testFolder();
  });
  afterEach(() => folder.remove());

  it.each([
    [0o711, true],
    [0o755, true],
    [0o700, false],
    [0o710, false],
  ])('can reach a folder below one of mode %o: %s', (mode, expected) => {
    const inner = join(folder.path, 'closed', 'inner');
    mkdirSync(inner, { recursive: true });
    chmodSync(join(folder.path, 'closed'), mode);
    expect(canReach(STRANGER, inner)).toBe(expected);
    chmodSync(join(folder.path, 'closed'), 0o700);
  });

  it('finds the same folder again, which is closed to everyone else', () => {
    const first = serverFolder(folder.path, 'postgres');
    expect(serverFolder(folder.path, 'postgres')).toEqual(first);
    expect(canReach(STRANGER, first.path)).toBe(false);
  });
});
