import pg from 'pg';
import type { Pool, QueryResult } from 'pg';

/** A prepared statement with text parameters, as PostgreSQL writes them, and one more: a bytea in pieces. */
export interface PiecesStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly string[];
  readonly pieces: readonly Uint8Array[];
}

/**
 * Runs `statement` on a connection of `pool`, which prepares it once. The pieces are sent as they are: pg would want them
 * in one buffer, which it copies into another, and what is copied thousands of times a second has to be collected again.
 */
export async function queryPieces<Row extends object>(
  pool: Pool,
  statement: PiecesStatement,
): Promise<Row[]> {
  // For a query object, too, the pool answers with a promise, whatever its types say.
  const answer = pool.query(new PiecesQuery(statement)) as unknown as Promise<QueryResult<Row>>;
  return (await answer).rows;
}

/** What is used of pg's connections: `bind` sends the parameters, between a cork and an uncork of the stream. */
interface Connection {
  readonly stream: { write(bytes: Uint8Array): unknown };
  bind(): void;
}

const PgQuery = pg.Query as unknown as new (config: {
  readonly name: string;
  readonly text: string;
}) => { submit(): void; prepare(connection: Connection): void };

class PiecesQuery extends PgQuery {
  readonly #statement: PiecesStatement;

  constructor(statement: PiecesStatement) {
    super({ name: statement.name, text: statement.text });
    this.#statement = statement;
  }

  override prepare(connection: Connection): void {
    const bind = () => {
      for (const bytes of bindMessage(this.#statement)) connection.stream.write(bytes);
    };
    super.prepare(Object.create(connection, { bind: { value: bind } }));
  }
}

const [TEXT, BINARY] = [0, 1];
/** One format for all columns of the result: text. */
const RESULT_FORMATS = Buffer.from([0, 1, 0, TEXT]);

/** The message Bind of the protocol (PostgreSQL, "Message Formats"), in pieces. */
function bindMessage({ name, values, pieces }: PiecesStatement): Uint8Array[] {
  const count = values.length + 1;
  const lengths = values.map((value) => Buffer.byteLength(value));
  const textBytes = lengths.reduce((sum, length) => sum + length, 0);
  const pieceBytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const portalAndName = Buffer.from(`\0${name}\0`);
  const head = Buffer.allocUnsafe(
    1 + 4 + portalAndName.length + 2 + 2 * count + 2 + 4 * count + textBytes,
  );
  let at = head.write('B', 0, 'latin1');
  // The length of everything but the letter of the message.
  at = head.writeInt32BE(head.length - 1 + pieceBytes + RESULT_FORMATS.length, at);
  at += portalAndName.copy(head, at);
  at = head.writeInt16BE(count, at);
  for (let n = 1; n <= count; n += 1) at = head.writeInt16BE(n < count ? TEXT : BINARY, at);
  at = head.writeInt16BE(count, at);
  values.forEach((value, index) => {
    at = head.writeInt32BE(lengths[index]!, at);
    at += head.write(value, at);
  });
  head.writeInt32BE(pieceBytes, at);
  return [head, ...pieces, RESULT_FORMATS];
}
