import { AreaFault } from './area.ts';
import { type S3Place, shownPlace } from './s3-place.ts';

/** The store did not do what was asked; nothing is known of what lies there, and it is asked again later. */
export class AreaAway extends Error {
  override name = 'AreaAway';
}

/** The store cannot do what print areas need, now or later. */
export class StoreUnfit extends Error {
  override name = 'StoreUnfit';
}

interface StoreError {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Whether a conditional write said that there is such an object already. */
export const isThereAlready = (error: unknown): boolean => statusOf(error) === 412;

/** What an error of the SDK means to whoever watches the area: there is no such file, or the store is away for a reason. */
export function translated(error: unknown, place: S3Place, file = ''): Error {
  if (error instanceof AreaFault || error instanceof AreaAway) return error;
  const { name = '', code = '', message = '' } = error as StoreError;
  const status = statusOf(error);
  // Without an answer of the store, the message tells what the network said; the SDK may have wrapped the code away.
  const told = `${name} ${code} ${status ?? message}`;
  if (name === 'NoSuchKey' || (status === 404 && name !== 'NoSuchBucket')) {
    return new AreaFault(file, 'gone');
  }
  const [, why] = REASONS.find(([pattern]) => pattern.test(told)) ?? [];
  const sentence = why?.(place) ?? `the store said ${name || code || 'nothing that we know'}`;
  return new AreaAway(`The print area ${shownPlace(place)}: ${sentence}.`, { cause: error });
}

const statusOf = (error: unknown) => (error as StoreError).$metadata?.httpStatusCode;

type Reason = readonly [RegExp, (place: S3Place) => string];

/** In order: the first pattern that is in the error's name, code or HTTP status says what to do. */
const REASONS: readonly Reason[] = [
  [/NoSuchBucket/, ({ name }) => `there is no such bucket; make it, or correct ${name}`],
  [
    /InvalidAccessKeyId|SignatureDoesNotMatch|InvalidToken|ExpiredToken|InvalidClientTokenId/,
    ({ name }) =>
      `the store does not accept the key; correct ${name}_S3_KEY_ID and ${name}_S3_SECRET`,
  ],
  [
    /CredentialsProviderError/,
    ({ name }) => `there is no key for it; set ${name}_S3_KEY_ID and ${name}_S3_SECRET`,
  ],
  [
    /RequestTimeTooSkewed/,
    () => 'the clocks of this machine and of the store differ too much; set them right',
  ],
  [
    /AuthorizationHeaderMalformed|PermanentRedirect|IllegalLocationConstraint| 301/,
    ({ name }) => `it lies in another region; correct ${name}_S3_REGION`,
  ],
  [
    /AccessDenied| 401| 403/,
    () => 'the key may not do this; give it the rights that docs/print.md lists',
  ],
  [
    /NotImplemented| 501/,
    () => 'the store does not do what print areas need; docs/print.md lists it',
  ],
  [/SlowDown|Throttl|TooManyRequests| 429| 503/, () => 'the store is busy; it is asked again'],
  [
    /ENOTFOUND|ECONN|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|TimeoutError|CERT|SSL/,
    ({ name, endpoint }) =>
      endpoint
        ? `the store at ${new URL(endpoint).host} cannot be reached; it is asked again, and ${name}_S3_ENDPOINT says where it is`
        : 'the store cannot be reached; it is asked again',
  ],
  [/ 5\d\d/, () => 'the store has a fault of its own; it is asked again'],
];
