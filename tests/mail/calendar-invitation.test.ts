import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { type CalendarInvitation, calendarInvitation } from '../../src/mail/calendar-invitation.ts';
import { startMailbox } from '../support/mailbox.ts';
import { invitationMail, SAMPLE_MAILS } from './sample-mails.ts';
import { sluiswaardMailer } from './test-mailer.ts';

const REQUEST: CalendarInvitation = {
  method: 'REQUEST',
  uid: 'assignment-a1@sluiswaard.example',
  sequence: 0,
  stamp: '2027-02-01T08:00:00.000Z',
  startsAt: '2027-02-18T08:00:00.000Z',
  endsAt: '2027-02-18T11:30:00.000Z',
  summary: 'KCC: WOZ-beschikking; aanslag, 2027',
  location: 'Stadhuis, Sluisplein 1',
  description: 'Eerste regel\nTweede regel; met \\ en , erin',
  organizer: { name: 'Gemeente Sluiswaard', email: 'kcc@sluiswaard.example' },
  attendee: { name: 'Bram Peilschaal', email: 'bram@sluiswaard.example' },
};

function read(source: string) {
  const calendar = new ICAL.Component(ICAL.parse(source));
  const events = calendar.getAllSubcomponents('vevent');
  const event = events[0];
  if (!event) throw new Error('No VEVENT');
  const names = (component: ICAL.Component) =>
    component
      .getAllProperties()
      .map(({ name }) => name)
      .toSorted();
  return { calendar, events, event, names };
}

describe('a calendar invitation', () => {
  const { calendar, event } = read(calendarInvitation(REQUEST));
  const text = (name: string) => String(event.getFirstPropertyValue(name));

  it('asks, under the id of the assignment', () => {
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(text('uid')).toBe(REQUEST.uid);
    expect(text('sequence')).toBe('0');
    expect(text('status')).toBe('CONFIRMED');
  });

  it('tells the time in UTC, so that it needs no time zone', () => {
    expect(text('dtstart')).toBe('2027-02-18T08:00:00Z');
    expect(text('dtend')).toBe('2027-02-18T11:30:00Z');
    expect(text('dtstamp')).toBe('2027-02-01T08:00:00Z');
    expect(calendar.getAllSubcomponents('vtimezone')).toHaveLength(0);
  });

  it('keeps every sign of title, place and description', () => {
    expect(text('summary')).toBe(REQUEST.summary);
    expect(text('location')).toBe(REQUEST.location);
    expect(text('description')).toBe(REQUEST.description);
  });

  it('names who asks and who is asked, and wants an answer', () => {
    const organizer = event.getFirstProperty('organizer');
    expect(organizer?.getFirstValue()).toBe('mailto:kcc@sluiswaard.example');
    expect(organizer?.getParameter('cn')).toBe('Gemeente Sluiswaard');
    const attendee = event.getFirstProperty('attendee');
    expect(String(attendee?.getFirstValue()).toLowerCase()).toBe('mailto:bram@sluiswaard.example');
    expect(attendee?.getParameter('rsvp')).toBe('TRUE');
    expect(attendee?.getParameter('partstat')).toBe('NEEDS-ACTION');
  });

  it('rings one hour before, and does nothing else', () => {
    const [alarm, ...more] = event.getAllSubcomponents('valarm');
    expect(more).toHaveLength(0);
    expect(alarm?.getFirstPropertyValue('action')).toBe('DISPLAY');
    expect(String(alarm?.getFirstPropertyValue('trigger'))).toBe('-PT1H');
  });

  it('has lines of at most 75 octets that end in CRLF (RFC 5545, 3.1)', () => {
    const source = calendarInvitation({ ...REQUEST, summary: 'Bezwaar één ‘ij’ '.repeat(10) });
    expect(source.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of source.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    }
  });

  it('is taken back under the same id with the next number, without alarm', () => {
    const cancelled = read(calendarInvitation({ ...REQUEST, method: 'CANCEL', sequence: 1 }));
    expect(cancelled.calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(cancelled.event.getFirstPropertyValue('uid')).toBe(REQUEST.uid);
    expect(cancelled.event.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(cancelled.event.getAllSubcomponents('valarm')).toHaveLength(0);
  });
});

describe('names and titles', () => {
  const endings = [
    '\r\n',
    '\n',
    '\r',
    '\r\n ',
    '\r\n\t',
    '\n ',
    '\u2028',
    '\u0085',
    '\u0000',
    '\v',
  ];
  const lines = [
    'ATTENDEE:mailto:victim@example.nl',
    'METHOD:CANCEL',
    'RRULE:FREQ=SECONDLY',
    'ATTACH:https://evil.example/x',
    'END:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nBEGIN:VEVENT',
    'BEGIN:VALARM\r\nACTION:PROCEDURE\r\nEND:VALARM',
  ];
  const evil = [
    ...endings.flatMap((ending) => lines.map((line) => `WOZ${ending}${line}`)),
    'x";CN="y":mailto:victim@example.nl',
    'x;RSVP=FALSE:mailto:victim@example.nl',
    'x\\nATTENDEE:mailto:victim@example.nl',
    "^nATTENDEE^'x",
    'x'.repeat(10_000),
    '\ud800half',
  ];
  const innocent = read(calendarInvitation(REQUEST));

  it.each(evil)('add nothing to the invitation: %j', (value) => {
    const source = calendarInvitation({
      ...REQUEST,
      summary: value,
      location: value,
      description: value,
      organizer: { ...REQUEST.organizer, name: value },
      attendee: { ...REQUEST.attendee, name: value },
    });
    const { calendar, events, event, names } = read(source);
    expect(events).toHaveLength(1);
    expect(names(calendar)).toEqual(names(innocent.calendar));
    expect(names(event)).toEqual(names(innocent.event));
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(event.getAllSubcomponents('valarm')).toHaveLength(1);
    expect(String(event.getFirstPropertyValue('attendee')).toLowerCase()).toBe(
      'mailto:bram@sluiswaard.example',
    );
  });
});

describe('the mail around it', () => {
  async function mailed(kind: 'invitation' | 'invitationCancelled') {
    const mailbox = await startMailbox();
    const mailer = sluiswaardMailer(mailbox.url);
    await SAMPLE_MAILS[kind]?.(mailer);
    mailer.close();
    await mailbox.stop();
    const mail = mailbox.mails[0];
    if (!mail) throw new Error('No mail');
    return mail;
  }

  it.each([
    ['invitation', 'REQUEST', 0],
    ['invitationCancelled', 'CANCEL', 1],
  ] as const)('carries the %s as alternative and as attachment', async (kind, method, sequence) => {
    const { parsed, raw } = await mailed(kind);
    expect(raw).toContain(`Content-Type: text/calendar; charset=utf-8; method=${method}`);
    const attachment = parsed.attachments.find(({ filename }) => filename === 'invite.ics');
    const { calendar, event } = read(String(attachment?.content));
    expect(calendar.getFirstPropertyValue('method')).toBe(method);
    expect(event.getFirstPropertyValue('sequence')).toBe(sequence);
    expect(event.getFirstPropertyValue('uid')).toContain(invitationMail.assignmentId);
    expect(event.getFirstProperty('organizer')?.getFirstValue()).toBe(
      `mailto:${parsed.from?.value[0]?.address}`,
    );
  });

  it('keeps the links that answer out of the calendar, which colleagues may read', async () => {
    const { parsed } = await mailed('invitation');
    const attachment = parsed.attachments.find(({ filename }) => filename === 'invite.ics');
    expect(parsed.text).toContain('/uitnodiging/');
    expect(String(attachment?.content).replaceAll('\r\n ', '')).not.toContain('uitnodiging/');
  });
});
