import { z } from 'zod';
import { listMailings } from '../api/mailings.ts';
import { giveQaFeedback } from '../api/qa-feedback.ts';
import { searchQaPairs } from '../api/qa-search.ts';
import { logQuestion } from '../api/questions.ts';
import { counted } from './components/counted.ts';
import { FoundPair, type FoundPairView, NoAnswer } from './components/found-pair.tsx';
import { Button } from './components/form.tsx';
import { EmptyState } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import { definePage, type PageCall } from './page.ts';

const OUTCOMES = ['answered', 'transferred', 'callback', 'unanswered'] as const;
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

  get: async ({ ask, query, form, may }) => {
    const typed = query.get('q')?.slice(0, 200) ?? '';
    const found: readonly FoundPairView[] =
      typed.trim() === ''
        ? []
        : (await ask(searchQaPairs, { query: { search: typed } })).body.results;
    const mailings = await liveMailings(ask);
    const wrong = form.values.size > 0 ? form.values : undefined;
    const about = `${wrong?.get('mailingId')?.[0] ?? ''} ${wrong?.get('pair')?.[0] ?? ''}`;
    return {
      title: { nl: 'Antwoord zoeken', en: 'Find an answer' },
      body: (
        <>
          <Finder typed={typed} />
          <p id="telling" role="status" className="quiet">
            {typed.trim() !== '' && (
              <Say
                text={counted(found.length, ['antwoord', 'antwoorden'], ['answer', 'answers'])}
              />
            )}
          </p>
          <div id="resultaten">
            {typed.trim() === '' && <Hint />}
            {found.map((pair, at) => (
              <FoundPair
                key={`${pair.mailingId} ${pair.number}`}
                at={at}
                pair={pair}
                typed={typed}
                mayLog={may('questions.log')}
                wrong={wrong && about === `${pair.mailingId} ${pair.number}` ? wrong : undefined}
              />
            ))}
            {may('questions.log') && (
              <NoAnswer
                typed={typed}
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
      await ask(giveQaFeedback, {
        params: { mailingId: mailingId ?? '' },
        body: { ...about, text },
      });
      return { to: `/zoeken?${query.toString()}`, flash: FEEDBACK_GIVEN };
    }
    await ask(logQuestion, {
      body: { ...(mailingId && { mailingId }), ...about, channel, text, outcome: what },
    });
    return { to: '/zoeken', flash: LOGGED };
  },
});

const LOGGED = {
  nl: 'De vraag is genoteerd. U kunt de volgende beller helpen.',
  en: 'The question was logged. You can help the next caller.',
};
const FEEDBACK_GIVEN = {
  nl: 'Dank u wel. De KCC-leider en de vakafdeling zien uw opmerking.',
  en: 'Thank you. The KCC lead and the department see your remark.',
};

function Finder({ typed }: { readonly typed: string }) {
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
      <Button text={{ nl: 'Zoek', en: 'Search' }} />
    </form>
  );
}

function Hint() {
  return (
    <EmptyState
      text={{
        nl: 'Typ een of twee woorden uit de vraag. Een typefout is niet erg. Met de toets / komt u altijd terug in het zoekveld, met de pijltjes loopt u langs de antwoorden.',
        en: 'Type one or two words of the question. A typing mistake does no harm. The / key always brings you back to the field, the arrows take you through the answers.',
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
