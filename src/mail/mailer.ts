import { createHash } from 'node:crypto';
import type { MailIntroductions } from '../domain/mail-introduction.ts';
import { batchPaused, type BatchPausedMail } from './batch-paused.ts';
import { briefing, type BriefingMail } from './briefing.ts';
import { type CalendarInvitation, calendarInvitation } from './calendar-invitation.ts';
import { changesRequested, type LeadDecisionMail } from './changes-requested.ts';
import { confirmationAsked, type ConfirmationAskedMail } from './confirmation-asked.ts';
import type { Addressed, House, MailContent, Municipality, Recipient } from './content.ts';
import { dispatchReport, type DispatchReportMail } from './dispatch-report.ts';
import { type WavePicture, wavePictures } from './wave-picture.ts';
import { emergencyRequested, type EmergencyRequestedMail } from './emergency-requested.ts';
import { signOffVoided, type SignOffVoidedMail } from './sign-off-voided.ts';
import { emergencyAlarm, type EmergencyAlarmMail } from './emergency-alarm.ts';
import { escalation, type EscalationMail } from './escalation.ts';
import { evaluationReady, type EvaluationReadyMail } from './evaluation-ready.ts';
import { invitation, type InvitationMail } from './invitation.ts';
import { invitationCancelled, type InvitationCancelledMail } from './invitation-cancelled.ts';
import type { Links } from './links.ts';
import { mailErrorOf } from './mail-error.ts';
import { mailHtml } from './mail-html.tsx';
import { mailText } from './mail-text.ts';
import { refused } from './refused.ts';
import { auditAnchor, type AuditAnchorMail } from './audit-anchor.ts';
import { deliveryReport, type DeliveryReportMail } from './delivery-report.ts';
import { gateStopped, type GateStopMail } from './gate-stop.ts';
import { remarks, type RemarksMail } from './remarks.ts';
import { reminder, type ReminderMail } from './reminder.ts';
import { openCall, type OpenCallMail } from './open-call.ts';
import { oneLine, plainAddress } from './safe-text.ts';
import { signedOff, type SignedOffMail } from './signed-off.ts';
import { signOffRequested, type SignOffRequestedMail } from './sign-off-requested.ts';
import { shiftCancelled, type ShiftCancelledMail } from './shift-cancelled.ts';
import { stakeholderTold, type StakeholderToldMail } from './stakeholder-told.ts';
import { createMailTransport } from './transport.ts';
import { unannouncedMailing, type UnannouncedMailingMail } from './unannounced-mailing.ts';
import { withdrawn, type WithdrawnMail } from './withdrawn.ts';

export interface MailerOptions {
  /** `smtp://user:password@host:587`. */
  readonly smtpUrl: string;
  /** `kcc@example.nl` or `KCC <kcc@example.nl>`: the sender, also the organizer of invitations. */
  readonly from: string;
  /** A mailbox that people read; left out: none. */
  readonly replyTo?: string;
  readonly links: Links;
  readonly municipality: Municipality;
  /** Address of the page of a mailing; left out while there is no such page. */
  readonly mailingPage?: (mailingId: string) => string;
  /** Address of a page of ours, from its path; left out while there are none. */
  readonly pageAt?: (path: string) => string;
  /** What was set in place of the standard introductions, asked for each mail; left out: nothing. */
  readonly introductions?: () => Promise<MailIntroductions>;
}

const ANSWER_BY_MAIL = {
  nl: 'Antwoord met de knop in de mail.',
  en: 'Answer with the button in the mail.',
};

/** What the mail server took over. */
export interface MailReceipt {
  /** The same for every try of the same mail. */
  readonly messageId: string;
}

export type Mailer = ReturnType<typeof createMailer>;

/**
 * Sends every kind of mail that Sluis sends, each to one recipient. All functions throw MailRetryable when trying
 * again later makes sense, and MailPermanent when it does not.
 */
export function createMailer(options: MailerOptions) {
  const { links, municipality, introductions } = options;
  const transport = createMailTransport(options.smtpUrl);
  const from = senderOf(options.from, municipality.name);
  const organizer = { name: from.name, email: from.address };
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const house: House = {
    municipality,
    ...(options.mailingPage ? { mailingPage: options.mailingPage } : {}),
    ...(options.pageAt ? { pageAt: options.pageAt } : {}),
  };

  async function send(
    mail: Addressed,
    content: MailContent,
    event?: CalendarInvitation,
  ): Promise<MailReceipt> {
    try {
      const address = plainAddress(mail.to.email);
      const messageId = messageIdOf(mail.key, address, domain);
      const pictures = content.wave && (await wavePictures(content.wave, municipality.timeZone));
      await transport.sendMail({
        from,
        to: { name: oneLine(mail.to.name), address },
        ...(options.replyTo ? { replyTo: plainAddress(options.replyTo) } : {}),
        subject: oneLine(content.subject.nl),
        messageId,
        date: new Date(mail.at),
        text: mailText(content, mail.to, house),
        html: mailHtml(content, mail.to, house, pictures),
        ...(pictures ? { attachments: Object.values(pictures).map(attached) } : {}),
        ...(content.urgent ? { priority: 'high' as const } : {}),
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'OOF, AutoReply',
          'Content-Language': 'nl, en',
        },
        ...(event
          ? {
              icalEvent: {
                method: event.method,
                filename: 'invite.ics',
                content: calendarInvitation(event),
              },
            }
          : {}),
      });
      return { messageId };
    } catch (error) {
      throw mailErrorOf(error);
    }
  }

  /** The house with the introductions of this moment. */
  async function houseNow(): Promise<House> {
    try {
      return { ...house, ...(introductions && { introductions: await introductions() }) };
    } catch (error) {
      throw mailErrorOf(error);
    }
  }

  /** A mail of which the content follows from what is told of it. */
  const plain =
    <Mail extends Addressed>(template: (mail: Mail, house: House) => MailContent) =>
    async (mail: Mail) =>
      send(mail, template(mail, await houseNow()));

  const appointment = (
    mail: InvitationMail | InvitationCancelledMail,
    content: MailContent,
    to: Recipient,
  ) => ({
    uid: `assignment-${mail.assignmentId}@${domain}`,
    stamp: mail.at,
    startsAt: mail.startsAt,
    endsAt: mail.endsAt,
    summary: `KCC: ${mail.title}`,
    location: mail.location,
    // Colleagues may read each other's calendars; the links that answer stay in the mail.
    description: mailText(
      { ...content, actions: [], closing: content.actions.length > 0 ? [ANSWER_BY_MAIL] : [] },
      to,
      house,
    ),
    organizer,
    attendee: to,
  });

  return {
    async invitation(mail: InvitationMail): Promise<MailReceipt> {
      const page = await links.sign('invitation', mail.assignmentId, mail.startsAt);
      const content = invitation(mail, await houseNow(), page);
      return send(mail, content, {
        ...appointment(mail, content, mail.to),
        method: 'REQUEST',
        sequence: mail.sequence,
      });
    },
    async invitationCancelled(mail: InvitationCancelledMail): Promise<MailReceipt> {
      const content = invitationCancelled(mail, house);
      return send(mail, content, {
        ...appointment(mail, content, mail.to),
        method: 'CANCEL',
        sequence: mail.sequence + 1,
      });
    },
    async stakeholderTold(mail: StakeholderToldMail): Promise<MailReceipt> {
      const page = await links.sign('stakeholder', mail.stakeholderId, mail.confirmBefore);
      return send(mail, stakeholderTold(mail, await houseNow(), page));
    },
    signOffRequested: plain<SignOffRequestedMail>(signOffRequested),
    reminder: plain<ReminderMail>(reminder),
    escalation: plain<EscalationMail>(escalation),
    changesRequested: plain<LeadDecisionMail>(changesRequested),
    signOffVoided: plain<SignOffVoidedMail>(signOffVoided),
    refused: plain<LeadDecisionMail>(refused),
    signedOff: plain<SignedOffMail>(signedOff),
    withdrawn: plain<WithdrawnMail>(withdrawn),
    emergencyRequested: plain<EmergencyRequestedMail>(emergencyRequested),
    emergencyAlarm: plain<EmergencyAlarmMail>(emergencyAlarm),
    briefing: plain<BriefingMail>(briefing),
    batchPaused: plain<BatchPausedMail>(batchPaused),
    confirmationAsked: plain<ConfirmationAskedMail>(confirmationAsked),
    dispatchReport: plain<DispatchReportMail>(dispatchReport),
    evaluationReady: plain<EvaluationReadyMail>(evaluationReady),
    gateStopped: plain<GateStopMail>(gateStopped),
    auditAnchor: plain<AuditAnchorMail>(auditAnchor),
    deliveryReport: plain<DeliveryReportMail>(deliveryReport),
    unannouncedMailing: plain<UnannouncedMailingMail>(unannouncedMailing),
    remarks: plain<RemarksMail>(remarks),
    shiftCancelled: plain<ShiftCancelledMail>(shiftCancelled),
    openCall: plain<OpenCallMail>(openCall),
    /** Whether the mail server can be reached; throws like the others when not. */
    async check(): Promise<void> {
      await transport.verify().catch((error: unknown) => {
        throw mailErrorOf(error);
      });
    },
    /** Ends the connections; mails under way are finished. */
    close: () => transport.close(),
  };
}

/** The name and address of `from`; without a name it is the municipality's. */
function senderOf(from: string, otherwise: string): { name: string; address: string } {
  const [, name = '', address = from] = /^(.+?)\s*<([^<>]+)>$/.exec(from.trim()) ?? [];
  return { name: oneLine(name.replaceAll('"', '') || otherwise), address: plainAddress(address) };
}

function attached({ cid, png }: WavePicture) {
  const filename = `${cid.split('@')[0]}.png`;
  return { cid, filename, content: png, contentType: 'image/png' };
}

function messageIdOf(key: string, address: string, domain: string): string {
  const digest = createHash('sha256').update(`${key}\n${address.toLowerCase()}`).digest('hex');
  return `<${digest.slice(0, 40)}@${domain}>`;
}
