import type { MailingEvent, MailingEventType } from './mailing-events.ts';

/** What somebody gets a mail about; everything else can be seen on the mailing's page. */
export const NEWS_TYPES = [
  'held',
  'changes-requested',
  'signed-off',
  'sign-off-voided',
  'refused',
  'withdrawn',
  'emergency-requested',
  'emergency-released',
  'batches-paused',
  'dispatch-confirmed',
  'evaluated',
] as const satisfies readonly MailingEventType[];

export type MailingNews = Extract<MailingEvent, { type: (typeof NEWS_TYPES)[number] }>;

/** Whether somebody gets a mail about `event`. */
export function isNews(event: MailingEvent): event is MailingNews {
  return (NEWS_TYPES as readonly MailingEventType[]).includes(event.type);
}
