import { condition } from '@temporalio/workflow';
import type { MailingEvent } from '../domain/mailing-events.ts';
import { isNews } from '../domain/mailing-news.ts';
import { post } from './activities.ts';
import type { MailingRoom } from './mailing-room.ts';

/** Mails what happens to those whom it concerns, each by itself: an alarm never waits behind a slow mail server. */
export function tellNews(room: MailingRoom): { finished(): Promise<void> } {
  const { mailing, news, policy } = room;
  const started = new Set<MailingEvent>();
  const tell = async (event: MailingEvent) => {
    if (isNews(event)) {
      await room.letterbox.delivered(event.type, () =>
        post.tellNews({ mailingId: mailing.id, event, policy }),
      );
    }
    news.splice(news.indexOf(event), 1);
    started.delete(event);
  };
  const listen = async () => {
    for (;;) {
      await condition(() => news.some((event) => !started.has(event)));
      for (const event of news.filter((one) => !started.has(one))) {
        started.add(event);
        void tell(event).catch(ended);
      }
    }
  };
  void listen().catch(ended);
  return { finished: () => condition(() => news.length === 0) };
}

// The whole workflow was cancelled; that is reported where the journey itself waits.
const ended = () => undefined;
