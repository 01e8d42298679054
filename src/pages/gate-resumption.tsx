import { z } from 'zod';
import { reason } from '../api/fields.ts';
import { askResumption, getGateStop, resumeGate, takeBackResumption } from '../api/gate-stop.ts';
import { Facts } from './components/facts.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { Banner } from './components/parts.tsx';
import { Amount, Moment, Say } from './components/say.tsx';
import { TypedWord, typedWord } from './components/typed-word.tsx';
import { ReasonField } from './decision-page.tsx';
import type { AppDeps } from './deps.ts';
import { NotStopped, STOP_TITLE } from './gate-stop.tsx';
import { definePage, type GoTo, type PageCall } from './page.ts';

const WORD = 'VERZENDEN';
const PATH = '/noodstop/hervatten';
type Stop = NonNullable<Awaited<ReturnType<typeof stopOf>>>;
const stopOf = async ({ ask }: PageCall) => (await ask(getGateStop)).body.stop;

/** Going on after a stop: one lead asks here, another one agrees here, and either may take it back. */
export const gateResumptionPage = definePage({
  path: PATH,
  operation: 'gate-stop.resume',
  fresh: true,
  form: z.discriminatedUnion('do', [
    z.object({ do: z.literal('ask'), stopId: z.string(), reason }),
    z.object({ do: z.literal('take-back'), stopId: z.string() }),
    z.object({ do: z.literal('resume'), stopId: z.string(), confirmation: typedWord(WORD) }),
  ]),
  get: async (call, deps) => {
    const stop = await stopOf(call);
    return {
      title: { nl: 'Weer verzenden', en: 'Go on' },
      breadcrumbs: [{ text: STOP_TITLE, href: '/noodstop' }],
      body: stop ? await standing(stop, call, deps) : <NotStopped />,
    };
  },
  post: async (filled, { ask }): Promise<GoTo> => {
    const params = { stopId: filled.stopId };
    switch (filled.do) {
      case 'ask':
        await ask(askResumption, { params, body: { reason: filled.reason } });
        return { to: PATH, flash: ASKED };
      case 'take-back':
        await ask(takeBackResumption, { params, body: {} });
        return { to: PATH, flash: TAKEN_BACK };
      case 'resume':
        await ask(resumeGate, { params, body: {} });
        return { to: '/noodstop', flash: RESUMED };
    }
  },
});

async function standing(stop: Stop, { person }: PageCall, { store }: AppDeps) {
  const { request } = stop;
  const nameOf = async (id: string) => (await store.people.find(id))?.name ?? '–';
  const facts = [
    { label: { nl: 'Stilgezet door', en: 'Stopped by' }, value: await nameOf(stop.stoppedBy) },
    { label: { nl: 'Sinds', en: 'Since' }, value: <Moment at={stop.stoppedAt} /> },
    { label: { nl: 'Waarom', en: 'Why' }, value: stop.reason },
    {
      label: { nl: 'Op dat moment onderweg', en: 'On its way at that moment' },
      value: <Amount value={stop.underWay} />,
    },
  ];
  return (
    <>
      <Facts facts={facts} />
      {!request && <Ask stopId={stop.id} />}
      {request && (
        <Facts
          facts={[
            {
              label: { nl: 'Gevraagd door', en: 'Asked by' },
              value: await nameOf(request.askedBy),
            },
            { label: { nl: 'Wanneer', en: 'When' }, value: <Moment at={request.askedAt} /> },
            { label: { nl: 'Waarom nu wel', en: 'Why now' }, value: request.reason },
          ]}
        />
      )}
      {request?.askedBy === person.id && <WaitsForSecond />}
      {request && request.askedBy !== person.id && <Agree stopId={stop.id} />}
      {request && <TakeBack stopId={stop.id} />}
    </>
  );
}

function Ask({ stopId }: { readonly stopId: string }) {
  return (
    <Form label={{ nl: 'Vragen om weer te verzenden', en: 'Ask to go on' }}>
      <input type="hidden" name="stopId" value={stopId} />
      <p>
        <Say
          text={{
            nl: 'U vraagt het, een andere KCC-leider bevestigt het. Pas daarna gaat er weer iets weg.',
            en: 'You ask, another KCC lead agrees. Only then does anything leave again.',
          }}
        />
      </p>
      <ReasonField
        label={{ nl: 'Waarom kan het weer?', en: 'Why can it go on?' }}
        hint={{
          nl: 'In één regel: wat was er mis en wat is er aan gedaan. Noem geen inwoners.',
          en: 'In one line: what was wrong and what was done about it. Do not name residents.',
        }}
      />
      <Buttons>
        <Button
          name="do"
          value="ask"
          text={{ nl: 'Vraag om weer te verzenden', en: 'Ask to go on' }}
        />
        <ButtonLink
          href="/noodstop"
          text={{ nl: 'Nee, laat alles staan', en: 'No, stay stopped' }}
        />
      </Buttons>
    </Form>
  );
}

function WaitsForSecond() {
  return (
    <Banner tone="warning">
      <p>
        <Say
          text={{
            nl: 'U hebt dit gevraagd. Een andere KCC-leider moet het nog bevestigen. Tot dan gaat er niets weg.',
            en: 'You asked for this. Another KCC lead must still confirm it. Until then nothing leaves.',
          }}
        />
      </p>
    </Banner>
  );
}

function Agree({ stopId }: { readonly stopId: string }) {
  return (
    <Form label={{ nl: 'Bevestigen', en: 'Confirm' }}>
      <input type="hidden" name="stopId" value={stopId} />
      <p>
        <Say
          text={{
            nl: 'Als u bevestigt, gaat alles wat klaarstaat meteen weer weg, in het gewone tempo. Kijk eerst of het probleem is opgelost.',
            en: 'When you confirm, everything that is ready leaves again at once, at the ordinary pace. Look first whether the problem is solved.',
          }}
        />
      </p>
      <TypedWord word={WORD} />
      <Buttons>
        <Button
          kind="danger"
          name="do"
          value="resume"
          text={{ nl: 'Ja, ga weer verzenden', en: 'Yes, go on' }}
        />
      </Buttons>
    </Form>
  );
}

function TakeBack({ stopId }: { readonly stopId: string }) {
  return (
    <Form label={{ nl: 'Vraag intrekken', en: 'Take the request back' }}>
      <input type="hidden" name="stopId" value={stopId} />
      <Buttons>
        <Button
          kind="secondary"
          name="do"
          value="take-back"
          text={{ nl: 'Trek de vraag in, alles blijft staan', en: 'Take it back, stay stopped' }}
        />
      </Buttons>
    </Form>
  );
}

const ASKED = {
  nl: 'Gevraagd. Een andere KCC-leider moet het nog bevestigen.',
  en: 'Asked. Another KCC lead must still confirm it.',
};
const TAKEN_BACK = {
  nl: 'De vraag is ingetrokken. Alles blijft stilstaan.',
  en: 'The request was taken back. Everything stays stopped.',
};
const RESUMED = {
  nl: 'De noodstop is voorbij. Wat klaarstond gaat weer weg.',
  en: 'The stop is over. What was ready leaves again.',
};
