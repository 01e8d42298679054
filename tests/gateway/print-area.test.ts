import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AreaFault, type AreaFile, type PrintArea, whole } from '../../src/gateway/print/area.ts';
import { createLocalArea } from '../../src/gateway/print/index.ts';
import { createS3Area } from '../../src/gateway/print/s3-area.ts';
import { describeWithStore, objectStore, type ObjectStore, placeIn, testBucket } from '../support/object-store.ts'; // prettier-ignore

/** An area, and what somebody else does in it. */
interface AreaUnderTest {
  readonly area: PrintArea;
  put(key: string, bytes: Uint8Array | string): Promise<void>;
  keys(): Promise<string[]>;
  end(): Promise<void>;
}

async function folderArea(): Promise<AreaUnderTest> {
  const root = await mkdtemp(join(tmpdir(), 'sluis-area-'));
  return {
    area: createLocalArea(root),
    put: async (key, bytes) => {
      await mkdir(dirname(join(root, key)), { recursive: true });
      await writeFile(join(root, key), bytes);
    },
    keys: async () => {
      const found = await readdir(root, { recursive: true, withFileTypes: true });
      return found
        .filter((one) => one.isFile())
        .map((one) => join(one.parentPath, one.name).slice(root.length + 1))
        .toSorted();
    },
    end: () => rm(root, { recursive: true, force: true }),
  };
}

let store: ObjectStore;

async function storeArea(): Promise<AreaUnderTest> {
  const bucket = await testBucket(store);
  const area = createS3Area(placeIn(store, bucket.name, { prefix: 'gemeente/print' }));
  return {
    area,
    put: (key, bytes) => bucket.put(`gemeente/print/${key}`, bytes),
    keys: async () => (await bucket.keys()).map((key) => key.slice('gemeente/print/'.length)),
    end: async () => {
      area.close();
      bucket.end();
    },
  };
}

const file = (name: string, text: string): AreaFile => ({ name, content: Buffer.from(text) });
const job = (text: string) => [file('brieven.pdf', text), file('manifest.json', `{"of":"${text}"}`)]; // prettier-ignore
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof AreaFault ? error.fault : String(error)),
  );

function keepsTheContract(make: () => Promise<AreaUnderTest>): void {
  let own: AreaUnderTest;
  beforeEach(async () => {
    own = await make();
  });
  afterEach(() => own.end());

  it('is empty at first', async () => {
    expect(await own.area.jobs()).toEqual([]);
    expect(await own.area.receipts()).toEqual([]);
    await own.area.remove('er-is-niets');
    expect(await faultOf(own.area.writtenAt('er-is-niets'))).toBe('gone');
    await own.area.removeNote('er-is-niets.json');
  });

  it('stores a job whole, and reads it back', async () => {
    await own.area.store('job-1', job('een'));
    expect(await own.area.jobs()).toEqual([{ name: 'job-1' }]);
    expect((await own.area.entries('job-1')).map(({ name }) => name).toSorted()).toEqual([
      'brieven.pdf',
      'manifest.json',
    ]);
    expect(Buffer.from(await own.area.read('job-1', 'brieven.pdf', 10)).toString()).toBe('een');
  });

  it('reads and writes more than fits in one piece, piece by piece', async () => {
    const bytes = Buffer.alloc(20_000_001, 'brief ');
    async function* content() {
      for (let at = 0; at < bytes.length; at += 3_000_000) yield bytes.subarray(at, at + 3_000_000);
    }
    await own.area.store('job-1', [
      { name: 'brieven.pdf', content: content() },
      file('manifest.json', ''),
    ]);
    let most = 0;
    async function* seen() {
      for await (const piece of own.area.pieces('job-1', 'brieven.pdf', bytes.length)) {
        most = Math.max(most, piece.length);
        yield piece;
      }
    }
    expect((await whole(seen())).equals(bytes)).toBe(true);
    expect(most).toBeLessThan(bytes.length / 4);
  });

  it('changes nothing of a job that is there', async () => {
    await own.area.store('job-1', job('een'));
    await own.area.store('job-1', [...job('twee'), file('z.pdf', 'drie')].toReversed());
    expect(await own.keys()).toEqual(['job-1/brieven.pdf', 'job-1/manifest.json']);
    expect(Buffer.from(await own.area.read('job-1', 'brieven.pdf', 10)).toString()).toBe('een');
  });

  it('has no job when its files end too early, and the whole one after that', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      throw new AreaFault('b.pdf', 'gone');
    }
    const torn = [file('a.pdf', 'a'), { name: 'b.pdf', content: broken() }, file('manifest.json', '')]; // prettier-ignore
    expect(await faultOf(own.area.store('job-1', torn))).toBe('gone');
    expect(await own.area.jobs()).toEqual([]);
    await own.area.store('job-1', [file('a.pdf', 'a'), file('b.pdf', 'heel'), file('manifest.json', '')]); // prettier-ignore
    expect(Buffer.from(await own.area.read('job-1', 'b.pdf', 10)).toString()).toBe('heel');
  });

  it('has one of two jobs that are stored at once', async () => {
    await Promise.all([own.area.store('job-1', job('een')), own.area.store('job-1', job('een'))]);
    expect(await own.keys()).toEqual(['job-1/brieven.pdf', 'job-1/manifest.json']);
  });

  it('removes a job and nothing beside it', async () => {
    await own.area.store('job-1', job('een'));
    await own.area.store('job-10', job('tien'));
    await own.area.note('job-1.stop.json', 'stop');
    await own.area.remove('job-1');
    expect(await own.keys()).toEqual([
      'job-1.stop.json',
      'job-10/brieven.pdf',
      'job-10/manifest.json',
    ]);
  });

  it('says of a file that it is gone or too big', async () => {
    await own.area.store('job-1', job('te lang'));
    const { area } = own;
    expect(await faultOf(area.read('job-1', 'weg.pdf', 10))).toBe('gone');
    expect(await faultOf(area.read('weg', 'brieven.pdf', 10))).toBe('gone');
    expect(await faultOf(area.read('job-1', 'brieven.pdf', 3))).toBe('too-big');
    expect(await faultOf(area.readNote('weg.json'))).toBe('gone');
  });

  it('sees what lies in a job, also what does not belong there', async () => {
    await own.put('job-1/manifest.json', '{}');
    await own.put('job-1/een + twee % drie.pdf', 'x');
    await own.put('job-1/map/daarin.pdf', 'x');
    const entries = await own.area.entries('job-1');
    expect(entries.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'een + twee % drie.pdf' },
      { name: 'manifest.json' },
      { name: 'map', fault: 'not-a-file' },
    ]);
  });

  it('keeps notes apart from jobs, the last one of a name', async () => {
    await own.area.note('job-1.refused.json', 'eerst');
    await own.area.note('job-1.refused.json', 'dan');
    expect(await own.area.readNote('job-1.refused.json')).toBe('dan');
    expect(await own.area.jobs()).toEqual([]);
    await own.area.removeNote('job-1.refused.json');
    expect(await faultOf(own.area.readNote('job-1.refused.json'))).toBe('gone');
  });

  it('hears what the printer wrote, however much it is', async () => {
    const names = Array.from({ length: 1_005 }, (_, n) => `job-${n}.json`);
    for (let at = 0; at < names.length; at += 50) {
      await Promise.all(names.slice(at, at + 50).map((name) => own.put(`_receipts/${name}`, name)));
    }
    await own.put('_receipts/.half', 'x');
    expect((await own.area.receipts()).toSorted()).toEqual(names.toSorted());
    expect(await own.area.readReceipt('job-1004.json')).toBe('job-1004.json');
    expect(await own.area.jobs()).toEqual([]);
  });
}

describe('a print area in a folder', () => {
  keepsTheContract(folderArea);
});

describeWithStore('a print area in an object store', () => {
  beforeAll(async () => {
    store = await objectStore();
  });
  keepsTheContract(storeArea);

  describe('of its own', () => {
    let bucket: Awaited<ReturnType<typeof testBucket>>;
    beforeAll(async () => {
      bucket = await testBucket(store);
    });
    afterAll(() => bucket.end());

    it('has no job without a manifest, whoever wrote it', async () => {
      const area = createS3Area(bucket.place);
      await bucket.put('half/brieven.pdf', 'x');
      await bucket.put('.verborgen/manifest.json', '{}');
      expect(await area.jobs()).toEqual([]);
      await bucket.put('half/manifest.json', '{}');
      expect(await area.jobs()).toEqual([{ name: 'half' }]);
      area.close();
    });

    it('sweeps away what a crash left an hour ago, where only gateways write', async () => {
      await bucket.put('oud/brieven.pdf', 'x');
      const later = () => Date.now() + 3_700_000;
      const areas = [
        createS3Area(bucket.place, { now: later }),
        createS3Area(bucket.place, { own: true }),
        createS3Area(bucket.place, { own: true, now: later }),
      ];
      const left: boolean[] = [];
      for (const area of areas) {
        await area.jobs();
        left.push((await bucket.keys()).includes('oud/brieven.pdf'));
        area.close();
      }
      expect(left).toEqual([true, true, false]);
      expect(await bucket.keys()).toContain('half/manifest.json');
    });

    it('is on a store that keeps to conditions', async () => {
      const area = createS3Area(bucket.place);
      await area.probe();
      expect(await bucket.keys()).not.toContain('.sluis-probe');
      area.close();
    });

    it.each([
      ['there is no such bucket', { bucket: 'bestaat-niet' }],
      ['does not accept the key', { key: { id: 'onbekend', secret: 'x'.repeat(20) } }],
      ['does not accept the key', { key: { id: 'sluis-root', secret: 'x'.repeat(20) } }],
      ['the store at 127.0.0.1:9 cannot be reached', { endpoint: 'http://127.0.0.1:9' }],
    ])('says that %s', async (sentence, wrong) => {
      const area = createS3Area({ ...bucket.place, ...wrong });
      await expect(area.jobs()).rejects.toThrow(sentence);
      await expect(area.read('job', 'a.pdf', 1)).rejects.toThrow(sentence);
      await expect(area.store('job', job('x'))).rejects.toThrow(sentence);
      area.close();
    });
  });
});
