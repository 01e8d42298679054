import { z } from 'zod';
import { reason } from '../api/fields.ts';
import { getGateStop, listGateStops, stopGate } from '../api/gate-stop.ts';
import { TypedWord, typedWord } from './components/typed-word.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { Banner, Section } from './components/parts.tsx';
import { Say, ShortMoment } from './components/say.tsx';
import { Table } from './components/table.tsx';
import { ReasonField } from './decision-page.tsx';
import { definePage, type PageCall } from './page.ts';

export const STOP_TITLE = { nl: 'Noodstop', en: 'Stop everything' };
const WORD = 'NOODSTOP';

/** The switch that stops everything that leaves: a reason and a typed word, so that nobody presses it by mistake. */
export const gateStopPage = definePage({
  path: '/noodstop',
  operation: 'gate-stop.press',
  menu: STOP_TITLE,
  menuGroup: 'settings',
  form: z.object({ reason, confirmation: typedWord(WORD) }),
  get: async (call) => {
    const { stopped } = (await call.ask(getGateStop)).body;
    return {
      title: STOP_TITLE,
      body: (
        <>
          {stopped ? <AlreadyStopped /> : <Press />}
          <Earlier stops={await earlierStops(call)} />
        </>
      ),
    };
  },
  post: async (filled, { ask }) => {
    const { body } = await ask(stopGate, { body: { reason: filled.reason } });
    const underWay = body.stop?.underWay ?? 0;
    return {
      to: '/noodstop',
      flash:
        underWay === 0
          ? {
              nl: 'Alles staat stil. Er was niets onderweg.',
              en: 'Everything is stopped. Nothing was on its way.',
            }
          : {
              nl: `Alles staat stil. Op dat moment onderweg, en niet terug te halen: ${underWay}.`,
              en: `Everything is stopped. On its way at that moment, and not to be called back: ${underWay}.`,
            },
    };
  },
});

function Press() {
  return (
    <>
      <p className="lead">
        <Say
          text={{
            nl: 'Hiermee zet u alles stil wat het gemeentehuis uitgaat: e-mails, losse mails en brieven, van alle mailings tegelijk.',
            en: 'This stops everything that leaves the town hall: e-mails, single mails and letters, of all mailings at once.',
          }}
        />
      </p>
      <ul>
        <li>
          <Say
            text={{
              nl: 'Het werkt meteen. Alleen wat al onderweg is, komt nog aan.',
              en: 'It works at once. Only what is on its way already still arrives.',
            }}
          />
        </li>
        <li>
          <Say
            text={{
              nl: 'Er gaat niets verloren: alles blijft bewaard en gaat later alsnog weg. Voor e-mails telt de tijd van de stop niet mee.',
              en: 'Nothing is lost: everything is kept and leaves later. For e-mails the time of the stop does not count.',
            }}
          />
        </li>
        <li>
          <Say
            text={{
              nl: 'Ook brieven die al bij de drukker liggen, mag hij dan niet meer drukken. Bel de drukker als hij al begonnen kan zijn.',
              en: 'Letters that lie with the printer already may not be printed any more either. Call the printer when printing may have begun.',
            }}
          />
        </li>
        <li>
          <Say
            text={{
              nl: 'Alle KCC-leiders en auditors krijgen een alarm. Weer verzenden kan alleen met twee KCC-leiders.',
              en: 'All KCC leads and auditors are alarmed. Going on takes two KCC leads.',
            }}
          />
        </li>
      </ul>
      <p>
        <Say
          text={{
            nl: 'Gaat het om één mailing? Trek dan die mailing in.',
            en: 'Is it about a single mailing? Then withdraw that mailing.',
          }}
        />{' '}
        <a href="/mailings">
          <Say text={{ nl: 'Naar de mailings', en: 'To the mailings' }} />
        </a>
      </p>
      <Form label={STOP_TITLE}>
        <ReasonField
          label={{ nl: 'Waarom moet alles stoppen?', en: 'Why must everything stop?' }}
          hint={{
            nl: 'In één regel. Iedereen die mailings ziet, leest dit bovenaan elke pagina. Noem geen inwoners.',
            en: 'In one line. Everybody who sees mailings reads this on top of every page. Do not name residents.',
          }}
        />
        <TypedWord word={WORD} />
        <Buttons>
          <Button kind="danger" text={{ nl: 'Zet alles stil', en: 'Stop everything' }} />
          <ButtonLink href="/bord" text={{ nl: 'Nee, terug', en: 'No, back' }} />
        </Buttons>
      </Form>
    </>
  );
}

function AlreadyStopped() {
  return (
    <>
      <p className="lead">
        <Say text={{ nl: 'Alles staat stil.', en: 'Everything is stopped.' }} />
      </p>
      <Buttons>
        <ButtonLink
          kind="primary"
          href="/noodstop/hervatten"
          text={{ nl: 'Weer verzenden', en: 'Go on' }}
        />
      </Buttons>
    </>
  );
}

const earlierStops = async ({ ask }: PageCall) =>
  (await ask(listGateStops)).body.results.filter(({ resumed }) => resumed);

function Earlier({ stops }: { readonly stops: Awaited<ReturnType<typeof earlierStops>> }) {
  const title = { nl: 'Eerdere noodstops', en: 'Earlier stops' };
  if (stops.length === 0) return null;
  return (
    <Section id="eerder" title={title}>
      <Table
        caption={title}
        captionUnseen
        rows={stops}
        rowKey={({ id }) => id}
        columns={[
          {
            head: { nl: 'Van', en: 'From' },
            cell: ({ stoppedAt }) => <ShortMoment at={stoppedAt} />,
          },
          {
            head: { nl: 'Tot', en: 'Until' },
            cell: ({ resumed }) => (resumed ? <ShortMoment at={resumed.at} /> : '–'),
          },
          { head: { nl: 'Waarom', en: 'Why' }, cell: ({ reason: why }) => why },
        ]}
      />
    </Section>
  );
}

/** What a lead sees who comes for a stop that is over already. */
export function NotStopped() {
  return (
    <Banner>
      <p>
        <Say
          text={{
            nl: 'Er is geen noodstop. Alles gaat weg zoals gepland.',
            en: 'Nothing is stopped. Everything leaves as planned.',
          }}
        />
      </p>
    </Banner>
  );
}
