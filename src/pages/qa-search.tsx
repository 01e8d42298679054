import { z } from 'zod';
import { listMailings } from '../api/mailings.ts';
import { giveQaFeedback } from '../api/qa-feedback.ts';
import { searchQaPairs } from '../api/qa-search.ts';
import { logQuestion } from '../api/questions.ts';
import { counted, type Noun } from '../domain/counted-text.ts';
import { type Channel, CHANNELS } from './components/question-fields.tsx';
import { FoundPair, type FoundPairView, NoAnswer } from './components/found-pair.tsx';
import { Button } from './components/form.tsx';
import { EmptyState } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { invalidInput } from '../http/problem.ts';
import type { Text } from '../domain/text.ts';
import { definePage, type PageCall } from './page.ts';

const OUTCOMES = ['answered', 'transferred', 'callback', 'unanswered'] as const;
const MOST_SHOWN = 10;
/** Statuses in which people may call about a mailing. */
const LIVE = ['releasing', 'dispatched', 'signed-off'] as const;

/** Where an agent finds the answer while somebody waits on the line, and writes down what was asked. */
export const qaSearchPage = definePage({
  path: '/zoeken',
  operation: 'qa-pairs.search',
  menu: { nl: 'Zoeken', en: 'Search' },
  scripts: ['search'],
  form: z.object({
    mailingId: z.string().optional(),
    pair: z.coerce.number().optional(),
    channel: z.enum(['phone', 'counter', 'email', 'callback']).default('phone'),
    text: z.string().default(''),
    do: z.enum([...OUTCOMES, 'feedback']),
  }),

  get: async ({ ask, query, form, may, language }) => {
    const typed = query.get('q')?.slice(0, 200) ?? '';
    const found: readonly FoundPairView[] =
      typed.trim() === ''
        ? []
        : (await ask(searchQaPairs, { query: { search: typed, limit: String(MOST_SHOWN + 1) } }))
            .body.results;
    const mailings = await liveMailings(ask);
    const wrong = form.values.size > 0 ? form.values : undefined;
    const channel = channelIn(query);
    const about = `${wrong?.get('mailingId')?.[0] ?? ''} ${wrong?.get('pair')?.[0] ?? ''}`;
    return {
      title: { nl: 'Antwoord zoeken', en: 'Find an answer' },
      body: (
        <>
          <Finder typed={typed} channel={channel} />
          <p id="telling" role="status" className="quiet" data-lost={LOST[language]}>
            {typed.trim() !== '' && <Say text={toldOf(found.length)} />}
          </p>
          <div id="resultaten">
            {typed.trim() === '' && <Hint />}
            {found.slice(0, MOST_SHOWN).map((pair, at) => (
              <FoundPair
                key={`${pair.mailingId} ${pair.number}`}
                at={at}
                pair={pair}
                typed={typed}
                channel={channel}
                mayLog={may('questions.log')}
                wrong={wrong && about === `${pair.mailingId} ${pair.number}` ? wrong : undefined}
              />
            ))}
            {may('questions.log') && (
              <NoAnswer
                typed={typed}
                channel={channel}
                mailings={mailings}
                open={typed.trim() !== '' && found.length === 0}
                wrong={wrong?.has('pair') === false ? wrong : undefined}
              />
            )}
          </div>
        </>
      ),
    };
  },

  post: async ({ do: what, mailingId, pair, channel, text }, { ask, query }) => {
    const about = pair === undefined ? {} : { qaPairNumber: pair };
    if (what === 'feedback') {
      if (mailingId === undefined) throw NO_MAILING;
      await ask(giveQaFeedback, {
        params: { mailingId },
        body: { ...about, text },
      });
      return { to: `/zoeken?${query.toString()}`, flash: FEEDBACK_GIVEN };
    }
    await ask(logQuestion, {
      body: { ...(mailingId && { mailingId }), ...about, channel, text, outcome: what },
    });
    // Who sits at the counter helps the next one there too.
    return { to: channel === 'phone' ? '/zoeken' : `/zoeken?via=${channel}`, flash: LOGGED };
  },
});

function channelIn(query: URLSearchParams): Channel {
  const via = query.get('via') ?? '';
  return Object.hasOwn(CHANNELS, via) ? (via as Channel) : 'phone';
}

const ANSWERS: Noun = { nl: ['antwoord', 'antwoorden'], en: ['answer', 'answers'] };

function toldOf(found: number): Text {
  if (found <= MOST_SHOWN) return counted(found, ANSWERS);
  return {
    nl: `De ${MOST_SHOWN} beste antwoorden. Typ een woord erbij om beter te zoeken.`,
    en: `The best ${MOST_SHOWN} answers. Type another word to search better.`,
  };
}

const LOST = {
  nl: 'Zoeken lukt nu niet. De antwoorden hieronder horen bij wat u eerder typte. Druk op Zoek om het opnieuw te proberen.',
  en: 'Searching does not work now. The answers below belong to what you typed before. Press Search to try again.',
};

const NO_MAILING = invalidInput([
  {
    path: 'body.mailingId',
    code: 'missing',
    text: {
      nl: 'Kies de mailing waarin het antwoord ontbreekt. Dan komt uw opmerking bij de goede mensen.',
      en: 'Choose the mailing in which the answer is missing. Then your remark reaches the right people.',
    },
  },
]);

const LOGGED = {
  nl: 'De vraag is genoteerd. U kunt de volgende beller helpen.',
  en: 'The question was logged. You can help the next caller.',
};
const FEEDBACK_GIVEN = {
  nl: 'Dank u wel. De KCC-leider en de vakafdeling zien uw opmerking.',
  en: 'Thank you. The KCC lead and the department see your remark.',
};

function Finder({ typed, channel }: { readonly typed: string; readonly channel: Channel }) {
  return (
    <form method="get" role="search" className="finder">
      <div>
        <label htmlFor="zoekveld">
          <Say text={{ nl: 'Waar gaat de vraag over?', en: 'What is the question about?' }} />
        </label>
        <input
          id="zoekveld"
          name="q"
          type="search"
          defaultValue={typed}
          autoComplete="off"
          autoFocus
          maxLength={200}
        />
      </div>
      {channel !== 'phone' && <input type="hidden" name="via" value={channel} />}
      <Button text={{ nl: 'Zoek', en: 'Search' }} />
    </form>
  );
}

function Hint() {
  return (
    <EmptyState
      text={{
        nl: 'Typ een of twee woorden uit de vraag. Een typefout is niet erg. Met de pijltjes loopt u langs de antwoorden, met de toets / komt u daarvandaan terug in het zoekveld.',
        en: 'Type one or two words of the question. A typing mistake does no harm. The arrows take you through the answers, the / key brings you back from there to the field.',
      }}
    />
  );
}

async function liveMailings(ask: PageCall['ask']) {
  const lists = await Promise.all(
    LIVE.map((status) => ask(listMailings, { query: { status, pageSize: '30' } })),
  );
  return lists.flatMap(({ body }) => body.results.map(({ id, title }) => ({ id, title })));
}
