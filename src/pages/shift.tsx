import { z } from 'zod';
import { cancelShift } from '../api/shifts.ts';
import { both, formatSpan } from '../charts/format.ts';
import { mondayOf } from '../domain/instant.ts';
import { localDateOf } from '../domain/local-time.ts';
import type { Text } from '../domain/text.ts';
import { notFound } from '../http/problem.ts';
import type { RosteredShift, ShiftKind } from '../store/shift.ts';
import { Facts } from './components/facts.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { Banner } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import type { AppDeps } from './deps.ts';
import { definePage, type PageCall } from './page.ts';

/** One shift of the roster, and the way to take it off. */
export const shiftPage = definePage({
  path: '/rooster/:shiftId',
  operation: 'shifts.write',
  form: z.object({}),

  get: async (call, deps) => {
    const shift = await shiftOf(call, deps);
    const { timeZone } = deps.house;
    const person = await deps.store.people.find(shift.personId);
    const when = both((language) => formatSpan(shift.startsAt, shift.endsAt, language, timeZone));
    const week = weekOf(shift, timeZone);
    return {
      title: { nl: `Dienst van ${person?.name}`, en: `Shift of ${person?.name}` },
      breadcrumbs: [{ text: { nl: 'Rooster', en: 'Roster' }, href: week }],
      body: (
        <>
          <Facts
            facts={[
              { label: { nl: 'Wanneer', en: 'When' }, value: <Say text={when} /> },
              { label: { nl: 'Soort', en: 'Kind' }, value: <Say text={KINDS[shift.kind]} /> },
            ]}
          />
          {shift.status === 'cancelled' || shift.startsAt <= call.now ? (
            <Banner>
              <p>
                <Say text={shift.status === 'cancelled' ? CANCELLED : BEGUN} />
              </p>
            </Banner>
          ) : (
            <Form
              label={{ nl: 'Dienst uit het rooster halen', en: 'Take the shift off the roster' }}
            >
              <p>
                <Say text={shift.assignmentId === undefined ? EXPLAINED : EXPLAINED_INVITED} />
              </p>
              <Buttons>
                <Button kind="danger" text={YES} />
                <ButtonLink
                  href={week}
                  text={{ nl: 'Nee, terug naar het rooster', en: 'No, back to the roster' }}
                />
              </Buttons>
            </Form>
          )}
        </>
      ),
    };
  },

  post: async (_form, call, deps) => {
    const shift = await shiftOf(call, deps);
    await call.ask(cancelShift, { params: { shiftId: shift.id } });
    return {
      to: weekOf(shift, deps.house.timeZone),
      flash: {
        nl: 'De dienst is uit het rooster. De medewerker krijgt een mail.',
        en: 'The shift is off the roster. The person gets a mail.',
      },
    };
  },
});

async function shiftOf({ id }: PageCall, { store }: AppDeps): Promise<RosteredShift> {
  const shift = await store.shifts.find(id('shiftId'));
  if (!shift) throw notFound();
  return shift;
}

function weekOf({ startsAt }: RosteredShift, timeZone: string): `/${string}` {
  return `/rooster?week=${mondayOf(localDateOf(startsAt, timeZone))}`;
}

const KINDS: { readonly [kind in ShiftKind]: Text } = {
  roster: { nl: 'gewone dienst', en: 'ordinary shift' },
  extra: { nl: 'extra dienst', en: 'extra shift' },
  guest: { nl: 'backoffice-gast', en: 'back-office guest' },
};
const EXPLAINED: Text = {
  nl: 'Haalt u deze dienst uit het rooster? De medewerker krijgt daarover een mail.',
  en: 'Do you take this shift off the roster? The person gets a mail about it.',
};
const EXPLAINED_INVITED: Text = {
  nl: 'Haalt u deze dienst uit het rooster? Hij kwam van een uitnodiging. Die vervalt dan ook, en de afspraak gaat uit de agenda. De medewerker krijgt daarover een mail.',
  en: 'Do you take this shift off the roster? It came of an invitation, which ends too, and the appointment leaves the calendar. The person gets a mail about it.',
};
const YES: Text = { nl: 'Ja, haal de dienst uit het rooster', en: 'Yes, take the shift off' };
const CANCELLED: Text = {
  nl: 'Deze dienst is al uit het rooster gehaald.',
  en: 'This shift was taken off the roster already.',
};
const BEGUN: Text = {
  nl: 'Deze dienst is al begonnen of voorbij.',
  en: 'This shift has begun or is over.',
};
