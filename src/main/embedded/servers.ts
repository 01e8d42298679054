import { resolve } from 'node:path';
import { type Environment, readOne } from '../../config-values.ts';
import { keptSecret } from './kept-secret.ts';
import { type Mailbox, startMailbox } from './mailbox.ts';
import { startPostgres } from './postgres.ts';
import { startTemporal } from './temporal.ts';

/** What was started because the environment did not name one. */
export interface EmbeddedServers {
  /** The environment with the addresses of the started servers filled in; ready for `readConfig`. */
  readonly env: Environment;
  /** The mailbox, when SMTP_URL was empty. */
  readonly mailbox: Mailbox | undefined;
  /** Stops what was started, the last one first. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts an embedded server for every one that the environment leaves empty (DATABASE_URL, TEMPORAL_ADDRESS,
 * SMTP_URL), and keeps a LINK_SECRET in DATA_DIR. With NODE_ENV=production nothing is started: `readConfig` then
 * names what is missing.
 *
 * @param say  told in a line what was started and where
 */
export async function startEmbedded(
  env: Environment,
  say: (line: string) => void,
): Promise<EmbeddedServers> {
  if (readOne(env, 'NODE_ENV') === 'production') {
    return { env, mailbox: undefined, stop: async () => undefined };
  }
  const dataDir = resolve(readOne(env, 'DATA_DIR'));
  const isEmpty = (name: string): boolean => !env[name]?.trim();
  const found: Record<string, string> = {};
  const started: { stop: () => Promise<void> }[] = [];
  let mailbox: Mailbox | undefined;
  const stop = async (): Promise<void> => {
    for (const server of started.toReversed()) await server.stop();
  };
  try {
    if (isEmpty('LINK_SECRET')) found['LINK_SECRET'] = keptSecret(dataDir, 'link-secret');
    if (isEmpty('DATABASE_URL')) {
      const postgres = await startPostgres({ dataDir });
      started.push(postgres);
      found['DATABASE_URL'] = postgres.url;
      say(`PostgreSQL runs, with its data in ${dataDir}`);
    }
    if (isEmpty('TEMPORAL_ADDRESS')) {
      const temporal = await startTemporal({ dataDir });
      started.push(temporal);
      found['TEMPORAL_ADDRESS'] = temporal.address;
      say(`Temporal runs at ${temporal.address}`);
    }
    if (isEmpty('SMTP_URL')) {
      mailbox = await startMailbox();
      started.push(mailbox);
      found['SMTP_URL'] = mailbox.smtpUrl;
      say(`All outgoing mail is caught and shown at ${mailbox.url}`);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { env: { ...env, ...found }, mailbox, stop };
}
