import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, DeleteObjectCommand, GetObjectCommand, ListBucketsCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'; // prettier-ignore
import { describe } from '@jest/globals';
import { startChild } from '../../src/main/embedded/child.ts';
import { placeOf } from '../../src/main/embedded/places.ts';
import { freePort } from '../../src/main/embedded/ports.ts';
import type { S3Place } from '../../src/gateway/print/s3-place.ts';
import { eventually } from './eventually.ts';
import { runFolder, sharedInRun } from './run.ts';

export interface StoreKey {
  readonly id: string;
  readonly secret: string;
}

export interface ObjectStore {
  readonly endpoint: string;
  /** May do everything. */
  readonly root: StoreKey;
}

export const REGION = 'us-east-1';

const program = ((): string | undefined => {
  try {
    return placeOf('objectStore');
  } catch {
    return undefined;
  }
})();

/** `describe` where set-up found or built an S3 server, and otherwise one that is skipped and says why. */
export function describeWithStore(title: string, tests: () => void): void {
  const why = program ? '' : ' (no S3 server here: install Go and run npm run setup -- --tests)';
  (program ? describe : describe.skip)(`${title}${why}`, () => tests());
}

/** An S3 server that this run shares; use buckets of your own. */
export async function objectStore(): Promise<ObjectStore> {
  return JSON.parse(await sharedInRun('objectStore', startShared)) as ObjectStore;
}

async function startShared() {
  const { endpoint, root, pid } = await startObjectStore(join(runFolder(), 'objects'), true);
  return { value: JSON.stringify({ endpoint, root }), pid, stopSignal: 'SIGTERM' as const };
}

/** Starts an S3 server over `folder`; it keeps what lies there from an earlier one. */
export async function startObjectStore(folder: string, outlive = false, port?: number) {
  const root = { id: 'sluis-root', secret: 'alleen-voor-de-test' };
  const inFolder = (name: string) => {
    mkdirSync(join(folder, name), { recursive: true });
    return join(folder, name);
  };
  const at = `127.0.0.1:${port ?? (await freePort())}`;
  const endpoint = `http://${at}`;
  const entry = ['--port', at, '--access', root.id, '--secret', root.secret, '--region', REGION];
  const users = ['--iam-dir', inFolder('users'), '--quiet', '--keep-alive'];
  const child = await startChild({
    program: program ?? '',
    args: [...entry, ...users, 'posix', '--sidecar', inFolder('facts'), inFolder('buckets')],
    stopSignal: 'SIGTERM',
    logFile: join(folder, 'server.log'),
    cwd: folder,
    outlive,
  });
  const client = clientOf({ endpoint, root });
  await eventually(() => client.send(new ListBucketsCommand()), 30_000);
  client.destroy();
  return { endpoint, root, pid: child.pid, stop: child.stop };
}

/** Makes a user who may do nothing until a bucket's policy says so. */
export function createUser({ endpoint, root }: ObjectStore, { id, secret }: StoreKey): void {
  const as = ['--access', root.id, '--secret', root.secret, '--endpoint-url', endpoint];
  const user = ['--access', id, '--secret', secret, '--role', 'user'];
  execFileSync(program ?? '', ['admin', ...as, 'create-user', ...user], { stdio: 'pipe' });
}

/** A client for what departments and printers do. */
export function clientOf({ endpoint, root }: ObjectStore, key = root): S3Client {
  return new S3Client({
    endpoint,
    region: REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: key.id, secretAccessKey: key.secret },
  });
}

/** A new bucket and what tests do in it from outside. */
export async function testBucket(store: ObjectStore, key?: StoreKey) {
  const Bucket = `print-${randomBytes(6).toString('hex')}`;
  const client = clientOf(store, key);
  const admin = clientOf(store);
  await admin.send(new CreateBucketCommand({ Bucket }));
  admin.destroy();
  return { ...bucketHands(client, Bucket), name: Bucket, place: placeIn(store, Bucket) };
}

/** What can be done in a bucket with a client's key. */
export function bucketHands(client: S3Client, Bucket: string) {
  return {
    put: async (Key: string, Body: Uint8Array | string) =>
      void (await client.send(new PutObjectCommand({ Bucket, Key, Body }))),
    get: async (Key: string): Promise<Buffer> => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    remove: async (Key: string) =>
      void (await client.send(new DeleteObjectCommand({ Bucket, Key }))),
    /** All keys, in order; at most a thousand. */
    keys: async (): Promise<string[]> => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
      return Contents.map(({ Key = '' }) => Key).filter((one) => !one.endsWith('/'));
    },
    end: () => client.destroy(),
  };
}

export const placeIn = (
  { endpoint, root }: ObjectStore,
  bucket: string,
  { prefix = '', key = root }: { prefix?: string; key?: StoreKey } = {},
): S3Place => ({ bucket, prefix, endpoint, region: REGION, key, name: 'PRINT_HELD' });
