import type { GateStop } from '../domain/gate-stop.ts';
import type { Instant } from '../domain/instant.ts';
import type { StopNews } from '../store/gate-stop.ts';
import { leadsOf, nameOf } from './about-mailing.ts';
import type { ActivityDeps } from './deps.ts';
import { isNamed } from './failure.ts';

/**
 * Tells every KCC lead and auditor that everything was stopped, that one wants to go on, or that it goes on. For the
 * sweeper: it is told until it was told, and a mail that was sent before is the same mail again. An address that never
 * works holds nobody else up.
 */
export async function alertGateStops(
  deps: Pick<ActivityDeps, 'store' | 'mailer'>,
): Promise<number> {
  const { store, mailer } = deps;
  const untold = await store.gateStop.untold();
  for (const { stop, news } of untold) {
    const { request, resumed } = stop;
    const at = momentOf(stop, news);
    const names = {
      byName: await nameOf(deps, stop.by),
      ...(request && { askedByName: await nameOf(deps, request.by) }),
      ...(resumed && { resumedByName: await nameOf(deps, resumed.by) }),
    };
    const auditors = await store.people.list({ role: 'auditor' });
    for (const to of [...(await leadsOf(deps)), ...auditors]) {
      const mail = { key: `gate:${stop.id}:${news}:${at}`, to, at, news, stop, ...names };
      await mailer.gateStopped(mail).catch((error: unknown) => {
        if (!isNamed(error, 'MailPermanent')) throw error;
      });
    }
    await store.gateStop.markTold(stop.id, news);
  }
  return untold.length;
}

function momentOf({ at, request, resumed }: GateStop, news: StopNews): Instant {
  if (news === 'resumed') return resumed?.at ?? at;
  return news === 'asked' ? (request?.at ?? at) : at;
}
