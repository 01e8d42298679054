import type { MailingChange } from '../store/mailing-record.ts';
import type { ActivityDeps } from './deps.ts';

/** The one way in which a mailing's workflow writes. */
export function mailingActivities({ store }: Pick<ActivityDeps, 'store'>) {
  return {
    /** Writes row and audit lines in one transaction; the same change again is answered as the first time. */
    recordMailing(change: Omit<MailingChange, 'origin'>): Promise<{ readonly rowVersion: number }> {
      // People and machines come in through the API; the rest the worker does by itself.
      const origin = change.actor.role === 'system' ? 'worker' : 'api';
      return store.mailings.record({ ...change, origin });
    },
  };
}
