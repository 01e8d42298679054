import express, { type Router } from 'express';
import type { Registry } from 'prom-client';

export interface HealthParts {
  /** What must work for requests to be answered, by name; each rejects, or resolves to false, when it does not. */
  readonly checks: Readonly<Record<string, () => Promise<unknown>>>;
  readonly metrics: Registry;
  /** True from the moment that the program is asked to stop. */
  readonly stopping: () => boolean;
}

/** `/healthz`: the process lives. `/readyz`: it can do its work. `/metrics`: Prometheus. */
export function healthRouter({ checks, metrics, stopping }: HealthParts): Router {
  const router = express.Router({ strict: true });
  router.get('/healthz', (_req, res) => void res.json({ status: 'ok' }));
  router.get('/readyz', async (_req, res) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await holds(check)] as const),
    );
    const ready = !stopping() && results.every(([, ok]) => ok);
    res.status(ready ? 200 : 503);
    if (!ready) res.set('Retry-After', '5');
    res.json({
      status: stopping() ? 'stopping' : ready ? 'ready' : 'not ready',
      checks: Object.fromEntries(results.map(([name, ok]) => [name, ok ? 'ok' : 'failing'])),
    });
  });
  router.get('/metrics', async (_req, res) => {
    res.type(metrics.contentType).send(await metrics.metrics());
  });
  return router;
}

/** Whether the check comes back with good news within five seconds. */
async function holds(check: () => Promise<unknown>): Promise<boolean> {
  const signal = AbortSignal.timeout(5_000);
  const late = new Promise<false>((resolve) => {
    signal.addEventListener('abort', () => resolve(false), { once: true });
  });
  try {
    return (await Promise.race([check(), late])) !== false;
  } catch {
    return false;
  }
}
