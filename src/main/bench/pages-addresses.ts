import type { Page } from '../../pages/page.ts';
import type { Stage } from './pages-mailings.ts';

/** What stands for the parts of a path; of mailings each time another. */
export interface Examples {
  readonly mailing: (stage: Stage, n: number) => string;
  /** By name in the path, with the colon. */
  readonly others: Readonly<Record<string, string>>;
}

/** The stage of mailing that a page is about, by the end of its path; the first that fits. */
const STAGES: readonly (readonly [RegExp, Stage])[] = [
  [/\/aanmelden\//, 'draft'],
  [/\/(evaluatie|bewijs)$/, 'evaluated'],
  [/\/(bevestigen|pauzeren|verdergaan|intrekken|briefings)$/, 'releasing'],
  [/\/belgolf-afsluiten$/, 'dispatched'],
];
/** Pages that show something else for another question, and the stages of a mailing's own page. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  '/mailings': ['', '?page=150', '?status=evaluated&page=40'],
  '/zoeken': ['?q=waarde', '?q=betaaln+in+termijnen', '?q=zwembad'],
  '/logboek': ['', '?page=2000', '?objectType=mailing'],
};
const OWN_PAGE: readonly Stage[] = ['held', 'releasing', 'dispatched', 'evaluated'];

/** One way to ask for a page: what it is called in the table, and its address the n-th time. */
export interface Visit {
  readonly name: string;
  readonly address: (n: number) => string;
}

/**
 * The ways to ask for `page`, about a mailing that is `otherwise` when the page is about no stage in particular. A
 * part for which nothing stands stays as it is, and no page is found there.
 */
export function visitsOf({ path }: Page, examples: Examples, otherwise: Stage = 'held'): Visit[] {
  if (path === '/mailings/:mailingId') {
    return OWN_PAGE.map((stage) => ({
      name: `${path} (${stage})`,
      address: (n) => path.replace(':mailingId', examples.mailing(stage, n)),
    }));
  }
  const stage = STAGES.find(([end]) => end.test(path))?.[1] ?? otherwise;
  const filled = (n: number) =>
    path.replaceAll(/:\w+/g, (part) =>
      part === ':mailingId' ? examples.mailing(stage, n) : (examples.others[part] ?? part),
    );
  return (QUERIES[path] ?? ['']).map((query) => ({
    name: `${path}${query}`,
    address: (n) => `${filled(n)}${query}`,
  }));
}
