import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** So many things are kept at most; the oldest go first. A demonstration has a handful of visitors. */
const MOST = 5_000;

/**
 * What the embedded identity provider remembers, in the memory of this process: logins under way and people who are logged
 * in. Gone at the end of the process, which is all that a demonstration needs.
 * @returns what oidc-provider asks of a store, for each kind of thing
 */
export function providerMemory(clock: () => number = Date.now): (kind: string) => Adapter {
  const kept = new Map<string, Kept>();
  const find = (key: string) => {
    const found = kept.get(key);
    if (!found || found.until > clock()) return found?.payload;
    kept.delete(key);
    return undefined;
  };
  const firstWith = (kind: string, fits: (payload: AdapterPayload) => boolean) => {
    const key = [...kept.keys()].find((one) => {
      const payload = one.startsWith(`${kind}:`) ? find(one) : undefined;
      return payload !== undefined && fits(payload);
    });
    return key === undefined ? undefined : find(key);
  };
  return (kind) => ({
    upsert: async (id, payload, expiresIn) => {
      const until = expiresIn ? clock() + expiresIn * 1000 : Number.POSITIVE_INFINITY;
      kept.delete(`${kind}:${id}`);
      kept.set(`${kind}:${id}`, { payload, until });
      const [oldest] = kept.size > MOST ? kept.keys() : [];
      if (oldest !== undefined) kept.delete(oldest);
    },
    find: async (id) => find(`${kind}:${id}`),
    findByUid: async (uid) => firstWith(kind, (payload) => payload.uid === uid),
    findByUserCode: async (userCode) => firstWith(kind, (payload) => payload.userCode === userCode),
    consume: async (id) => {
      const payload = find(`${kind}:${id}`);
      if (payload) payload.consumed = Math.floor(clock() / 1000);
    },
    destroy: async (id) => void kept.delete(`${kind}:${id}`),
    revokeByGrantId: async (grantId) => {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
    },
  });
}
