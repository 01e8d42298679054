import ical, {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
} from 'ical-generator';
import type { Instant } from '../domain/instant.ts';
import type { Recipient } from './content.ts';
import { bodyText, oneLine, plainAddress } from './safe-text.ts';

/** One appointment as it is asked for or taken back. */
export interface CalendarInvitation {
  readonly method: 'REQUEST' | 'CANCEL';
  /** The same for the request and its cancellation. */
  readonly uid: string;
  readonly sequence: number;
  /** When this version was made. */
  readonly stamp: Instant;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly summary: string;
  readonly location: string;
  readonly description: string;
  readonly organizer: Recipient;
  readonly attendee: Recipient;
}

const LONGEST_DESCRIPTION = 4000;
const ALARM_SECONDS_BEFORE = 3600;

/**
 * `invitation` as an iCalendar object (RFC 5545) for a scheduling message (RFC 5546). Times are in UTC, so that no
 * time zone has to be described.
 * @throws MailPermanent when an address is none
 */
export function calendarInvitation(invitation: CalendarInvitation): string {
  const request = invitation.method === 'REQUEST';
  const calendar = ical({
    prodId: { company: 'Sluis', product: 'Sluis', language: 'NL' },
    method: request ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL,
  });
  calendar.createEvent({
    id: invitation.uid,
    sequence: invitation.sequence,
    stamp: new Date(invitation.stamp),
    start: new Date(invitation.startsAt),
    end: new Date(invitation.endsAt),
    summary: oneLine(invitation.summary),
    location: oneLine(invitation.location),
    description: bodyText(invitation.description).slice(0, LONGEST_DESCRIPTION),
    organizer: party(invitation.organizer),
    attendees: [
      {
        ...party(invitation.attendee),
        rsvp: request,
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.NEEDSACTION,
        type: ICalAttendeeType.INDIVIDUAL,
      },
    ],
    status: request ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    busystatus: request ? ICalEventBusyStatus.BUSY : ICalEventBusyStatus.FREE,
    alarms: request
      ? [
          {
            type: ICalAlarmType.display,
            trigger: ALARM_SECONDS_BEFORE,
            description: oneLine(invitation.summary),
          },
        ]
      : [],
  });
  return calendar.toString();
}

/** A double quote cannot be written in a parameter (RFC 5545, 3.1), so that it is taken out of names. */
function party({ name, email }: Recipient): Recipient {
  return { name: oneLine(name).replaceAll('"', ''), email: plainAddress(email) };
}
