import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { Operation } from '../domain/access.ts';
import type { Instant } from '../domain/instant.ts';
import type { Language, Text } from '../domain/text.ts';
import type { LinkPurpose, PageDeps } from './deps.ts';

/** A request to a page behind a mailed link that was found to be good. */
export interface PageCall {
  /** Of the assignment or stakeholder that the link was made for. */
  readonly subjectId: string;
  readonly now: Instant;
  readonly language: Language;
  readonly query: URLSearchParams;
  /** Unique for this request; names the Update. */
  readonly updateId: string;
}

/** What a page shows. */
export interface PageView {
  readonly status: 200 | 404 | 409;
  readonly title: Text;
  readonly body: ReactNode;
}

/** After a POST: look again, which shows what has become of it; or a view of why not. */
export type PostResult = 'done' | PageView;

interface PageBase {
  readonly path: `/${string}/:token`;
  /** What the link lets its holder do; the link is what lets them in, and not a role. */
  readonly operation: Operation;
  readonly link: LinkPurpose;
  /** What to say when the link is past its time. */
  readonly expired: Text;
  /** Changes nothing: mail scanners and previews open links too. */
  readonly get: (call: PageCall, deps: PageDeps) => Promise<PageView>;
}

/** One page behind a mailed link: what it is, its form, and its two functions. */
export interface PageDefinition<Form> extends PageBase {
  readonly form: z.ZodType<Form>;
  readonly post: (form: Form, call: PageCall, deps: PageDeps) => Promise<PostResult>;
}

/** A page of the table, whatever its form. */
export interface LinkPage extends PageBase {
  readonly submit: (
    input: unknown,
    call: PageCall,
    deps: PageDeps,
  ) => Promise<PostResult | 'not-understood'>;
}

/** The page as the table has it: its POST takes anything, and does nothing unless it fits the form. */
export function definePage<Form>({ form, post, ...base }: PageDefinition<Form>): LinkPage {
  return {
    ...base,
    submit: async (input, call, deps) => {
      const parsed = form.safeParse(input);
      return parsed.success ? post(parsed.data, call, deps) : 'not-understood';
    },
  };
}
