import type { Cookies } from '../http/cookies.ts';
import type { Sessions } from '../http/session.ts';
import type { AppDeps } from './deps.ts';
import type { KeptForms } from './kept-forms.ts';
import type { Page, ScriptName } from './page.ts';
import type { Frame } from './render.tsx';

/** The frame of pages for people who are logged in. */
export interface AppFrame extends Frame {
  /** Every page of the table, for the menu. */
  readonly pages: readonly Page[];
  readonly scriptPath: (name: ScriptName) => string;
}

/** What every page for people who are logged in is served with. */
export interface AppParts {
  readonly deps: AppDeps;
  readonly sessions: Sessions;
  readonly keptForms: KeptForms;
  readonly cookies: Cookies;
  readonly frame: AppFrame;
}
