import type { Role } from '../../src/domain/actor.ts';
import type { SampleWorld } from './sample-world.ts';

/** An address with which a page can be looked at, and in whose eyes. */
export interface PageSample {
  readonly name: string;
  readonly as: Role;
  readonly address: (world: SampleWorld) => string;
}

/** By path in the table of pages: every page has at least one, and one more for every state that looks different. */
export const PAGE_SAMPLES: Readonly<Record<string, readonly PageSample[]>> = {
  '/': [{ name: 'start', as: 'administrator', address: () => '/' }],
  '/mailings': [
    { name: 'mailings-lead', as: 'kcc-lead', address: () => '/mailings' },
    { name: 'mailings-empty', as: 'guest', address: () => '/mailings' },
  ],
  '/mailings/:mailingId': [
    {
      name: 'mailing-held',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.held}`,
    },
    {
      name: 'mailing-releasing',
      as: 'kcc-lead',
      address: ({ mailings }) => `/mailings/${mailings.releasing}`,
    },
  ],
};
