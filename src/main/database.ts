import { resolve } from 'node:path';
import { type Environment, readOne } from '../config-values.ts';
import { withEmbeddedPostgres } from './embedded/running-postgres.ts';

/**
 * Runs a command's `body` with the database that the service would use: DATABASE_URL, or else the embedded one in
 * DATA_DIR. An error is printed as a sentence, and its exit code is 1.
 */
export async function commandOnDatabase(
  env: Environment,
  body: (databaseUrl: string) => Promise<number>,
): Promise<void> {
  try {
    process.exitCode = await onDatabase(env, body);
  } catch (error) {
    console.error(sentenceOf(error));
    process.exitCode = 1;
  }
}

function onDatabase(env: Environment, body: (databaseUrl: string) => Promise<number>) {
  const url = env['DATABASE_URL']?.trim();
  if (url) return body(url);
  if (readOne(env, 'NODE_ENV') === 'production') {
    throw new Error(
      'DATABASE_URL is not set. Give the address of the database, for example postgresql://sluis:password@db.example:5432/sluis.',
    );
  }
  return withEmbeddedPostgres(resolve(readOne(env, 'DATA_DIR')), body);
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // What Node says of a server that does not answer has a code and often no words.
  if (error.message === '' || /^E[A-Z]+$/.test((error as NodeJS.ErrnoException).code ?? '')) {
    const code = (error as NodeJS.ErrnoException).code ?? error.name;
    return `The database does not answer (${code}). Check that it runs, and DATABASE_URL.`;
  }
  return error.message;
}
