import { z } from 'zod';
import { confirmStakeholder, listStakeholders, nameStakeholders } from '../api/stakeholders.ts';
import { invalidInput } from '../http/problem.ts';
import { Checkboxes } from './components/choice.tsx';
import { TextField } from './components/field.tsx';
import { Button, Form } from './components/form.tsx';
import { Badge, EmptyState, Section } from './components/parts.tsx';
import { Say, ShortMoment } from './components/say.tsx';
import { Table } from './components/table.tsx';
import { afterPreparing, crumbsTo, idIn, mailingOf } from './on-mailing.ts';
import { definePage } from './page.ts';

const EMPTY_ROWS = 3;

/** Who else must know of the mailing, who was told, and who has confirmed. */
export const stakeholdersPage = definePage({
  path: '/mailings/:mailingId/betrokkenen',
  operation: 'stakeholders.read',
  form: z.object({
    confirm: z.string().optional(),
    nobody: z.array(z.string()).optional(),
    stakeholders: z
      .array(z.object({ name: z.string().default(''), email: z.string().default('') }))
      .default([]),
  }),
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'stakeholders.read');
    const params = { mailingId: record.id };
    const { body } = await call.ask(listStakeholders, { params });
    const rows = [...body.results, ...Array<undefined>(EMPTY_ROWS).fill(undefined)];
    return {
      title: { nl: 'Wie moet dit nog meer weten?', en: 'Who else must know this?' },
      breadcrumbs: crumbsTo(record, call),
      body: (
        <>
          <p className="lead">{record.title}</p>
          {body.results.length === 0 ? (
            <EmptyState
              text={
                body.answered
                  ? {
                      nl: 'Niemand anders hoeft het te weten. Klopt dat niet meer? Vul hieronder namen in.',
                      en: 'Nobody else needs to know. Is that not right any more? Fill in names below.',
                    }
                  : {
                      nl: 'Deze vraag is nog niet beantwoord. Denk aan de balie, de wijkteams, de woordvoerder en andere afdelingen.',
                      en: 'This question has not been answered yet. Think of the counter, the neighbourhood teams, the spokesperson and other departments.',
                    }
              }
            />
          ) : (
            <Table
              caption={LIST}
              rows={body.results}
              rowKey={({ id }) => id}
              columns={[
                {
                  head: { nl: 'Wie', en: 'Who' },
                  cell: ({ name, email }) => (
                    <>
                      {name}
                      <br />
                      <span className="quiet">{email}</span>
                    </>
                  ),
                },
                {
                  head: { nl: 'Ingelicht', en: 'Told' },
                  cell: ({ toldAt }) =>
                    toldAt ? <ShortMoment at={toldAt} /> : <Badge tone="waiting" text={NOT_YET} />,
                },
                {
                  head: { nl: 'Bevestigd', en: 'Confirmed' },
                  cell: ({ id, name, confirmedAt }) =>
                    confirmedAt ? (
                      <ShortMoment at={confirmedAt} />
                    ) : call.may('stakeholders.confirm') ? (
                      <Form
                        label={{
                          nl: `Bevestigen namens ${name}`,
                          en: `Confirm on behalf of ${name}`,
                        }}
                      >
                        <input type="hidden" name="confirm" value={id} />
                        <Button kind="secondary" text={{ nl: 'Weet ervan', en: 'Knows' }} />
                      </Form>
                    ) : (
                      <Badge tone="waiting" text={NOT_YET} />
                    ),
                },
              ]}
            />
          )}
          {call.may('stakeholders.name') && (
            <Section id="lijst" title={{ nl: 'Namen invullen', en: 'Fill in names' }}>
              <Form label={LIST}>
                {rows.map((row, at) => (
                  <fieldset key={row?.id ?? `nieuw-${at}`} className="fields">
                    <legend>
                      <Say text={{ nl: `Persoon ${at + 1}`, en: `Person ${at + 1}` }} />
                    </legend>
                    <TextField
                      name={`stakeholders[${at}].name`}
                      label={{ nl: 'Naam', en: 'Name' }}
                      value={row?.name}
                    />
                    <TextField
                      name={`stakeholders[${at}].email`}
                      type="email"
                      label={{ nl: 'E-mailadres', en: 'E-mail address' }}
                      value={row?.email}
                    />
                  </fieldset>
                ))}
                <Checkboxes
                  name="nobody[]"
                  label={{ nl: 'Of:', en: 'Or:' }}
                  options={[
                    {
                      value: 'yes',
                      text: {
                        nl: 'Niemand anders hoeft dit te weten',
                        en: 'Nobody else needs to know this',
                      },
                    },
                  ]}
                />
                <Button text={{ nl: 'Bewaar de lijst', en: 'Save the list' }} />
              </Form>
            </Section>
          )}
        </>
      ),
    };
  },
  post: async ({ confirm, nobody, stakeholders }, call) => {
    const mailingId = idIn(call);
    const here = `/mailings/${mailingId}/betrokkenen`;
    if (confirm !== undefined) {
      const params = { mailingId, stakeholderId: confirm };
      await call.ask(confirmStakeholder, { params, body: {} });
      return { to: here, flash: { nl: 'De bevestiging staat erbij.', en: 'Confirmed.' } };
    }
    if (stakeholders.length === 0 && !nobody) throw NOTHING_SAID;
    await call.ask(nameStakeholders, { params: { mailingId }, body: { stakeholders } });
    return {
      to: stakeholders.length === 0 ? afterPreparing(call) : here,
      flash: {
        nl: 'De lijst is bewaard. Wie nieuw is, krijgt een mail.',
        en: 'The list was saved. Whoever is new gets a mail.',
      },
    };
  },
});

const LIST = { nl: 'Wie het nog meer moet weten', en: 'Who else must know' };
const NOT_YET = { nl: 'Nog niet', en: 'Not yet' };
const NOTHING_SAID = invalidInput([
  {
    path: 'body.nobody[]',
    code: 'nothing-said',
    text: {
      nl: 'Vul minstens één naam in, of zeg dat niemand anders het hoeft te weten.',
      en: 'Fill in at least one name, or say that nobody else needs to know.',
    },
  },
]);
