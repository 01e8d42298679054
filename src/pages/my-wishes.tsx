import { z } from 'zod';
import { answerOpenCall, listOpenCalls } from '../api/open-calls.ts';
import { both, formatSpan } from '../charts/format.ts';
import { isOpen, type OpenCall, type WishAnswer } from '../domain/open-call.ts';
import type { Text } from '../domain/text.ts';
import { Radios } from './components/choice.tsx';
import { Button, Buttons, Form } from './components/form.tsx';
import { EmptyState, Section } from './components/parts.tsx';
import { Moment, Say } from './components/say.tsx';
import { definePage } from './page.ts';

const answer = z.enum(['wants', 'rather-not', 'same']);

/** What the planner asks: when somebody wants to work, and when rather not. Answers oblige to nothing and can be changed until the call ends. */
export const myWishesPage = definePage({
  path: '/mijn-wensen',
  operation: 'open-calls.answer',
  form: z.object({ callId: z.uuid(), answers: z.array(answer).default([]) }),
  get: async ({ ask, now, person }, { house }) => {
    const { body } = await ask(listOpenCalls);
    const calls = (body.results as OpenCall[]).filter(
      (call) => isOpen(call, now) && call.people.some(({ personId }) => personId === person.id),
    );
    return {
      title: { nl: 'Wanneer wilt u werken?', en: 'When do you want to work?' },
      breadcrumbs: [{ text: { nl: 'Mijn diensten', en: 'My shifts' }, href: '/mijn-diensten' }],
      body: (
        <>
          <p className="lead">
            <Say
              text={{
                nl: 'U zit nergens aan vast. De planner houdt zoveel mogelijk rekening met uw antwoord.',
                en: 'It obliges you to nothing. The planner takes your answer into account as far as possible.',
              }}
            />
          </p>
          {calls.length === 0 && (
            <EmptyState
              text={{
                nl: 'Er is nu geen oproep voor u. Komt er een, dan krijgt u een mail.',
                en: 'There is no call for you now. When there is one, you get a mail.',
              }}
            />
          )}
          {calls.map((call) => {
            const own = call.people.find(({ personId }) => personId === person.id);
            return (
              <Section key={call.id} id={`oproep-${call.id}`} title={call.question}>
                <p>
                  <Say text={{ nl: 'Antwoorden kan tot', en: 'Answer before' }} />{' '}
                  <Moment at={call.answerBy} />.
                </p>
                <Form label={{ nl: call.question, en: call.question }}>
                  <input type="hidden" name="callId" value={call.id} />
                  {call.spans.map(({ startsAt, endsAt }, index) => (
                    <Radios
                      key={startsAt}
                      name={`answers[${index}]`}
                      label={both((language) =>
                        formatSpan(startsAt, endsAt, language, house.timeZone),
                      )}
                      value={own?.answers?.[index] ?? 'same'}
                      options={CHOICES}
                    />
                  ))}
                  <Buttons>
                    <Button text={{ nl: 'Bewaar mijn antwoord', en: 'Save my answer' }} />
                  </Buttons>
                </Form>
              </Section>
            );
          })}
        </>
      ),
    };
  },
  post: async ({ callId, answers }, { ask }) => {
    const wishes = answers.map((one): WishAnswer | null => (one === 'same' ? null : one));
    await ask(answerOpenCall, { params: { callId }, body: { answers: wishes } });
    return {
      to: '/mijn-wensen',
      flash: {
        nl: 'Uw antwoord is bewaard. U kunt het nog wijzigen.',
        en: 'Your answer was saved. You can still change it.',
      },
    };
  },
});

const CHOICES: readonly { readonly value: z.output<typeof answer>; readonly text: Text }[] = [
  { value: 'wants', text: { nl: 'Wil ik graag', en: 'I would like to' } },
  { value: 'same', text: { nl: 'Maakt mij niet uit', en: 'I do not mind' } },
  { value: 'rather-not', text: { nl: 'Liever niet', en: 'Rather not' } },
];
