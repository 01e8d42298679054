import { addSeconds, type Instant } from '../domain/instant.ts';
import type { Pace } from '../domain/send-window.ts';
import type { Store } from '../store/client.ts';
import type { Claim } from '../store/delivery-claim.ts';
import type { GatewayMetrics } from './metrics.ts';
import type { PeerConnection } from './peer.ts';
import type { createPermitVerifier } from './permit-verifier.ts';
import { type RelayDeps, serve } from './relay.ts';
import { takeUpPermits } from './take-up.ts';
import { createTakenPermits } from './taken-permits.ts';
import { createTidy, type TidyDeps, type TidyOptions } from './tidy.ts';

export interface ReleaseOptions extends TidyOptions {
  /** Transactions with the peer at the same time. */
  readonly lanes: number;
  /** A relay that is silent for longer has lost its claims. */
  readonly leaseSeconds: number;
  /** How often it looks by itself, besides being told. */
  readonly pollMs: number;
  readonly name: string;
  /** Left out: as fast as the peer takes them. */
  readonly pace?: Pace;
}

export interface ReleaseDeps extends Pick<TidyDeps, 'reportBatch' | 'clock' | 'logger'> {
  readonly store: Pick<Store, 'permits' | 'deliveries' | 'heldMessages' | 'gateStop'>;
  readonly verify: ReturnType<typeof createPermitVerifier>;
  readonly connect: () => PeerConnection;
  /** Whether mailings may leave at this hour; left out: always. */
  readonly isSendTime?: (now: Instant) => Promise<boolean>;
  readonly metrics: GatewayMetrics;
}

const PEER_AWAY_SECONDS = 15;

/** The loop that lets messages out under permits. Any number may run on one database; leases and fences keep them apart. */
export function startRelease(options: ReleaseOptions, deps: ReleaseDeps) {
  const { store, clock, logger, metrics } = deps;
  const taken = createTakenPermits(store, deps.verify);
  const tidy = createTidy(deps, options);
  const relay: RelayDeps = {
    ...deps,
    taken,
    name: options.name,
    leaseSeconds: options.leaseSeconds,
  };
  const free: PeerConnection[] = Array.from({ length: options.lanes }, () => deps.connect());
  const mine = new Map<string, Claim>();
  const serving = new Set<Promise<void>>();
  const stopping = new AbortController();
  let awake: () => void = () => {};
  let news = true;
  let peerAwayUntil = '';

  const wake = () => {
    news = true;
    awake();
  };

  const begin = (claim: Claim, connection: PeerConnection) => {
    const key = `${claim.messageId} ${claim.recipient}`;
    mine.set(key, claim);
    metrics.connections.inc();
    const done: Promise<void> = serve(claim, connection, relay)
      .then((served) => {
        if (served === 'peer-away') peerAwayUntil = addSeconds(clock(), PEER_AWAY_SECONDS);
      })
      .catch((error: unknown) => logger.error({ err: error, messageId: claim.messageId }, 'relay'))
      .finally(() => {
        mine.delete(key);
        metrics.connections.dec();
        free.push(connection);
        serving.delete(done);
        awake();
      });
    serving.add(done);
  };

  /** One look at everything that may be due; true when there may be more at once. */
  const turn = async (): Promise<boolean> => {
    if (news) {
      news = false;
      await takeUpPermits(deps, taken);
      await tidy();
    }
    if (free.length === 0 || clock() < peerAwayUntil) return false;
    const now = clock();
    const claims = await store.deliveries.claim({
      limit: free.length,
      leaseSeconds: options.leaseSeconds,
      now,
      ...(options.pace && { pace: options.pace }),
      sendTime: (await deps.isSendTime?.(now)) ?? true,
    });
    for (const claim of claims) begin(claim, free.pop()!);
    return claims.length > 0 && free.length > 0;
  };

  const loop = async () => {
    while (!stopping.signal.aborted) {
      const more = await turn().catch((error: unknown) => {
        logger.error({ err: error }, 'release');
        return false;
      });
      if (!more) await sleep(options.pollMs, stopping.signal, (resolve) => (awake = resolve));
    }
  };
  const looking = setInterval(wake, options.pollMs);
  const renewing = setInterval(
    () => {
      if (mine.size === 0) return;
      store.deliveries
        .renew([...mine.values()], options.leaseSeconds)
        .catch((error: unknown) => logger.warn({ err: error }, 'leases were not renewed'));
    },
    (options.leaseSeconds * 1000) / 3,
  );
  const unlisten = store.permits.listen(wake);
  const looping = loop();
  return {
    /** Looks at once. */
    wake,
    /** Begins no transaction any more and waits for those under way. */
    async stop(): Promise<void> {
      stopping.abort();
      clearInterval(looking);
      awake();
      await looping;
      await Promise.all(serving);
      clearInterval(renewing);
      await unlisten();
      for (const connection of free) connection.close();
    },
  };
}

function sleep(ms: number, signal: AbortSignal, onWake: (wake: () => void) => void): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    onWake(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
