import {
  type TemporaryDataDir,
  temporaryDataDir,
} from '../../src/main/embedded/temporary-data-dir.ts';

/** A new empty folder that embedded servers can use as their data folder, also when the tests run as root. */
export function testFolder(): TemporaryDataDir {
  return temporaryDataDir('sluis-test-');
}
