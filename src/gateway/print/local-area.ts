import { randomUUID } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntryFault } from '../../domain/print-job.ts';
import { type AreaEntry, AreaFault, type AreaFile, type PrintArea } from './area.ts';

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_DIRECTORY, O_NONBLOCK } = constants;
const NOTE_BYTES = 1_048_576;
const RECEIPT_BYTES = 10_000;
/** What is being written; no job has a name that begins with a dot. */
const UNFINISHED = '.unfinished-';
const ABANDONED_MS = 3_600_000;
/** Where the printer writes; no job has a name that begins with an underscore. */
export const RECEIPTS_FOLDER = '_receipts';

/**
 * A folder as a print area. No link is followed: not in place of a file, and on Linux not in place of a job's folder
 * either, whatever is exchanged while it is read. `group` may read what is stored, as the folder's group.
 */
export function createLocalArea(
  root: string,
  { group = false }: { group?: boolean } = {},
): PrintArea {
  const [folderMode, fileMode] = group ? [0o750, 0o640] : [0o700, 0o600];

  /** Opens `folder` and answers how what lies in it is reached through that very folder. */
  const within = async <T>(folder: string, work: (path: string) => Promise<T>): Promise<T> => {
    const handle = await openSafely(folder, O_RDONLY | O_DIRECTORY);
    try {
      return await work(process.platform === 'linux' ? `/proc/self/fd/${handle.fd}` : folder);
    } finally {
      await handle.close();
    }
  };

  const readIn = (folder: string, name: string, mostBytes: number): Promise<Uint8Array> =>
    within(folder, async (path) => {
      const file = await openSafely(join(path, name), O_RDONLY | O_NONBLOCK);
      try {
        const found = await file.stat();
        const fault = faultOf(found) ?? (found.size > mostBytes ? 'too-big' : undefined);
        if (fault) throw new AreaFault(name, fault);
        return await readUpTo(file, found.size, name);
      } finally {
        await file.close();
      }
    });

  const write = async (path: string, bytes: Uint8Array | string): Promise<void> => {
    const file = await open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, fileMode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  };

  const entriesOf = async (folder: string): Promise<AreaEntry[]> => {
    const found = await within(folder, (path) => readdir(path, { withFileTypes: true }));
    return found.map((one) => ({
      name: one.name,
      ...(one.isSymbolicLink() ? { fault: 'link' as const } : !one.isFile() && { fault: 'not-a-file' as const }), // prettier-ignore
    }));
  };

  return {
    async jobs() {
      await sweepUnfinished(root);
      const found = await readdir(root, { withFileTypes: true });
      return found
        .filter((one) => !one.isFile() && !/^[._]/.test(one.name))
        .map((one) => ({
          name: one.name,
          ...(!one.isDirectory() && { fault: one.isSymbolicLink() ? ('link' as const) : ('not-a-file' as const) }), // prettier-ignore
        }));
    },

    entries: (job) => entriesOf(join(root, job)),
    read: (job, name, mostBytes) => readIn(join(root, job), name, mostBytes),

    async store(job: string, files: AsyncIterable<AreaFile>) {
      const unfinished = join(root, `${UNFINISHED}${randomUUID()}`);
      await mkdir(unfinished, { mode: folderMode });
      try {
        for await (const { name, bytes } of files) await write(join(unfinished, name), bytes);
        await syncFolder(unfinished);
        await rename(unfinished, join(root, job));
      } catch (error) {
        await rm(unfinished, { recursive: true, force: true });
        const { code } = error as NodeJS.ErrnoException;
        if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
      }
      await syncFolder(root);
    },

    async remove(job) {
      await rm(join(root, job), { recursive: true, force: true });
      await syncFolder(root);
    },

    async note(name, text) {
      const unfinished = join(root, `${UNFINISHED}${randomUUID()}`);
      await write(unfinished, text);
      await rename(unfinished, join(root, name));
      await syncFolder(root);
    },

    readNote: async (name) => Buffer.from(await readIn(root, name, NOTE_BYTES)).toString('utf8'),
    removeNote: (name) => rm(join(root, name), { force: true }),

    async receipts() {
      const entries = await entriesOf(join(root, RECEIPTS_FOLDER)).catch(onlyIfThere);
      return (entries ?? []).map(({ name }) => name).filter((name) => name.endsWith('.json'));
    },

    readReceipt: async (name) =>
      Buffer.from(await readIn(join(root, RECEIPTS_FOLDER), name, RECEIPT_BYTES)).toString('utf8'),
  };
}

/** Makes the folders of an area that is not there yet. */
export async function makeLocalArea(root: string): Promise<void> {
  await mkdir(root, { recursive: true });
}

async function openSafely(path: string, flags: number): Promise<FileHandle> {
  try {
    return await open(path, flags | O_NOFOLLOW);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const faults: { readonly [code: string]: EntryFault } = {
      ELOOP: 'link',
      EMLINK: 'link',
      ENOENT: 'gone',
      ENOTDIR: 'not-a-file',
      ENXIO: 'not-a-file',
      EISDIR: 'not-a-file',
    };
    const fault = faults[code];
    throw fault ? new AreaFault(path.split('/').at(-1) ?? '', fault) : error;
  }
}

function faultOf(found: Stats): EntryFault | undefined {
  if (!found.isFile()) return 'not-a-file';
  // A producer that keeps another name of the same file could change it after it was checked.
  return found.nlink > 1 ? 'several-names' : undefined;
}

/** Exactly the bytes that the file had when it was opened; one that shrinks meanwhile is gone. */
async function readUpTo(file: FileHandle, size: number, name: string): Promise<Uint8Array> {
  const bytes = Buffer.alloc(size);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await file.read(bytes, at, size - at, at);
    if (bytesRead === 0) throw new AreaFault(name, 'gone');
    at += bytesRead;
  }
  return bytes;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** What a crash left halfway; what another gateway is writing now is younger. */
async function sweepUnfinished(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(UNFINISHED)) continue;
    const found = await stat(join(root, name)).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > ABANDONED_MS) {
      await rm(join(root, name), { recursive: true, force: true });
    }
  }
}

function onlyIfThere(error: unknown): undefined {
  if (error instanceof AreaFault && error.fault === 'gone') return undefined;
  throw error;
}
