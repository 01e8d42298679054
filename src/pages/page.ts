import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { Role } from '../domain/actor.ts';
import type { Operation, Principal } from '../domain/access.ts';
import type { Instant } from '../domain/instant.ts';
import type { Language, Text } from '../domain/text.ts';
import type { Call } from '../http/endpoint.ts';
import type { Person } from '../store/person.ts';
import type { Ask } from './ask.ts';
import type { AppDeps, LinkPurpose, PageDeps } from './deps.ts';
import type { FormState } from './form-state.ts';

/** What a page shows. */
export interface View {
  /** 200 when left out. */
  readonly status?: 200 | 400 | 404 | 409;
  readonly title: Text;
  /** The pages above this one, from the start page on. */
  readonly breadcrumbs?: readonly { readonly text: Text | string; readonly href: string }[];
  /** Uses the whole width, for boards and tables. */
  readonly wide?: boolean;
  readonly body: ReactNode;
}

/** A file instead of a page. */
export interface FileAnswer {
  readonly file: {
    readonly mediaType: string;
    readonly name: string;
    readonly bytes: Buffer | string;
    /** Shown by the browser instead of saved. */
    readonly inline?: boolean;
  };
}

/** Elsewhere, with something that is told there once. */
export interface GoTo {
  /** An address of ours: `/mailings/…`. */
  readonly to: string;
  readonly flash?: Text;
}

/** A request by somebody who is logged in and whose role allows the page's operation. */
export interface PageCall {
  readonly person: Person;
  readonly principal: Principal;
  readonly language: Language;
  readonly now: Instant;
  /** From the path: `:mailingId`. */
  readonly params: Readonly<Record<string, string>>;
  /** The part of the path with this name, which is an id. @throws Problem 404 when it is none */
  readonly id: (name: string) => string;
  readonly query: URLSearchParams;
  /** What was typed and what is wrong with it, when the form could not be taken; empty otherwise. */
  readonly form: FormState;
  /** The version that the form was about, from `<Form version>`. */
  readonly version?: number;
  /** The same when a form is sent twice; names the Update. */
  readonly updateId: string;
  /** What `updateId` is when this person sends a `<Form once>`. */
  readonly updateIdOf: (once: string) => string;
  /** Asks an endpoint of the API, with its access, its schemas and its rules. */
  readonly ask: Ask;
  /** For functions of the API that take a Call. @throws Problem 403 */
  readonly as: (operation: Operation) => Call;
  /** Every page of the table for people who are logged in. */
  readonly pages: readonly Page[];
  /** Whether the person's roles ever allow `operation`: for what to show, never for what to do. */
  readonly may: (operation: Operation) => boolean;
}

interface PageBase {
  /** As people read it: Dutch, with the names of Express: `/mailings/:mailingId`. */
  readonly path: `/${string}`;
  readonly operation: Operation;
  /** Asks to log in anew when that was over five minutes ago. */
  readonly fresh?: true;
  /** Puts it in the menu of everyone who may see it. */
  readonly menu?: Text;
  /** Under which heading its line stands when the menu gets long. */
  readonly menuGroup?: MenuGroup;
  /** Whose first page it is. */
  readonly startFor?: readonly Role[];
  /** Scripts that it gets better with; it works without them. */
  readonly scripts?: readonly ScriptName[];
  readonly get: (call: PageCall, deps: AppDeps) => Promise<View | FileAnswer | GoTo>;
}

export type MenuGroup = 'mailings' | 'shifts' | 'records' | 'settings';

export type ScriptName = 'htmx' | 'search' | 'live';

/** One page for people who are logged in: what it is, its form, and its two functions. */
export interface PageDefinition<Form> extends PageBase {
  /** The form's shape; the rules are the API's. */
  readonly form?: z.ZodType<Form>;
  /**
   * Does what the form asks and says where to go. A Problem that is the user's to mend is shown above the form of `get`, with
   * what was typed.
   */
  readonly post?: (form: Form, call: PageCall, deps: AppDeps) => Promise<GoTo | View | FileAnswer>;
}

/** A page of the table, whatever its form. */
export interface Page extends PageBase {
  readonly kind: 'page';
  readonly form?: z.ZodType;
  readonly post?: (form: never, call: PageCall, deps: AppDeps) => Promise<GoTo | View | FileAnswer>;
}

/** The page as the table has it. */
export function definePage<Form>(definition: PageDefinition<Form>): Page {
  return { ...definition, kind: 'page' } as Page;
}

/** A request to a page behind a mailed link that was found to be good. */
export interface LinkCall {
  /** Of the assignment or stakeholder that the link was made for. */
  readonly subjectId: string;
  readonly now: Instant;
  readonly language: Language;
  readonly query: URLSearchParams;
  /** Unique for this request; names the Update. */
  readonly updateId: string;
}

/** After a POST: look again, which shows what has become of it; or a view of why not. */
export type LinkResult = 'done' | View;

interface LinkBase {
  readonly path: `/${string}/:token`;
  /** What the link lets its holder do; the link is what lets them in, and not a role. */
  readonly operation: Operation;
  readonly link: LinkPurpose;
  /** What to say when the link is past its time. */
  readonly expired: Text;
  /** Changes nothing: mail scanners and previews open links too. */
  readonly get: (call: LinkCall, deps: PageDeps) => Promise<View>;
}

/** One page behind a mailed link: what it is, its form, and its two functions. */
export interface LinkPageDefinition<Form> extends LinkBase {
  readonly form: z.ZodType<Form>;
  readonly post: (form: Form, call: LinkCall, deps: PageDeps) => Promise<LinkResult>;
}

/** A page of the table behind a link, whatever its form. */
export interface LinkPage extends LinkBase {
  readonly kind: 'link';
  readonly submit: (
    input: unknown,
    call: LinkCall,
    deps: PageDeps,
  ) => Promise<LinkResult | 'not-understood'>;
}

/** The page as the table has it: its POST takes anything, and does nothing unless it fits the form. */
export function defineLinkPage<Form>({ form, post, ...base }: LinkPageDefinition<Form>): LinkPage {
  return {
    ...base,
    kind: 'link',
    submit: async (input, call, deps) => {
      const parsed = form.safeParse(input);
      return parsed.success ? post(parsed.data, call, deps) : 'not-understood';
    },
  };
}
