import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Variable } from './config-variable.ts';
import type { S3Place } from './gateway/print/s3-place.ts';

/** Where a print area is: a folder, by its whole path, or a place in an object store. */
export type PrintPlace = string | S3Place;

const area = (meaning: string, name: string): Variable<string> => ({
  schema: z
    .string()
    .regex(/^(?!s3:|[a-z]+:\/\/)|^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[\w!.*'()/-]*)?$/),
  expected: `${meaning}: a folder, or s3://bucket or s3://bucket/prefix`,
  example: `/srv/sluis/print/${name}`,
  fallback: '',
});

const endpoint: Variable<string> = {
  schema: z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:\/\/[^@]+$/i.test(text))
    .transform((text) => text.replace(/\/+$/, '')),
  expected: "the web address of the object store; leave it out for Amazon's own",
  example: 'https://s3.voorbeeldstad.example',
  fallback: '',
};
const region: Variable<string> = {
  schema: z.string().regex(/^[a-z0-9-]+$/),
  expected: 'the region of the object store',
  example: 'eu-central-1',
  fallback: 'us-east-1',
};
const keyId: Variable<string> = {
  schema: z.string().regex(/^\S+$/),
  expected: "the id of the gateway's key for this area; leave it out where the machine has a role",
  example: 'sluis-gateway',
  fallback: '',
};
const secret: Variable<string> = {
  schema: z.string().min(1),
  expected: 'the secret of that key',
  example: '"$(cat /etc/sluis/print-secret)"',
  fallback: '',
  secret: true,
};

/** The variables of the print areas. */
export const printVariables = {
  PRINT_INBOX: area('where departments put their print jobs', 'inbox'),
  PRINT_INBOX_S3_ENDPOINT: endpoint,
  PRINT_INBOX_S3_REGION: region,
  PRINT_INBOX_S3_KEY_ID: keyId,
  PRINT_INBOX_S3_SECRET: secret,
  PRINT_HELD: area('where the gateway keeps print jobs, for nobody else', 'held'),
  PRINT_HELD_S3_ENDPOINT: endpoint,
  PRINT_HELD_S3_REGION: region,
  PRINT_HELD_S3_KEY_ID: keyId,
  PRINT_HELD_S3_SECRET: secret,
  PRINT_RELEASED: area('where the printer finds what it may print', 'released'),
  PRINT_RELEASED_S3_ENDPOINT: endpoint,
  PRINT_RELEASED_S3_REGION: region,
  PRINT_RELEASED_S3_KEY_ID: keyId,
  PRINT_RELEASED_S3_SECRET: secret,
  PRINT_CUT_OFF: {
    schema: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
    expected: 'the time of day at which the printer begins, on working days',
    example: '17:30',
    fallback: '17:30',
  },
  PRINTER_ID: {
    schema: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,62}$/),
    expected: 'the name by which permits call the printer: small letters, digits, dots and dashes',
    example: 'drukkerij-voorbeeld',
    fallback: 'printer',
  },
} as const satisfies Record<string, Variable<unknown>>;

type PrintValues = {
  readonly [N in keyof typeof printVariables]: z.output<(typeof printVariables)[N]['schema']>;
};

const AREAS = { inbox: 'PRINT_INBOX', held: 'PRINT_HELD', released: 'PRINT_RELEASED' } as const;

/** The three areas of print jobs, in `dataDir` where nothing else is said; one that is half set is in `printFaults`. */
export function printPlaces(values: PrintValues, dataDir: string) {
  const placed = (name: keyof typeof AREAS) =>
    placeOf(values, AREAS[name]) ?? resolve(values[AREAS[name]] || join(dataDir, 'print', name));
  return { inbox: placed('inbox'), held: placed('held'), released: placed('released') };
}

function placeOf(values: PrintValues, name: (typeof AREAS)[keyof typeof AREAS]) {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(values[name] ?? '') ?? [];
  if (bucket === undefined) return undefined;
  const id = values[`${name}_S3_KEY_ID`];
  return {
    bucket,
    prefix: prefix.replace(/^\/+|\/+$/g, ''),
    endpoint: values[`${name}_S3_ENDPOINT`],
    region: values[`${name}_S3_REGION`],
    ...(id && { key: { id, secret: values[`${name}_S3_SECRET`] } }),
    name,
  };
}

/** What does not fit together in the print areas, in sentences. */
export function printFaults(values: PrintValues, dataDir: string): string[] {
  const faults: string[] = [];
  for (const name of Object.values(AREAS)) {
    const [id, hidden] = [values[`${name}_S3_KEY_ID`], values[`${name}_S3_SECRET`]];
    if (Boolean(id) !== Boolean(hidden)) {
      faults.push(
        `${name}_S3_KEY_ID and ${name}_S3_SECRET belong together; set both, or neither where the machine has a role.`,
      );
    }
    const given: string | undefined = values[name];
    if (
      given !== undefined &&
      !given.startsWith('s3:') &&
      (id || hidden || values[`${name}_S3_ENDPOINT`])
    ) {
      faults.push(
        `${name}_S3_… is set, but ${name} is a folder; set ${name} to s3://bucket/prefix or take the others away.`,
      );
    }
  }
  const places = Object.entries(printPlaces(values, dataDir)) as [keyof typeof AREAS, PrintPlace][];
  for (const [index, [one, place]] of places.entries()) {
    for (const [other, its] of places.slice(index + 1)) {
      if (!areInOneAnother(place, its)) continue;
      faults.push(
        `${AREAS[one]} and ${AREAS[other]} lie in one another; give each print area a place of its own.`,
      );
    }
  }
  return faults;
}

/** The printer must not reach what is held, nor the department what was released. */
function areInOneAnother(one: PrintPlace, other: PrintPlace): boolean {
  const [a, b] = [addressOf(one), addressOf(other)];
  return a.startsWith(b) || b.startsWith(a);
}

const addressOf = (place: PrintPlace): string =>
  typeof place === 'string'
    ? `${place}/`
    : `${place.endpoint} s3://${place.bucket}/${place.prefix && `${place.prefix}/`}`;
