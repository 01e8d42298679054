import type { Instant } from '../domain/instant.ts';
import { type Permit, permitFaults, type PermitItem } from '../domain/permit.ts';
import type { Store } from '../store/client.ts';
import type { GivenPermit } from '../store/permit.ts';
import { sha256, sha256Bytes } from './hash.ts';
import type { createPermitVerifier } from './permit-verifier.ts';

/** A permit that this process has checked itself, with what it binds. */
export interface TakenPermit {
  readonly permit: Permit;
  readonly items: ReadonlyMap<string, PermitItem>;
}

type Verify = ReturnType<typeof createPermitVerifier>;
type PermitReads = {
  readonly permits: Pick<Store['permits'], 'find'>;
  readonly heldMessages: Pick<Store['heldMessages'], 'itemsUnder' | 'bytesUnder'>;
};

const PAGE = 100;
const MOST_REMEMBERED = 50;

/**
 * Checks an open permit against the bytes that are stored under it, every one of them.
 * @throws PermitRejected, or Error that names what differs
 */
export async function checkOpenPermit(
  { heldMessages }: Pick<PermitReads, 'heldMessages'>,
  verify: Verify,
  given: GivenPermit,
  now: Instant,
): Promise<TakenPermit> {
  const permit = await verify(given.jws, now);
  const items: PermitItem[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await heldMessages.bytesUnder(given.id, after, PAGE);
    for (const { raw, ...item } of page) items.push({ ...item, digest: sha256(raw) });
    const last = page.at(-1);
    if (!last) break;
    after = last.id;
  }
  const faults = permitFaults(permit, { ...given, items }, sha256Bytes);
  if (faults.length > 0) throw new PermitDiffers(faults.join(', '));
  return taken(permit, items);
}

/** The permit is genuine, but not for what lies behind it: somebody changed something. */
export class PermitDiffers extends Error {
  override name = 'PermitDiffers';
}

/**
 * Remembers the permits that were taken up. One that another process took up is checked here too before anything
 * leaves under it: its signature as of the moment it was used, and that it binds exactly the messages it did.
 */
export function createTakenPermits(store: PermitReads, verify: Verify) {
  const known = new Map<string, Promise<TakenPermit>>();
  const check = async (id: string): Promise<TakenPermit> => {
    const given = await store.permits.find(id);
    if (!given.consumedAt) throw new PermitDiffers('not taken up');
    const permit = await verify(given.jws, given.consumedAt);
    const items = await store.heldMessages.itemsUnder(id);
    const faults = permitFaults(permit, { ...given, items }, sha256Bytes);
    if (faults.length > 0) throw new PermitDiffers(faults.join(', '));
    return taken(permit, items);
  };
  return {
    remember(permit: TakenPermit): void {
      if (known.size >= MOST_REMEMBERED) known.delete(known.keys().next().value ?? '');
      known.set(permit.permit.id, Promise.resolve(permit));
    },
    /** @throws PermitRejected, PermitDiffers */
    async find(id: string): Promise<TakenPermit> {
      const found = known.get(id);
      if (found) return found;
      const checked = await check(id);
      this.remember(checked);
      return checked;
    },
  };
}

function taken(permit: Permit, items: readonly PermitItem[]): TakenPermit {
  return { permit, items: new Map(items.map((item) => [item.id, item])) };
}
