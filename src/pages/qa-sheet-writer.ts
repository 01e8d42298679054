import type { Mailing } from '../domain/mailing.ts';
import type { PageCall } from './page.ts';

/** Whether to show somebody the ways to change a Q&A sheet: its lead always, its department until the sign-off. The domain decides when they use one. */
export function mayWriteNow(call: PageCall, { mailing }: { readonly mailing: Mailing }): boolean {
  if (!call.may('qa-sheet.write')) return false;
  return mailing.status === 'held' || call.may('mailings.sign-off');
}
