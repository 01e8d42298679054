import { z } from 'zod';
import { planDispatch } from '../api/dispatch-plan.ts';
import { organisationIn } from '../api/organisation.ts';
import { audienceSize, CHANNELS } from '../domain/audience.ts';
import { lastDayOf } from '../domain/dispatch-window.ts';
import { localDateOf, toInstant } from '../domain/local-time.ts';
import type { Mailing } from '../domain/mailing.ts';
import { amount } from './amount.ts';
import { DateField, NumberField, TextField } from './components/field.tsx';
import { Facts } from './components/facts.tsx';
import { Button, ButtonLink, Buttons, Form, SearchForm } from './components/form.tsx';
import { Banner, Section } from './components/parts.tsx';
import { Amount, Day, Say } from './components/say.tsx';
import { type BatchRow, plannedRows, spreadRows } from './dispatch-plan-rows.ts';
import { afterPreparing, crumbsTo, idIn, mailingOf } from './on-mailing.ts';
import { definePage } from './page.ts';

const EMPTY_ROWS = 2;
const MOST_PARTS = 20;
const part = amount.default(0);

/** Which part of the audience gets the mailing when. */
export const dispatchPlanPage = definePage({
  path: '/mailings/:mailingId/verzendplan',
  operation: 'dispatch-plan.read',
  form: z.object({
    batches: z
      .array(
        z.object({
          date: z.iso.date(),
          time: z.iso.time({ precision: -1 }),
          audience: z
            .object({ letter: part, email: part, portal: part })
            .default({ letter: 0, email: 0, portal: 0 }),
        }),
      )
      .default([]),
  }),
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'dispatch-plan.read');
    const { mailing } = record;
    const { timeZone } = deps.house;
    const parts = Math.trunc(Number(call.query.get('delen') ?? 0));
    const { calendar } = await organisationIn(deps.store);
    const rows =
      parts >= 1 && parts <= MOST_PARTS && 'content' in mailing
        ? spreadRows(mailing, parts, calendar)
        : plannedRows(mailing, timeZone);
    const may = call.may('dispatch-plan.write');
    return {
      title: { nl: 'Verzendplan', en: 'Dispatch plan' },
      breadcrumbs: crumbsTo(record, call),
      body: (
        <>
          <p className="lead">{record.title}</p>
          <Room mailing={mailing} />
          {call.may('dispatch-plan.calculate') && (
            <p>
              <a href={`/mailings/${record.id}/plannen`}>
                <Say
                  text={{
                    nl: 'Laat Sluis drie plannen uitrekenen: alles tegelijk, het goedkoopst, het rustigst',
                    en: 'Have three plans worked out: all at once, the cheapest, the calmest',
                  }}
                />
              </a>
            </p>
          )}
          {may && <Spread />}
          {may && 'content' in mailing && (
            <Section id="delen" title={{ nl: 'Het plan', en: 'The plan' }}>
              {'approval' in mailing && (
                <Banner tone="warning">
                  <p>
                    <Say
                      text={{
                        nl: 'Er is al akkoord gegeven. Een ander plan laat dat akkoord vervallen.',
                        en: 'This was signed off already. Another plan voids that sign-off.',
                      }}
                    />
                  </p>
                </Banner>
              )}
              <Form label={{ nl: 'Verzendplan', en: 'Dispatch plan' }}>
                {[...rows, ...Array<undefined>(EMPTY_ROWS).fill(undefined)].map((row, at) => (
                  <BatchFields key={at} at={at} row={row} mailing={mailing} />
                ))}
                <Buttons>
                  <Button text={{ nl: 'Bewaar het plan', en: 'Save the plan' }} />
                  <ButtonLink href={afterPreparing(call)} text={{ nl: 'Terug', en: 'Back' }} />
                </Buttons>
              </Form>
            </Section>
          )}
        </>
      ),
    };
  },
  post: async ({ batches }, call, deps) => {
    const { mailing } = await mailingOf(call, deps, 'dispatch-plan.write');
    const left = 'released' in mailing ? mailing.released.map(({ number }) => number) : [];
    const first = Math.max(0, ...left) + 1;
    await call.ask(planDispatch, {
      params: { mailingId: idIn(call) },
      body: {
        batches: batches.map(({ date, time, audience }, at) => ({
          number: first + at,
          releaseAt: toInstant(date, time, deps.house.timeZone),
          audience,
        })),
      },
    });
    return {
      to: afterPreparing(call),
      flash: {
        nl: 'Het verzendplan is bewaard. De prognose wordt opnieuw gemaakt.',
        en: 'The dispatch plan was saved. The forecast is being made again.',
      },
    };
  },
});

/** What the plan has to fit into. */
function Room({ mailing }: { readonly mailing: Mailing }) {
  if (!('content' in mailing)) return null;
  const { audience, window } = mailing.content;
  const left = mailing.status === 'submitted' ? [] : mailing.released;
  return (
    <Facts
      facts={[
        {
          label: { nl: 'Te verzenden', en: 'To dispatch' },
          value: (
            <ul className="plain">
              {CHANNELS.filter((channel) => audience[channel] > 0).map((channel) => (
                <li key={channel}>
                  <Say text={CHANNEL_NAMES[channel]} />: <Amount value={audience[channel]} />
                </li>
              ))}
            </ul>
          ),
        },
        ...(left.length > 0
          ? [
              {
                label: { nl: 'Daarvan al vrijgegeven', en: 'Of which released' },
                value: (
                  <Amount value={left.reduce((sum, one) => sum + audienceSize(one.audience), 0)} />
                ),
              },
            ]
          : []),
        {
          label: { nl: 'Niet eerder dan', en: 'Not before' },
          value: <Day date={localDateOf(window.opensAt)} />,
        },
        {
          label: { nl: 'Tot en met', en: 'Until and including' },
          value: <Day date={lastDayOf(window)} />,
        },
      ]}
    />
  );
}

/** Fills the form below with equal parts, to start from. */
function Spread() {
  return (
    <SearchForm label={{ nl: 'Verdelen over dagen', en: 'Spread over days' }}>
      <NumberField
        name="delen"
        label={{
          nl: 'Verdeel gelijk over zoveel werkdagen',
          en: 'Spread equally over this many working days',
        }}
        hint={{
          nl: `1 tot en met ${MOST_PARTS}. Meer delen maakt de piek lager. U ziet het voorstel hieronder en kunt het nog aanpassen.`,
          en: `1 to ${MOST_PARTS}. More parts make the peak lower. You see the proposal below and can still change it.`,
        }}
      />
      <Button kind="secondary" text={{ nl: 'Maak een voorstel', en: 'Make a proposal' }} />
    </SearchForm>
  );
}

function BatchFields(props: {
  readonly at: number;
  readonly row: BatchRow | undefined;
  readonly mailing: Extract<Mailing, { content: unknown }>;
}) {
  const { at, row, mailing } = props;
  const { audience } = mailing.content;
  const name = (field: string) => `batches[${at}].${field}`;
  return (
    <fieldset className="fields">
      <legend>
        <Say text={{ nl: `Deel ${at + 1}`, en: `Part ${at + 1}` }} />
        {!row && (
          <span className="optional">
            <Say text={{ nl: ' (leeg laten mag)', en: ' (may be left empty)' }} />
          </span>
        )}
      </legend>
      <DateField name={name('date')} label={{ nl: 'Dag', en: 'Day' }} value={row?.date} />
      <TextField
        name={name('time')}
        type="time"
        label={{ nl: 'Tijd', en: 'Time' }}
        value={row?.time}
      />
      {CHANNELS.filter((channel) => audience[channel] > 0).map((channel) => (
        <NumberField
          key={channel}
          name={name(`audience.${channel}`)}
          label={CHANNEL_NAMES[channel]}
          value={row?.audience[channel]}
        />
      ))}
    </fieldset>
  );
}

const CHANNEL_NAMES = {
  letter: { nl: 'Brieven', en: 'Letters' },
  email: { nl: 'E-mails', en: 'E-mails' },
  portal: { nl: 'Berichten in het portaal', en: 'Portal messages' },
} as const;
