import { AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand, DeleteObjectCommand, GetObjectCommand, ListMultipartUploadsCommand, ListObjectsV2Command, PutObjectCommand, S3Client, UploadPartCommand } from '@aws-sdk/client-s3'; // prettier-ignore
import { AreaFault } from './area.ts';
import { isThereAlready, translated } from './s3-error.ts';
import type { S3Place } from './s3-place.ts';

export interface FoundObject {
  /** Below the place's prefix. */
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly writtenAt: number;
}

export type Bucket = ReturnType<typeof openBucket>;

/** The least that S3 takes as a part that is not the last one is 5 MiB. */
const PART_BYTES = 8 * 1_048_576;
/** Stores disagree on checksums that are sent when nobody asks; the signature covers every body that is sent here. */
const ONLY_WHERE_REQUIRED = 'WHEN_REQUIRED';

/** Objects below one prefix. Every error is an AreaFault or an AreaAway in words; keys are below the prefix. */
export function openBucket(place: S3Place) {
  const { bucket: Bucket, prefix, endpoint, region, key } = place;
  const client = new S3Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(key && { credentials: { accessKeyId: key.id, secretAccessKey: key.secret } }),
    maxAttempts: 4,
    requestChecksumCalculation: ONLY_WHERE_REQUIRED,
    responseChecksumValidation: ONLY_WHERE_REQUIRED,
    requestHandler: {
      connectionTimeout: 5_000,
      socketTimeout: 30_000,
      requestTimeout: 120_000,
      throwOnRequestTimeout: true,
    },
  });
  const top = prefix && `${prefix}/`;
  const at = (name: string) => ({ Bucket, Key: `${top}${name}` });
  const asked = async <T>(work: Promise<T>, file?: string): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw translated(error, place, file);
    }
  };

  /** Puts all of it at once; whoever needs it `fresh` changes nothing that is there. */
  const putWhole = (name: string, Body: Uint8Array, fresh: boolean) =>
    client.send(new PutObjectCommand({ ...at(name), Body, ...(fresh && FRESH) }));

  const putParts = async (name: string, parts: AsyncIterable<Uint8Array>): Promise<void> => {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(at(name)));
    const upload = { ...at(name), UploadId };
    try {
      const Parts: { ETag: string | undefined; PartNumber: number }[] = [];
      for await (const Body of parts) {
        const PartNumber = Parts.length + 1;
        const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
        Parts.push({ ETag, PartNumber });
      }
      await client.send(
        new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...FRESH }),
      );
    } catch (error) {
      await client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
      throw error;
    }
  };

  return {
    close: () => client.destroy(),

    /** Everything below `folder`, which ends with a slash or is empty. */
    async *list(folder: string): AsyncGenerator<FoundObject> {
      const Prefix = `${top}${folder}`;
      let ContinuationToken: string | undefined;
      do {
        const page = await asked(
          client.send(
            new ListObjectsV2Command({
              Bucket,
              Prefix,
              EncodingType: 'url',
              ...(ContinuationToken !== undefined && { ContinuationToken }),
            }),
          ),
        );
        for (const { Key = '', LastModified } of page.Contents ?? []) {
          const found = page.EncodingType === 'url' ? decoded(Key) : Key;
          yield { key: found.slice(top.length), writtenAt: LastModified?.getTime() ?? Date.now() };
        }
        ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (ContinuationToken !== undefined);
    },

    /** @throws AreaFault when it is not there or has more than `mostBytes` */
    async *pieces(name: string, mostBytes: number): AsyncGenerator<Uint8Array> {
      const { Body, ContentLength } = await asked(
        client.send(new GetObjectCommand(at(name))),
        name,
      );
      const body = Body as NodeJS.ReadableStream & AsyncIterable<Uint8Array> & { destroy(): void };
      if (ContentLength === undefined || ContentLength > mostBytes) {
        body.destroy();
        throw new AreaFault(name, 'too-big');
      }
      let left = ContentLength;
      try {
        for await (const piece of body) {
          left -= piece.length;
          yield piece;
        }
      } catch (error) {
        throw translated(error, place, name);
      }
      if (left !== 0) throw translated({ name: 'TimeoutError' }, place, name);
    },

    /** Asks for the object itself, because the answer to HEAD cannot say why not. */
    async isThere(name: string): Promise<boolean> {
      try {
        const { Body } = await asked(client.send(new GetObjectCommand(at(name))), name);
        (Body as { destroy?(): void }).destroy?.();
        return true;
      } catch (error) {
        if (error instanceof AreaFault) return false;
        throw error;
      }
    },

    /** Writes a small object in place of any other of that name. */
    replace: (name: string, content: Uint8Array) => asked(putWhole(name, content, false)),

    /** Writes an object where there is none of that name, in bounded memory; false when there is one, which then stays. */
    async create(name: string, content: AsyncIterable<Uint8Array>): Promise<boolean> {
      const parts = inParts(content);
      try {
        const { value: first = new Uint8Array() } = await parts.next();
        const { value: second } = await parts.next();
        if (second) await putParts(name, again(first, second, parts));
        else await putWhole(name, first, true);
        return true;
      } catch (error) {
        if (isThereAlready(error)) return false;
        throw translated(error, place, name);
      } finally {
        await parts.return(undefined);
      }
    },

    remove: (name: string) => asked(client.send(new DeleteObjectCommand(at(name)))),

    /** Takes away the parts of uploads that were begun before `before` (ms since 1970) and never ended. */
    async dropUnfinished(before: number): Promise<void> {
      const { Uploads = [] } = await asked(
        client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: top })),
      );
      for (const { Key, UploadId, Initiated } of Uploads) {
        if (!Initiated || Initiated.getTime() >= before) continue;
        await asked(client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })));
      }
    },
  };
}

const FRESH = { IfNoneMatch: '*' } as const;

const decoded = (key: string) => decodeURIComponent(key.replaceAll('+', ' '));

/** The same bytes in pieces of PART_BYTES, of which only the last may be shorter. */
async function* inParts(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of content) {
    waiting.push(piece);
    length += piece.length;
    if (length < PART_BYTES) continue;
    const bytes = Buffer.concat(waiting);
    let from = 0;
    for (; bytes.length - from >= PART_BYTES; from += PART_BYTES) {
      yield bytes.subarray(from, from + PART_BYTES);
    }
    waiting = [bytes.subarray(from)];
    length = bytes.length - from;
  }
  if (length > 0) yield Buffer.concat(waiting);
  return undefined;
}

async function* again(
  first: Uint8Array,
  second: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield second;
  yield* rest;
}
