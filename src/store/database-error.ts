import { ConstraintViolated, StoreUnavailable } from './errors.ts';
import { Prisma } from './generated/client.ts';

/** What PostgreSQL or the way to it said; `state` is the SQLSTATE, '' when nothing came back from PostgreSQL. */
interface DatabaseFault {
  readonly state: string;
  readonly message: string;
  readonly constraint: string;
  /** The adapter's own word for it. */
  readonly kind: string;
}

/** SQLSTATE classes and codes (PostgreSQL manual, appendix A) that say nothing about what was asked. */
const OURS_TO_RETRY = /^(08|40|53|55P03|57|58|3D|28)/;
/** Prisma: not reachable, refused, timed out, connection closed, no connection left, transaction expired. */
const UNREACHABLE = /^P(10\d\d|2024|2028|2037)$/;

/** The same for raw queries, of which Prisma only says that they failed. */
const UNREACHABLE_KIND =
  /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TlsConnectionError)$/;

/** What the adapter throws by itself when a transaction ends, past Prisma's own errors. */
const ADAPTER = 'DriverAdapterError';
/** What the driver says, without any code, of a connection that is gone. */
const CONNECTION_GONE =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Whether PostgreSQL undid the transaction because of another one, so that running it again may well succeed. */
export function isTransient(error: unknown): boolean {
  const state = faultOf(error)?.state ?? '';
  return state.startsWith('40') || (isPrisma(error) && error.code === 'P2034');
}

/** The constraint that `error` (of Prisma or already translated) says was violated; undefined for any other error. */
export function violatedConstraint(error: unknown): string | undefined {
  const seen = translated(error);
  return seen instanceof ConstraintViolated ? seen.constraint : undefined;
}

/** The store's own error for one of Prisma's, without the values of the row; any other error as it is. */
export function translated(error: unknown): unknown {
  if (
    error instanceof Prisma.PrismaClientValidationError ||
    error instanceof Prisma.PrismaClientUnknownRequestError
  ) {
    return mistake(error);
  }
  const fault = faultOf(error);
  if (!isPrisma(error) && !fault) {
    const gone = error instanceof Error && CONNECTION_GONE.test(error.message);
    return gone ? new StoreUnavailable(`The database went away: ${error.message}`) : error;
  }
  const code = isPrisma(error) ? error.code : '';
  const away = UNREACHABLE.test(code) || UNREACHABLE_KIND.test(fault?.kind ?? '');
  if (away || (fault && OURS_TO_RETRY.test(fault.state))) {
    const said = fault?.message ?? (error as Error).message;
    return new StoreUnavailable(
      `The database cannot do this now (${fault?.state || code}): ${said}`,
    );
  }
  if (fault?.state.startsWith('23')) {
    return new ConstraintViolated(fault.constraint, fault.message);
  }
  if (fault?.state.startsWith('22')) {
    return new ConstraintViolated('value', 'The database cannot hold a value that was given.');
  }
  return mistake(error as Error);
}

/** A mistake of ours. Prisma shows the whole query with its values, and only in the last line what is wrong with it. */
function mistake(error: Error): Error {
  const said = error.message.trim().split('\n').at(-1) ?? '';
  return new Error(`The store asked the database something wrong. ${said}`);
}

function isPrisma(error: unknown): error is Prisma.PrismaClientKnownRequestError {
  return error instanceof Prisma.PrismaClientKnownRequestError;
}

function faultOf(error: unknown): DatabaseFault | undefined {
  const said = isPrisma(error) ? error.meta?.['driverAdapterError'] : error;
  const { name, cause } = (said ?? {}) as { name?: string; cause?: Record<string, unknown> };
  if (!cause || (!isPrisma(error) && name !== ADAPTER)) return undefined;
  const message = text(cause['originalMessage']) || text(cause['kind']);
  const detail = text(cause['detail']);
  // Our own triggers name their rule in the detail; PostgreSQL names it in the message.
  const named = /^[a-z_]+$/.test(detail) ? detail : /constraint "([^"]+)"/.exec(message)?.[1];
  const kind = text(cause['kind']);
  return { state: text(cause['originalCode']), message, constraint: named ?? '', kind };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
