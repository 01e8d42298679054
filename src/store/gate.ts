import pg from 'pg';
import type { Db } from './db.ts';
import { deliveryStore } from './delivery.ts';
import { heldMessageStore } from './held-message.ts';
import { mailCredentialStore } from './mail-credential.ts';
import { listen } from './news.ts';
import { permitStore } from './permit.ts';

/**
 * What the gate remembers. Messages and deliveries go over plain connections of their own, at most two for messages
 * that come in and the rest for those that leave: they come by the ten thousand, whole batches in one statement.
 */
export function gateNouns(db: Db, config: pg.PoolConfig) {
  const pool = new pg.Pool({ ...config, allowExitOnIdle: true });
  // A connection that is lost while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  return {
    nouns: {
      heldMessages: heldMessageStore(pool),
      deliveries: deliveryStore(pool),
      mailCredentials: mailCredentialStore(pool),
      permits: {
        ...permitStore(db),
        /** Calls `onNews` when a permit is given, used or revoked; see listen in news.ts. Returns what ends it. */
        listen: (onNews: () => void) =>
          listen(config.connectionString ?? '', 'sluis_permits', onNews),
      },
    },
    close: () => pool.end(),
  };
}
