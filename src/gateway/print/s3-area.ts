import { MANIFEST_NAME } from '../../domain/print-manifest.ts';
import { ABANDONED_MS, type AreaEntry, AreaFault, type AreaFile, NOTE_BYTES, type PrintArea, RECEIPT_BYTES, RECEIPTS_FOLDER, whole } from './area.ts'; // prettier-ignore
import { type FoundObject, openBucket } from './s3-bucket.ts';
import { StoreUnfit } from './s3-error.ts';
export { StoreUnfit } from './s3-error.ts';
import { type S3Place, shownPlace } from './s3-place.ts';

/**
 * A bucket, or what lies below a prefix in one, as a print area. No object is ever written over but a note: each is
 * written on condition that it is not there, and a job is there once its manifest is, which comes last and goes first.
 * `own` says that nobody but gateways writes jobs here, so that what a crash left without a manifest can be swept away.
 */
export function createS3Area(
  place: S3Place,
  { own = false, now = Date.now }: { own?: boolean; now?: () => number } = {},
): PrintArea & { close(): void; probe(): Promise<void> } {
  const bucket = openBucket(place);
  let sweptAt = 0;

  const removeAll = async (job: string): Promise<void> => {
    await bucket.remove(`${job}/${MANIFEST_NAME}`);
    for await (const { key } of bucket.list(`${job}/`)) await bucket.remove(key);
  };

  const sweep = async (unfinished: readonly (readonly [string, FoundObject[]])[]) => {
    const before = now() - ABANDONED_MS;
    for (const [job, objects] of unfinished) {
      if (objects.every(({ writtenAt }) => writtenAt < before)) await removeAll(job);
    }
    if (sweptAt >= before) return;
    sweptAt = now();
    await bucket.dropUnfinished(before);
  };

  return {
    close: bucket.close,

    async jobs() {
      const folders = new Map<string, FoundObject[]>();
      for await (const object of bucket.list('')) {
        const [folder = '', ...rest] = object.key.split('/');
        if (rest.length === 0 || /^[._]/.test(folder)) continue;
        folders.set(folder, [...(folders.get(folder) ?? []), object]);
      }
      const isFinished = (name: string, objects: readonly FoundObject[]) =>
        objects.some(({ key }) => key === `${name}/${MANIFEST_NAME}`);
      const all = [...folders];
      if (own) await sweep(all.filter(([name, objects]) => !isFinished(name, objects)));
      return all.filter(([name, objects]) => isFinished(name, objects)).map(([name]) => ({ name }));
    },

    async entries(job) {
      const found = new Map<string, AreaEntry>();
      for await (const { key } of bucket.list(`${job}/`)) {
        const [name = '', ...deeper] = key.slice(job.length + 1).split('/');
        // Some tools leave an empty object that stands for the folder itself.
        if (name === '' && deeper.length === 0) continue;
        found.set(name, { name, ...(deeper.length > 0 && { fault: 'not-a-file' as const }) });
      }
      return [...found.values()];
    },

    read: (job, name, mostBytes) => whole(bucket.pieces(`${job}/${name}`, mostBytes)),
    pieces: (job, name, mostBytes) => bucket.pieces(`${job}/${name}`, mostBytes),

    async store(job: string, files: Iterable<AreaFile>) {
      if (await bucket.isThere(`${job}/${MANIFEST_NAME}`)) return;
      for (const { name, content } of files) {
        await bucket.create(`${job}/${name}`, inPieces(content));
      }
    },

    remove: removeAll,

    async writtenAt(job) {
      let last: number | undefined;
      for await (const { writtenAt } of bucket.list(`${job}/`)) {
        last = Math.max(last ?? writtenAt, writtenAt);
      }
      if (last === undefined) throw new AreaFault(job, 'gone');
      return last;
    },

    note: async (name, text) => void (await bucket.replace(name, Buffer.from(text))),
    readNote: async (name) => (await whole(bucket.pieces(name, NOTE_BYTES))).toString('utf8'),
    removeNote: async (name) => void (await bucket.remove(name)),

    async receipts() {
      const names: string[] = [];
      const folder = `${RECEIPTS_FOLDER}/`;
      for await (const { key } of bucket.list(folder)) {
        const name = key.slice(folder.length);
        if (name.endsWith('.json') && !name.includes('/')) names.push(name);
      }
      return names;
    },

    readReceipt: async (name) =>
      (await whole(bucket.pieces(`${RECEIPTS_FOLDER}/${name}`, RECEIPT_BYTES))).toString('utf8'),

    /**
     * Tries whether the store writes on condition, without which two gateways could write over one another.
     * @throws StoreUnfit when it does not, AreaAway when it cannot be asked; both in words
     */
    async probe() {
      const twice = [await createProbe(), await createProbe()];
      await bucket.remove(PROBE);
      if (twice[1]) {
        throw new StoreUnfit(
          `The print area ${shownPlace(place)}: the store writes over what is there although it was told not to (If-None-Match); print areas need a store that keeps to it.`,
        );
      }
    },
  };

  function createProbe(): Promise<boolean> {
    return bucket.create(PROBE, inPieces(Buffer.from('sluis')));
  }
}

const PROBE = '.sluis-probe';

async function* inPieces(content: AreaFile['content']): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) yield content;
  else yield* content;
}
