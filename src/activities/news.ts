import { addAudiences, channelsOf } from '../domain/audience.ts';
import { nextBatch } from '../domain/mailing-decide-release.ts';
import type { MailingNews } from '../domain/mailing-news.ts';
import { isApproved, type Mailing, type ReleasedBatch } from '../domain/mailing.ts';
import type { Recipient } from '../mail/content.ts';
import type { JourneyPolicy } from '../workflows/contract.ts';
import { departmentOf, leadsOf, nameOf, unmetTexts } from './about-mailing.ts';
import { type ActivityDeps, submittedMailing } from './deps.ts';
import { toEach } from './recipients.ts';

/** Something that happened to a mailing. */
export interface NewsOfMailing {
  readonly mailingId: string;
  readonly event: MailingNews;
  readonly policy: JourneyPolicy;
}

/** Mails about what happens. */
export function newsActivities(deps: Pick<ActivityDeps, 'store' | 'mailer'>) {
  const { store, mailer } = deps;

  /** Sends to `recipients` with what every mail about this event has. */
  async function tell<Mail extends object>(
    { mailingId, event }: NewsOfMailing,
    title: string,
    recipients: readonly Recipient[],
    send: (mail: Mail & ReturnType<typeof about>) => Promise<unknown>,
    mail: Mail,
  ): Promise<void> {
    await toEach(recipients, (to) => send({ ...mail, ...about(mailingId, event, title, to) }));
  }

  return {
    /** Tells those whom it concerns; whom that is, hangs on what happened. */
    async tellNews(news: NewsOfMailing): Promise<void> {
      const { event, mailingId, policy } = news;
      const record = await submittedMailing(deps, mailingId);
      const { details, mailing, departmentId } = record;
      const { title, preferred, legalLatest } = details;
      const department = await departmentOf(deps, departmentId);
      const unmet = unmetTexts(record, policy, event.at);
      switch (event.type) {
        case 'held': {
          const dates = { preferred, ...(legalLatest !== undefined && { legalLatest }) };
          const { audience } = details;
          const mail = { departmentName: department.name, audience, ...dates, unmet };
          return tell(news, title, await leadsOf(deps), mailer.signOffRequested, mail);
        }
        case 'changes-requested':
        case 'refused': {
          const mail = { leadName: await nameOf(deps, event.by), reason: event.reason };
          const send = event.type === 'refused' ? mailer.refused : mailer.changesRequested;
          return tell(news, title, [department], send, mail);
        }
        case 'signed-off': {
          const by = event.approval.type === 'sign-off' ? event.approval.by : '';
          const mail = { leadName: await nameOf(deps, by), batches: batchesOf(mailing) };
          return tell(news, title, [department], mailer.signedOff, mail);
        }
        case 'sign-off-voided': {
          const { because } = event;
          const recipients = [...(await leadsOf(deps)), department];
          return tell(news, title, recipients, mailer.signOffVoided, {
            because,
            preferred,
            ...(legalLatest !== undefined && { legalLatest }),
            unmet,
          });
        }
        case 'withdrawn': {
          const released = 'released' in mailing ? mailing.released : [];
          const alreadyLeft = addAudiences(released.map((batch) => batch.audience));
          const stopped = {
            letter: Math.max(0, details.audience.letter - alreadyLeft.letter),
            email: Math.max(0, details.audience.email - alreadyLeft.email),
            portal: Math.max(0, details.audience.portal - alreadyLeft.portal),
          };
          const told = (await store.stakeholders.forMailing(mailingId)).filter((one) => one.toldAt);
          const recipients = [department, ...(await leadsOf(deps)), ...told];
          const byName = await nameOf(deps, event.by);
          const mail = { byName, reason: event.reason, alreadyLeft, stopped };
          return tell(news, title, recipients, mailer.withdrawn, mail);
        }
        case 'emergency-requested': {
          const { by, reason } = event.request;
          const others = (await leadsOf(deps)).filter(({ id }) => id !== by);
          const mail = { byName: await nameOf(deps, by), reason, audience: details.audience };
          return tell(news, title, others, mailer.emergencyRequested, mail);
        }
        case 'emergency-released': {
          if (event.approval.type !== 'emergency') return;
          const [first, second] = event.approval.by;
          const byNames = [await nameOf(deps, first), await nameOf(deps, second)] as const;
          const audience = addAudiences(event.plan.batches.map((batch) => batch.audience));
          const { reason } = event.approval;
          const auditors = await store.people.list({ role: 'auditor' });
          const recipients = [...(await leadsOf(deps)), ...auditors];
          const mail = { releasedAt: event.at, byNames, reason, audience, unmet };
          return tell(news, title, recipients, mailer.emergencyAlarm, mail);
        }
        case 'batches-paused': {
          const next = isApproved(mailing) ? nextBatch(mailing) : undefined;
          if (!next) return;
          const mail = { reason: event.reason, next };
          return tell(news, title, await leadsOf(deps), mailer.batchPaused, mail);
        }
        case 'dispatch-confirmed': {
          const released = 'released' in mailing ? mailing.released : [];
          const batch = released.find(({ number }) => number === event.batch);
          if (!batch || !isReported(batch)) return;
          const of = Math.max(batch.number, ...batchesOf(mailing).map(({ number }) => number));
          const mail = { batch: batch.number, of, reports: batch.reports };
          const recipients = [department, ...(await leadsOf(deps))];
          return tell(news, title, recipients, mailer.dispatchReport, mail);
        }
        case 'evaluated': {
          const made = await store.evaluations.find(event.evaluationId);
          if (!made) return;
          const recipients = [...(await leadsOf(deps)), department];
          const { evaluation } = made;
          return tell(news, title, recipients, mailer.evaluationReady, { evaluation });
        }
      }
    },
  };
}

function about(mailingId: string, event: MailingNews, title: string, to: Recipient) {
  return { key: `${mailingId}:${event.type}:${event.at}`, to, at: event.at, mailingId, title };
}

const batchesOf = (mailing: Mailing) =>
  ('preparation' in mailing && mailing.preparation.dispatchPlan?.batches) || [];

const isReported = ({ audience, reports }: ReleasedBatch) =>
  channelsOf(audience).every((channel) => reports[channel]);
