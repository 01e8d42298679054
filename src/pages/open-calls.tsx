import { z } from 'zod';
import { askOpenCall, closeOpenCall, listOpenCalls } from '../api/open-calls.ts';
import { formatSpan } from '../charts/format.ts';
import { addDays } from '../domain/instant.ts';
import { localDateOf, toInstant } from '../domain/local-time.ts';
import { isOpen, type OpenCall, wishCounts } from '../domain/open-call.ts';
import { usePage } from './components/context.ts';
import { DateField, TextField } from './components/field.tsx';
import { Button, Buttons, Form } from './components/form.tsx';
import { EmptyState, Section } from './components/parts.tsx';
import { Amount, Moment, Say } from './components/say.tsx';
import { Table } from './components/table.tsx';
import { namesOf } from './names.ts';
import { definePage } from './page.ts';

const time = z.iso.time({ precision: -1 });
/** Stretches that one call can ask about on this page. */
const ROWS = 4;
const WEEK = 7;

/** Asking the team who wants to work when, before anybody is planned; and what they answered. */
export const openCallsPage = definePage({
  path: '/oproepen',
  operation: 'open-calls.ask',
  scripts: ['live'],
  form: z.object({
    close: z.uuid().optional(),
    question: z.string().default(''),
    answerBy: z.iso.date().optional(),
    spans: z.array(z.object({ date: z.iso.date(), from: time, until: time })).default([]),
  }),
  get: async (call, { house, store }) => {
    const { body } = await call.ask(listOpenCalls);
    const calls = body.results as OpenCall[];
    const ids = calls.flatMap(({ people }) => people.map(({ personId }) => personId));
    const names = await namesOf(store, ids);
    const today = localDateOf(call.now, house.timeZone);
    return {
      title: { nl: 'Oproepen aan het team', en: 'Open calls to the team' },
      breadcrumbs: [{ text: { nl: 'Rooster', en: 'Roster' }, href: '/rooster' }],
      body: (
        <>
          <p className="lead">
            <Say
              text={{
                nl: 'Vraag eerst wie wil. De antwoorden gaan als wens mee in elk bezettingsvoorstel.',
                en: 'Ask first who wants to. The answers go as wishes into every staffing proposal.',
              }}
            />
          </p>
          <div id="oproepen" data-live="open_call_people">
            {calls.length === 0 && (
              <EmptyState text={{ nl: 'Er loopt geen oproep.', en: 'There is no open call.' }} />
            )}
            {calls.map((one) => (
              <Call key={one.id} call={one} names={names} open={isOpen(one, call.now)} />
            ))}
          </div>
          <Section id="nieuw" title={ASK}>
            <Form label={ASK}>
              <TextField
                name="question"
                label={{ nl: 'Uw vraag', en: 'Your question' }}
                hint={{
                  nl: 'Bijvoorbeeld: Wie wil vrijdagmiddag werken?',
                  en: 'For example: Who wants to work on Friday afternoon?',
                }}
              />
              {Array.from({ length: ROWS }, (_, at) => (
                <fieldset key={at} className="fields">
                  <legend>
                    <Say text={{ nl: `Dagdeel ${at + 1}`, en: `Stretch ${at + 1}` }} />
                    {at > 0 && (
                      <span className="optional">
                        <Say text={{ nl: ' (leeg laten mag)', en: ' (may be left empty)' }} />
                      </span>
                    )}
                  </legend>
                  <DateField name={`spans[${at}].date`} label={{ nl: 'Dag', en: 'Day' }} />
                  <TextField
                    name={`spans[${at}].from`}
                    type="time"
                    label={{ nl: 'Van', en: 'From' }}
                  />
                  <TextField
                    name={`spans[${at}].until`}
                    type="time"
                    label={{ nl: 'Tot', en: 'Until' }}
                  />
                </fieldset>
              ))}
              <DateField
                name="answerBy"
                label={{ nl: 'Antwoorden tot en met', en: 'Answer up to and including' }}
                value={addDays(today, WEEK)}
              />
              <Buttons>
                <Button text={ASK} />
              </Buttons>
            </Form>
          </Section>
        </>
      ),
    };
  },
  post: async ({ close, question, answerBy, spans }, call, { house }) => {
    const { timeZone } = house;
    if (close) {
      await call.ask(closeOpenCall, { params: { callId: close } });
      return {
        to: '/oproepen',
        flash: { nl: 'De oproep is gesloten.', en: 'The call is closed.' },
      };
    }
    const until = answerBy ?? addDays(localDateOf(call.now, timeZone), WEEK);
    await call.ask(askOpenCall, {
      body: {
        question,
        answerBy: toInstant(until, '24:00', timeZone),
        spans: spans.map((one) => ({
          startsAt: toInstant(one.date, one.from, timeZone),
          endsAt: toInstant(one.date, one.until, timeZone),
        })),
      },
    });
    return {
      to: '/oproepen',
      flash: {
        nl: 'De oproep gaat per mail naar iedereen die ingeroosterd kan worden.',
        en: 'The call goes by mail to everybody who can be rostered.',
      },
    };
  },
});

function Call(props: {
  readonly call: OpenCall;
  readonly names: ReadonlyMap<string, string>;
  readonly open: boolean;
}) {
  const { language, timeZone } = usePage();
  const { call, names, open } = props;
  const { id, question, spans, people, answerBy } = call;
  const answered = people.filter(({ answeredAt }) => answeredAt).length;
  const whoIn = (index: number) =>
    people.filter(({ answers }) => answers?.[index] === 'wants').map(({ personId }) => names.get(personId) ?? personId); // prettier-ignore
  return (
    <Section id={`oproep-${id}`} title={question}>
      <p>
        <Say
          text={{
            nl: `${answered} van ${people.length} hebben geantwoord.`,
            en: `${answered} of ${people.length} have answered.`,
          }}
        />{' '}
        {open ? (
          <>
            <Say text={{ nl: 'Antwoorden kan tot', en: 'Answers are taken until' }} />{' '}
            <Moment at={answerBy} />.
          </>
        ) : (
          <Say text={{ nl: 'De oproep is gesloten.', en: 'The call is closed.' }} />
        )}
      </p>
      <Table
        caption={{ nl: question, en: question }}
        captionUnseen
        rows={spans.map((span, index) => ({ span, index }))}
        rowKey={({ index }) => index}
        columns={[
          {
            head: { nl: 'Wanneer', en: 'When' },
            cell: ({ span }) => formatSpan(span.startsAt, span.endsAt, language, timeZone),
          },
          {
            head: { nl: 'Wil graag', en: 'Would like to' },
            number: true,
            cell: ({ index }) => <Amount value={wishCounts(call, index).wants} />,
          },
          {
            head: { nl: 'Liever niet', en: 'Rather not' },
            number: true,
            cell: ({ index }) => <Amount value={wishCounts(call, index).ratherNot} />,
          },
          { head: { nl: 'Wie wil', en: 'Who wants' }, cell: ({ index }) => whoIn(index).join(', ') || '–' }, // prettier-ignore
        ]}
      />
      {open && (
        <Form label={{ nl: `Sluiten: ${question}`, en: `Close: ${question}` }}>
          <input type="hidden" name="close" value={id} />
          <Buttons>
            <Button kind="secondary" text={{ nl: 'Sluit de oproep', en: 'Close the call' }} />
          </Buttons>
        </Form>
      )}
    </Section>
  );
}

const ASK = { nl: 'Vraag het team', en: 'Ask the team' };
