import type { IncomingMessage } from 'node:http';

/** The pattern of the route that answered (`/v1/mailings/:mailingId`), the same for every mailing; `none` when none did. */
export function routeOf(req: IncomingMessage): string {
  const { route } = req as { route?: { path?: unknown } };
  return typeof route?.path === 'string' ? route.path : 'none';
}
