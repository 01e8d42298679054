import type { Logger } from 'pino';
import { SYSTEM } from '../domain/actor.ts';
import { laterOf } from '../domain/instant.ts';
import type { Provenance } from '../store/audit-line.ts';
import type { Store } from '../store/client.ts';
import type { GivenPermit } from '../store/permit.ts';
import type { Clock } from './clock.ts';
import type { GatewayMetrics } from './metrics.ts';
import { type createPermitVerifier, PermitRejected } from './permit-verifier.ts';
import { checkOpenPermit, type createTakenPermits, PermitDiffers } from './taken-permits.ts';

export interface TakeUpDeps {
  readonly store: {
    readonly gateStop: Pick<Store['gateStop'], 'isStopped'>;
    readonly permits: Pick<Store['permits'], 'open' | 'consume' | 'refuse'>;
    readonly heldMessages: Pick<Store['heldMessages'], 'itemsUnder' | 'bytesUnder'>;
  };
  readonly verify: ReturnType<typeof createPermitVerifier>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Pick<GatewayMetrics, 'permits'>;
}

/**
 * Checks every open permit and takes up those that are what they say; what was tampered with is refused for good. While
 * everything is stopped none is looked at.
 */
export async function takeUpPermits(
  { store, verify, clock, logger, metrics }: TakeUpDeps,
  taken: ReturnType<typeof createTakenPermits>,
): Promise<void> {
  const provenance = (): Provenance => ({ actor: SYSTEM, origin: 'gateway', at: clock() });
  const refuse = async (given: GivenPermit, why: string) => {
    metrics.permits.inc({ result: why });
    logger.error({ permitId: given.id, mailingId: given.mailingId, why }, 'permit refused');
    await store.permits.refuse(given, why, provenance());
  };
  if (await store.gateStop.isStopped()) return;
  for (const given of await store.permits.open(clock())) {
    try {
      const checkedAt = clock();
      const permit = await checkOpenPermit(store, verify, given, checkedAt);
      // Whoever checks the permit again does so as of this moment: a clock set back meanwhile may not precede it.
      const takenUpAt = laterOf(checkedAt, clock());
      if (!(await store.permits.consume(given, { ...provenance(), at: takenUpAt }))) continue;
      taken.remember(permit);
      metrics.permits.inc({ result: 'taken-up' });
      logger.info(
        { permitId: given.id, mailingId: given.mailingId, count: given.count },
        'permit taken up',
      );
    } catch (error) {
      if (error instanceof PermitDiffers) await refuse(given, error.message);
      else if (error instanceof PermitRejected && error.doubt === 'not-a-permit') {
        await refuse(given, error.doubt);
      } else {
        // Keys that cannot be had, a clock that runs ahead, a database that is away: held, and looked at again.
        metrics.permits.inc({ result: error instanceof PermitRejected ? error.doubt : 'failure' });
        logger.warn({ permitId: given.id, err: error }, 'permit not taken up yet');
      }
    }
  }
}
