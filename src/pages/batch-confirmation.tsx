import { z } from 'zod';
import { confirmBatch, listBatches } from '../api/batches.ts';
import type { Channel } from '../domain/audience.ts';
import { notFound } from '../http/problem.ts';
import { amount } from './amount.ts';
import { Radios } from './components/choice.tsx';
import { NumberField } from './components/field.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { Banner } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { CHANNEL_LABELS } from './mailing-words.ts';
import { crumbsTo, idIn, mailingOf } from './on-mailing.ts';
import { definePage } from './page.ts';

const TITLE = { nl: 'Verzending bevestigen', en: 'Confirm the dispatch' };
/** E-mail is confirmed by the gateway, which knows. */
const BY_PEOPLE: readonly Channel[] = ['letter', 'portal'];

/** Says that letters were posted, or messages put in the portal. */
export const batchConfirmationPage = definePage({
  path: '/mailings/:mailingId/deelverzendingen/:batch/bevestigen',
  operation: 'batches.confirm',
  form: z.object({
    channel: z.enum(BY_PEOPLE as ['letter', 'portal']),
    accepted: amount.default(0),
    failed: amount.default(0),
    inDoubt: amount.default(0),
  }),

  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'batches.confirm');
    const { body } = await call.ask(listBatches, { params: { mailingId: record.id } });
    const batch = body.results.find(({ number }) => String(number) === call.params['batch']);
    if (!batch) throw notFound();
    const open = BY_PEOPLE.filter(
      (channel) =>
        batch.status === 'released' && batch.audience[channel] > 0 && !batch.reports[channel],
    );
    const [first] = open;
    return {
      title: TITLE,
      breadcrumbs: crumbsTo(record, call),
      body: (
        <>
          <p className="lead">
            <Say
              text={{
                nl: `${record.title}, deelverzending ${batch.number}`,
                en: `${record.title}, batch ${batch.number}`,
              }}
            />
          </p>
          {first ? (
            <Form label={TITLE}>
              <Radios
                name="channel"
                label={{ nl: 'Wat is verzonden?', en: 'What was dispatched?' }}
                value={first}
                options={open.map((channel) => ({ value: channel, text: CHANNEL_LABELS[channel] }))}
              />
              <NumberField
                name="accepted"
                label={{ nl: 'Hoeveel zijn gelukt?', en: 'How many went well?' }}
                value={batch.audience[first]}
              />
              <NumberField
                name="failed"
                label={{ nl: 'Hoeveel zijn mislukt?', en: 'How many failed?' }}
                value={0}
              />
              <NumberField
                name="inDoubt"
                label={{ nl: 'Van hoeveel weet u het niet?', en: 'Of how many do you not know?' }}
                value={0}
              />
              <Buttons>
                <Button text={{ nl: 'Bevestig de verzending', en: 'Confirm the dispatch' }} />
                <ButtonLink
                  href={`/mailings/${record.id}`}
                  text={{ nl: 'Terug naar de mailing', en: 'Back to the mailing' }}
                />
              </Buttons>
            </Form>
          ) : (
            <Banner>
              <p>
                <Say
                  text={{
                    nl: 'Van deze deelverzending is er nu niets te bevestigen. E-mail bevestigt Sluis zelf.',
                    en: 'Of this batch there is nothing to confirm now. E-mail is confirmed by Sluis itself.',
                  }}
                />
              </p>
            </Banner>
          )}
        </>
      ),
    };
  },

  post: async (report, call) => {
    await call.ask(confirmBatch, {
      params: { mailingId: idIn(call), batch: call.params['batch'] ?? '' },
      body: report,
    });
    return {
      to: `/mailings/${idIn(call)}`,
      flash: { nl: 'De verzending is bevestigd.', en: 'The dispatch was confirmed.' },
    };
  },
});
