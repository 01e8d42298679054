import { describe, expect, it } from '@jest/globals';
import { renderToStaticMarkup } from 'react-dom/server';
import {
  type Invited,
  isAppointment,
  OtherInvitations,
} from '../../src/pages/components/invitations.tsx';

const NOW = '2027-02-10T09:00:00.000Z';
const one = (status: Invited['status'], day = '2027-02-18', answeredAt?: string) => ({
  id: `${status} ${day}`,
  status,
  startsAt: `${day}T08:00:00.000Z`,
  endsAt: `${day}T11:30:00.000Z`,
  ...(answeredAt && { answeredAt }),
});

describe('an invitation', () => {
  it.each([
    ['accepted and still to come', one('accepted'), true],
    ['said yes to and called off', one('cancelled', '2027-02-18', NOW), true],
    ['called off before it was answered', one('cancelled'), false],
    ['accepted and over', one('accepted', '2027-02-09'), false],
    ['declined', one('declined', '2027-02-18', NOW), false],
    ['lapsed', one('lapsed'), false],
  ])('that is %s is an appointment or not', (_what, invitation, expected) => {
    expect(isAppointment(invitation, NOW)).toBe(expected);
  });

  it('that nobody counts on is one folded line, so that appointments stay in sight', () => {
    const html = renderToStaticMarkup(
      <OtherInvitations
        invitations={[one('lapsed'), one('cancelled')]}
        timeZone="Europe/Amsterdam"
      />,
    );
    expect(html).toMatch(/^<details[^>]*><summary>2 andere uitnodigingen</);
    expect(html).toContain('donderdag 18 februari 2027 van 9.00 tot 12.30 uur: Te laat');
    expect(renderToStaticMarkup(<OtherInvitations invitations={[]} timeZone="UTC" />)).toBe('');
  });
});
