import { z } from 'zod';
import { answerDoubt, listDoubts } from '../api/doubts.ts';
import { DOUBT_ANSWERS, type DoubtAnswer } from '../domain/smtp-doubt.ts';
import type { Text } from '../domain/text.ts';
import { counted } from '../domain/counted-text.ts';
import { Facts } from './components/facts.tsx';
import { Button, Buttons, Form } from './components/form.tsx';
import { Banner, EmptyState, Pagination } from './components/parts.tsx';
import { Moment, Say } from './components/say.tsx';
import type { AppDeps } from './deps.ts';
import { definePage, type PageCall } from './page.ts';

const PAGE_SIZE = 25;
const PATH = '/onzeker';

/** Messages of which nobody knows whether they arrived: what is known, and two people who decide. */
export const doubtsPage = definePage({
  path: PATH,
  operation: 'doubts.read',
  form: z.object({
    messageId: z.string(),
    recipient: z.string(),
    answer: z.enum(DOUBT_ANSWERS),
  }),
  get: async (call, deps) => {
    const page = call.query.get('page') ?? '1';
    const { body } = await call.ask(listDoubts, { query: { page, pageSize: String(PAGE_SIZE) } });
    return {
      title: { nl: 'Onzeker verzonden', en: 'In doubt' },
      body: (
        <>
          {body.count === 0 ? (
            <EmptyState
              text={{
                nl: 'Van elk verzonden bericht is bekend wat ervan is geworden. Hier hoeft u niets te doen.',
                en: 'Of every message that left it is known what became of it. Nothing to do here.',
              }}
            />
          ) : (
            <Explanation count={body.count} />
          )}
          {await Promise.all(body.results.map((doubt) => shown(doubt, call, deps)))}
          <Pagination
            page={Number(page)}
            pageSize={PAGE_SIZE}
            count={body.count}
            href={(to) => `?page=${to}`}
          />
        </>
      ),
    };
  },
  post: async ({ messageId, recipient, answer }, { ask }) => {
    const { body } = await ask(answerDoubt, {
      params: { messageId },
      body: { recipient, answer },
    });
    return { to: PATH, flash: DONE[body.outcome] };
  },
});

type Doubt = Awaited<ReturnType<typeof doubtsOf>>[number];
const doubtsOf = async ({ ask }: PageCall) => (await ask(listDoubts)).body.results;

function Explanation({ count }: { readonly count: number }) {
  return (
    <>
      <p className="lead">
        <Say
          text={counted(count, {
            nl: [
              'bericht is misschien wel, misschien niet aangekomen.',
              'berichten zijn misschien wel, misschien niet aangekomen.',
            ],
            en: ['message may or may not have arrived.', 'messages may or may not have arrived.'],
          })}
        />
      </p>
      <p>
        <Say
          text={{
            nl: 'De verbinding brak op het laatste moment. Sluis stuurt zo’n bericht nooit zelf opnieuw, want dan krijgt iemand het misschien twee keer. Zoek het Message-ID op in het logboek van de mailserver en zeg wat u daar ziet. Pas als twee KCC-leiders hetzelfde zeggen, gebeurt het.',
            en: 'The connection broke at the last moment. Sluis never sends such a message again by itself, because somebody might get it twice. Look the Message-ID up in the log of the mail server, and say what you find there. It happens only when two KCC leads say the same.',
          }}
        />
      </p>
      <p>
        <Say
          text={{
            nl: 'Wat u opnieuw laat sturen, krijgt daar drie dagen voor. Is de mailing gestopt of gewijzigd, dan kan het niet meer. Kies dan “niet verzonden”: het staat dan bij wat niet is bezorgd.',
            en: 'What you have sent again gets three days for it. When the mailing was stopped or changed it cannot be sent any more. Then choose “not sent”: it is listed as not delivered.',
          }}
        />
      </p>
    </>
  );
}

async function shown(doubt: Doubt, call: PageCall, { store }: AppDeps) {
  const { messageId, recipient, answer, answeredBy } = doubt;
  const mine = answeredBy === call.person.id;
  const name = answeredBy && (await store.people.find(answeredBy))?.name;
  return (
    <article key={`${messageId} ${recipient}`} className="answer">
      <h2>{recipient}</h2>
      <Facts facts={factsOf(doubt)} />
      {answer && (
        <Banner tone="warning">
          <p>
            <Say
              text={
                mine
                  ? { nl: 'U zei: ', en: 'You said: ' }
                  : { nl: `${name ?? '–'} zei: `, en: `${name ?? '–'} said: ` }
              }
            />
            <strong>
              <Say text={SAID[answer]} />
            </strong>{' '}
            <Say
              text={
                mine
                  ? {
                      nl: 'Een andere KCC-leider moet nog hetzelfde zeggen.',
                      en: 'Another KCC lead must still say the same.',
                    }
                  : {
                      nl: 'Zegt u hetzelfde, dan gebeurt het.',
                      en: 'When you say the same, it happens.',
                    }
              }
            />
          </p>
        </Banner>
      )}
      {call.may('doubts.answer') && (
        <Form label={{ nl: `Antwoord voor ${recipient}`, en: `Answer for ${recipient}` }}>
          <input type="hidden" name="messageId" value={messageId} />
          <input type="hidden" name="recipient" value={recipient} />
          <Buttons>
            {DOUBT_ANSWERS.map((one) => (
              <Button key={one} kind="secondary" name="answer" value={one} text={ANSWERS[one]} />
            ))}
          </Buttons>
        </Form>
      )}
    </article>
  );
}

function factsOf({ mailingId, title, batch, since, reply, attempts, ...doubt }: Doubt) {
  return [
    {
      label: { nl: 'Mailing', en: 'Mailing' },
      value: mailingId ? (
        <a href={`/mailings/${mailingId}`}>{title}</a>
      ) : (
        { nl: 'Losse mail', en: 'Single mail' }
      ),
    },
    ...(batch !== undefined && mailingId
      ? [{ label: { nl: 'Deelverzending', en: 'Batch' }, value: String(batch) }]
      : []),
    { label: { nl: 'Onzeker sinds', en: 'In doubt since' }, value: <Moment at={since} /> },
    {
      label: { nl: 'Message-ID', en: 'Message-ID' },
      value: doubt.messageIdHeader || { nl: 'Geen', en: 'None' },
    },
    { label: { nl: 'Nummer in Sluis', en: 'Queue id in Sluis' }, value: doubt.messageId },
    {
      label: { nl: 'Wat er het laatst gebeurde', en: 'What happened last' },
      value: reply || { nl: 'Niets meer gehoord', en: 'Nothing more was heard' },
    },
    { label: { nl: 'Pogingen', en: 'Attempts' }, value: String(attempts) },
  ];
}

const ANSWERS: { readonly [answer in DoubtAnswer]: Text } = {
  sent: { nl: 'Het is verzonden', en: 'It was sent' },
  'send-again': {
    nl: 'Het is niet verzonden, stuur opnieuw',
    en: 'It was not sent, send it again',
  },
  'not-sent': {
    nl: 'Het is niet verzonden, laat het zo',
    en: 'It was not sent, leave it at that',
  },
};
const SAID: { readonly [answer in DoubtAnswer]: Text } = {
  sent: { nl: 'het is verzonden.', en: 'it was sent.' },
  'send-again': {
    nl: 'het is niet verzonden, stuur opnieuw.',
    en: 'it was not sent, send it again.',
  },
  'not-sent': {
    nl: 'het is niet verzonden, laat het zo.',
    en: 'it was not sent, leave it at that.',
  },
};
const DONE: { readonly [outcome in 'noted' | 'settled']: Text } = {
  noted: {
    nl: 'Uw antwoord is genoteerd. Een andere KCC-leider moet hetzelfde zeggen.',
    en: 'Your answer was noted. Another KCC lead must say the same.',
  },
  settled: {
    nl: 'Twee mensen zijn het eens. Het is verwerkt.',
    en: 'Two people agree. It is done.',
  },
};
