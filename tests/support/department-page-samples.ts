import { CHECK_PATH, MAILING_STEPS } from '../../src/pages/mailing-steps.ts';
import type { PageSample } from './page-samples.ts';
import type { SampleWorld } from './sample-world.ts';

const AS = 'department';
const MAILING = '/mailings/:mailingId';
const of = (name: string, address: (world: SampleWorld) => string): PageSample => ({
  name: `department-${name}`,
  as: AS,
  address,
});

/** The pages with which a department tells of its mailing and changes it. */
export const DEPARTMENT_PAGE_SAMPLES: Readonly<Record<string, readonly PageSample[]>> = {
  '/nieuwe-mailing': [of('new', () => '/nieuwe-mailing')],
  '/mailing-aankondigen': [of('announce', () => '/mailing-aankondigen')],
  ...Object.fromEntries(
    [...MAILING_STEPS.map(({ path }) => path), CHECK_PATH].map((path) => [
      `${MAILING}/aanmelden/${path}`,
      [of(`draft-${path}`, ({ mailings }) => `/mailings/${mailings.draft}/aanmelden/${path}`)],
    ]),
  ),
  [`${MAILING}/weggooien`]: [
    of('discard', ({ mailings }) => `/mailings/${mailings.draft}/weggooien`),
  ],
  [`${MAILING}/wijzigen`]: [
    of('amend', ({ mailings }) => `/mailings/${mailings.letters}/wijzigen`),
  ],
  ...Object.fromEntries(
    MAILING_STEPS.map(({ path }) => [
      `${MAILING}/wijzigen/${path}`,
      [of(`amend-${path}`, ({ mailings }) => `/mailings/${mailings.held}/wijzigen/${path}`)],
    ]),
  ),
  [`${MAILING}/deelverzendingen/:batch/bevestigen`]: [
    of('confirm', ({ mailings }) => `/mailings/${mailings.letters}/deelverzendingen/1/bevestigen`),
  ],
};
