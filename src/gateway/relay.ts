import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { deadlineAfter } from '../domain/gate-stop.ts';
import { addSeconds, compareInstants, laterOf } from '../domain/instant.ts';
import { type Leave, mayLeave, type PermitItem, SEND_HOURS } from '../domain/permit.ts';
import { type AttemptOutcome, nextAttemptAt, outcomeOf } from '../domain/smtp-outcome.ts';
import type { Store } from '../store/client.ts';
import type { Ready, Settlement } from '../store/delivery.ts';
import type { Claim } from '../store/delivery-claim.ts';
import type { Clock } from './clock.ts';
import { sha256 } from './hash.ts';
import type { GatewayMetrics } from './metrics.ts';
import { outgoingParts } from './outgoing.ts';
import type { PeerAnswer, PeerConnection } from './peer.ts';
import type { createTakenPermits, TakenPermit } from './taken-permits.ts';

export interface RelayDeps {
  readonly store: {
    readonly deliveries: Pick<Store['deliveries'], 'ready' | 'openData' | 'settle' | 'giveBack'>;
  };
  readonly taken: ReturnType<typeof createTakenPermits>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Pick<GatewayMetrics, 'deliveries'>;
  /** The name in the Received header. */
  readonly name: string;
  readonly leaseSeconds: number;
}

/** What serving a claim came to; `peer-away` asks for a pause, because the next one would fare no better. */
export type Served = AttemptOutcome | 'not-ours' | 'waits' | 'stopped' | 'withheld' | 'peer-away';

const WAIT_SECONDS = 30;
/** What was tampered with stays where it is until a person has looked; asking again each second helps nobody. */
const WITHHELD_SECONDS = 900;

/**
 * Serves one recipient of one message over `connection`: one SMTP transaction, at most. Everything that could stop it
 * is looked at right before, and again before the final dot.
 */
export async function serve(
  claim: Claim,
  connection: PeerConnection,
  deps: RelayDeps,
): Promise<Served> {
  const { store, clock, logger } = deps;
  const giveBack = (seconds: number) =>
    store.deliveries.giveBack([claim], addSeconds(clock(), seconds));
  const ready = await store.deliveries.ready(claim);
  if (!ready) return 'not-ours';
  let permit: TakenPermit;
  try {
    permit = await deps.taken.find(claim.permitId);
    assertCovered(permit, claim, ready);
  } catch (error) {
    logger.error({ permitId: claim.permitId, messageId: claim.messageId, err: error }, 'withheld');
    await giveBack(WITHHELD_SECONDS);
    return 'withheld';
  }
  const { contentDigest } = permit.permit;
  const leave = leaveOf(ready, contentDigest);
  if (ready.revoked || ready.stopped || leave !== 'go') {
    await giveBack(WAIT_SECONDS);
    return leave === 'wait' ? 'waits' : 'stopped';
  }
  const sendUntil = sendUntilOf(permit, ready);
  if (compareInstants(clock(), sendUntil) > 0) {
    await store.deliveries.settle(claim, { status: 'failed', reply: TIME_IS_UP });
    return 'failed';
  }
  const item = permit.items.get(claim.messageId)!;
  const answer = await connection.send({
    from: item.envelopeFrom,
    to: claim.recipient,
    parts: outgoingParts(ready, claim.messageId, deps.name),
    dsn: ready.dsn,
    openData: () => store.deliveries.openData(claim, contentDigest, deps.leaseSeconds),
  });
  return record(claim, answer, sendUntil, deps);
}

function leaveOf(
  { mailingStatus, approvedDigest, toolActive }: Ready,
  contentDigest: string,
): Leave {
  if (mailingStatus === null) return toolActive ? 'go' : 'wait';
  return mayLeave(mailingStatus, approvedDigest ?? undefined, contentDigest);
}

/**
 * Time in which everything was stopped is not the department's fault, so its mail is not given up for it. What two people
 * send again has its time from their decision on.
 */
function sendUntilOf({ permit }: TakenPermit, { takenUpAt, againAt, standstills }: Ready): string {
  const until = deadlineAfter(standstills, takenUpAt.toISOString(), permit.sendUntil);
  if (!againAt) return until;
  const from = againAt.toISOString();
  return laterOf(until, deadlineAfter(standstills, from, addSeconds(from, SEND_HOURS * 3600)));
}

const TIME_IS_UP = 'Na 72 uur niet gelukt / Gave up after 72 hours';

/** @throws Error that names what differs from what the permit binds */
function assertCovered({ items }: TakenPermit, claim: Claim, ready: Ready): void {
  const item: PermitItem | undefined = items.get(claim.messageId);
  if (!item) throw new Error('The permit does not bind this message');
  if (!item.recipients.includes(claim.recipient))
    throw new Error('Not a recipient of this message');
  if (sha256(ready.raw) !== item.digest)
    throw new Error('The bytes are not those that were approved');
}

async function record(
  claim: Claim,
  answer: PeerAnswer,
  sendUntil: string,
  { store, clock, logger, metrics }: RelayDeps,
): Promise<Served> {
  const now = clock();
  if (answer.stopped) {
    // The peer got no final dot, so it has nothing; whatever stopped us is looked at again at the next turn.
    await store.deliveries.giveBack([claim], addSeconds(now, WAIT_SECONDS));
    return 'stopped';
  }
  const outcome = outcomeOf(answer.attempt);
  const settlement = settlementOf(outcome, answer.reply, claim.attempts, now, sendUntil);
  const ours = await persistently(() => store.deliveries.settle(claim, settlement));
  metrics.deliveries.inc({ outcome });
  const { stage, replyCode } = answer.attempt;
  const facts = { messageId: claim.messageId, outcome, stage, replyCode, attempt: claim.attempts };
  if (!ours) logger.warn(facts, 'the claim was lost before its end was recorded');
  else if (outcome === 'accepted') logger.debug(facts, 'left');
  else logger.info(facts, 'not accepted');
  const away = outcome === 'try-again' && (stage === 'connect' || stage === 'login');
  return away ? 'peer-away' : outcome;
}

const KEEP_TRYING_MS = 60_000;
const LONGEST_PAUSE_MS = 2_000;

/** What the peer answered is worth some patience: a database that is away for a moment may not turn it into a doubt. */
async function persistently<T>(work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + KEEP_TRYING_MS;
  for (let pause = 50; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(pause);
    }
  }
}

function settlementOf(
  outcome: AttemptOutcome,
  reply: string,
  attempts: number,
  now: string,
  sendUntil: string,
): Settlement {
  if (outcome !== 'try-again') return { status: outcome, reply };
  const nextAt = nextAttemptAt(attempts, now, sendUntil);
  return nextAt ? { status: 'held', reply, nextAt } : { status: 'failed', reply };
}
