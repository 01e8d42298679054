import { z } from 'zod';
import { both, formatSpan } from '../charts/format.ts';
import { answerAssignment, listAssignments } from '../api/assignments.ts';
import { listBriefings } from '../api/briefings.ts';
import { getMailing } from '../api/mailings.ts';
import { listOpenCalls } from '../api/open-calls.ts';
import { listShifts } from '../api/shifts.ts';
import { addSeconds } from '../domain/instant.ts';
import { isOpen, type OpenCall } from '../domain/open-call.ts';
import type { Text } from '../domain/text.ts';
import { Problem } from '../http/problem.ts';
import { Button, Buttons, Form } from './components/form.tsx';
import { Invitation, isAppointment, OtherInvitations } from './components/invitations.tsx';
import { Banner, EmptyState, Section } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { ShiftList } from './components/shift-list.tsx';
import { definePage, type PageCall } from './page.ts';

const AHEAD_SECONDS = 60 * 86_400;

/** What somebody was asked for and said, when and where to be, and what to read before. */
export const myShiftsPage = definePage({
  path: '/mijn-diensten',
  operation: 'assignments.answer',
  menu: { nl: 'Mijn diensten', en: 'My shifts' },
  menuGroup: 'shifts',
  startFor: ['guest'],
  scripts: ['live'],
  form: z.object({ assignmentId: z.string(), answer: z.enum(['accepted', 'declined']) }),

  get: async (call, { house }) => {
    const { ask, now, person } = call;
    const [assignments, openCalls, shifts] = await Promise.all([
      ask(listAssignments),
      ask(listOpenCalls),
      ask(listShifts, {
        query: { from: now, to: addSeconds(now, AHEAD_SECONDS), personId: person.id },
      }),
    ]);
    const calls = openCalls.body.results.filter(
      (one) =>
        isOpen(one as OpenCall, now) &&
        one.people.some(({ personId, answeredAt }) => personId === person.id && !answeredAt),
    );
    const mine = assignments.body.results.filter(({ personId }) => personId === person.id);
    const about = await aboutOf(
      call,
      mine.map(({ mailingId }) => mailingId),
    );
    const shown = mine
      .map((one) => ({ ...one, ...about.get(one.mailingId) }))
      .toSorted((left, right) => left.startsAt.localeCompare(right.startsAt));
    const open = shown.filter(({ status }) => status === 'invited');
    const coming = shown.filter((one) => isAppointment(one, now));
    const others = shown.filter((one) => !open.includes(one) && !coming.includes(one));
    return {
      title: { nl: 'Mijn diensten', en: 'My shifts' },
      body: (
        <div id="diensten" data-live="assignments shifts briefings">
          {calls.length > 0 && (
            <Banner>
              <p>
                <a href="/mijn-wensen">
                  <Say
                    text={{
                      nl: 'De planner vraagt wanneer u wilt werken. Geef uw antwoord.',
                      en: 'The planner asks when you want to work. Give your answer.',
                    }}
                  />
                </a>
              </p>
            </Banner>
          )}
          <Section id="uitnodigingen" title={{ nl: 'Kunt u helpen?', en: 'Can you help?' }}>
            {open.length === 0 && (
              <EmptyState
                text={{
                  nl: 'Er wacht geen uitnodiging op uw antwoord. Nieuwe uitnodigingen krijgt u ook per mail.',
                  en: 'No invitation waits for your answer. New invitations also reach you by mail.',
                }}
              />
            )}
            {open.map((one) => (
              <Invitation
                key={one.id}
                invitation={one}
                timeZone={house.timeZone}
                place={house.location}
              >
                <Form
                  label={both((language) =>
                    formatSpan(one.startsAt, one.endsAt, language, house.timeZone),
                  )}
                >
                  <input type="hidden" name="assignmentId" value={one.id} />
                  <Buttons>
                    <Button
                      name="answer"
                      value="accepted"
                      text={{ nl: 'Ja, ik kom', en: 'Yes, I will come' }}
                    />
                    <Button
                      kind="secondary"
                      name="answer"
                      value="declined"
                      text={{ nl: 'Nee, ik kan niet', en: 'No, I cannot' }}
                    />
                  </Buttons>
                </Form>
              </Invitation>
            ))}
          </Section>
          {coming.length > 0 && (
            <Section id="afspraken" title={{ nl: 'Uw afspraken', en: 'Your appointments' }}>
              {coming.map((one) => (
                <Invitation
                  key={one.id}
                  invitation={one}
                  timeZone={house.timeZone}
                  place={house.location}
                />
              ))}
            </Section>
          )}
          <Section id="rooster" title={{ nl: 'Wanneer u werkt', en: 'When you work' }}>
            <ShiftList shifts={shifts.body.results} />
            <p>
              <a href="/mijn-agenda">
                <Say
                  text={{
                    nl: 'Zet uw diensten in uw eigen agenda',
                    en: 'Put your shifts into your own calendar',
                  }}
                />
              </a>
            </p>
          </Section>
          <OtherInvitations invitations={others} timeZone={house.timeZone} />
        </div>
      ),
    };
  },

  post: async ({ assignmentId, answer }, { ask }) => {
    const { body } = await ask(answerAssignment, { params: { assignmentId }, body: { answer } });
    return { to: '/mijn-diensten', flash: body.status === answer ? THANKS[answer] : OTHERWISE };
  },
});

const THANKS: { readonly [answer in 'accepted' | 'declined']: Text } = {
  accepted: {
    nl: 'Dank u wel. U komt helpen. De afspraak staat hieronder.',
    en: 'Thank you. You will come and help. The appointment is below.',
  },
  declined: {
    nl: 'Dank voor uw antwoord. Wij vragen een andere collega.',
    en: 'Thank you for your answer. We will ask another colleague.',
  },
};
const OTHERWISE: Text = {
  nl: 'Uw antwoord is anders genoteerd: u staat dan al in het rooster, of er zijn al genoeg mensen.',
  en: 'Your answer was recorded differently: you are on the roster then, or there are enough people.',
};

/** What each mailing is called and which briefing was sent last, as far as the person may still see it. */
async function aboutOf({ ask }: PageCall, mailingIds: readonly string[]) {
  const known = await Promise.all(
    [...new Set(mailingIds)].map(async (mailingId) => {
      try {
        const [mailing, briefings] = await Promise.all([
          ask(getMailing, { params: { mailingId } }),
          ask(listBriefings, { query: { mailingId } }),
        ]);
        const last = briefings.body.results.findLast(({ sentAt }) => sentAt !== undefined);
        return [
          mailingId,
          { title: mailing.body.title, ...(last && { briefingId: last.id }) },
        ] as const;
      } catch (error) {
        // Whoever declined does not see the mailing any more.
        if (error instanceof Problem) return [mailingId, {}] as const;
        throw error;
      }
    }),
  );
  return new Map<string, { title?: string; briefingId?: string }>(known);
}
