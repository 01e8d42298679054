import { randomUUID } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntryFault } from '../../domain/print-job.ts';
import { MANIFEST_NAME } from '../../domain/print-manifest.ts';
import { ABANDONED_MS, type AreaEntry, AreaFault, type AreaFile, NOTE_BYTES, type PrintArea, RECEIPT_BYTES, RECEIPTS_FOLDER, whole } from './area.ts'; // prettier-ignore

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_DIRECTORY, O_NONBLOCK } = constants;
const PIECE_BYTES = 1_048_576;
/** What is being written; no job has a name that begins with a dot. */
const UNFINISHED = '.unfinished-';

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

  async function* piecesIn(folder: string, name: string, mostBytes: number) {
    const file = await within(folder, (path) =>
      openSafely(join(path, name), O_RDONLY | O_NONBLOCK),
    );
    try {
      const found = await file.stat();
      const fault = faultOf(found) ?? (found.size > mostBytes ? 'too-big' : undefined);
      if (fault) throw new AreaFault(name, fault);
      yield* piecesUpTo(file, found.size, name);
    } finally {
      await file.close();
    }
  }

  const write = async (path: string, content: AreaFile['content'] | string): Promise<void> => {
    const file = await open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, fileMode);
    try {
      if (typeof content === 'string' || content instanceof Uint8Array) {
        await file.writeFile(content);
      } else for await (const piece of content) await file.writeFile(piece);
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
    read: (job, name, mostBytes) => whole(piecesIn(join(root, job), name, mostBytes)),
    pieces: (job, name, mostBytes) => piecesIn(join(root, job), name, mostBytes),

    async store(job: string, files: Iterable<AreaFile>) {
      const unfinished = join(root, `${UNFINISHED}${randomUUID()}`);
      await mkdir(unfinished, { mode: folderMode });
      try {
        for (const { name, content } of files) await write(join(unfinished, name), content);
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
      await within(join(root, job), (path) => rm(join(path, MANIFEST_NAME), { force: true })).catch(
        (error: unknown) => {
          if (!(error instanceof AreaFault)) throw error;
        },
      );
      await rm(join(root, job), { recursive: true, force: true });
      await syncFolder(root);
    },

    // Nothing is written into a folder once it has its name.
    writtenAt: (job) => within(join(root, job), async (path) => (await stat(path)).mtimeMs),

    async note(name, text) {
      const unfinished = join(root, `${UNFINISHED}${randomUUID()}`);
      await write(unfinished, text);
      await rename(unfinished, join(root, name));
      await syncFolder(root);
    },

    readNote: async (name) => (await whole(piecesIn(root, name, NOTE_BYTES))).toString('utf8'),
    removeNote: (name) => rm(join(root, name), { force: true }),

    async receipts() {
      const entries = await entriesOf(join(root, RECEIPTS_FOLDER)).catch(onlyIfThere);
      return (entries ?? []).map(({ name }) => name).filter((name) => name.endsWith('.json'));
    },

    readReceipt: async (name) =>
      (await whole(piecesIn(join(root, RECEIPTS_FOLDER), name, RECEIPT_BYTES))).toString('utf8'),
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
async function* piecesUpTo(file: FileHandle, size: number, name: string) {
  for (let at = 0; at < size;) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, size - at));
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) throw new AreaFault(name, 'gone');
    at += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
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
