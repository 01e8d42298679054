import { listBriefings } from '../api/briefings.ts';
import { listMailings } from '../api/mailings.ts';
import { countQuestions } from '../api/question-counts.ts';
import { listOwnQaFeedback } from '../api/qa-feedback.ts';
import { listShifts } from '../api/shifts.ts';
import type { BriefingContent } from '../domain/briefing.ts';
import { addDays, addSeconds } from '../domain/instant.ts';
import { localDateOf, toInstant } from '../domain/local-time.ts';
import { ButtonLink, Buttons } from './components/form.tsx';
import { OCCASION_TEXTS } from './components/occasion.ts';
import { OwnRemarks } from './components/own-remarks.tsx';
import { Badge, EmptyState, Section } from './components/parts.tsx';
import { Amount, Moment, Say } from './components/say.tsx';
import { ShiftList } from './components/shift-list.tsx';
import { Table } from './components/table.tsx';
import type { AppDeps } from './deps.ts';
import { definePage, type PageCall } from './page.ts';

const WAVES = ['releasing', 'dispatched'] as const;
const BRIEFING_SECONDS = 14 * 86_400;
const MOST_REMARKS = '5';

/** Where an agent's day begins: what to read, which waves to expect, and when to work. */
export const todayPage = definePage({
  path: '/vandaag',
  operation: 'briefings.confirm-read',
  menu: { nl: 'Vandaag', en: 'Today' },
  startFor: ['agent'],
  scripts: ['live'],

  get: async (call, deps) => {
    const { house } = deps;
    const today = localDateOf(call.now, house.timeZone);
    const from = toInstant(today, '00:00', house.timeZone);
    const to = toInstant(addDays(today, 1), '00:00', house.timeZone);
    const [briefings, waves, remarks, shifts] = await Promise.all([
      recentBriefings(call),
      wavesOf(call, deps, today, { from, to }),
      call.ask(listOwnQaFeedback, { query: { pageSize: MOST_REMARKS } }),
      call.ask(listShifts, {
        query: {
          from,
          to: toInstant(addDays(today, 7), '00:00', house.timeZone),
          personId: call.person.id,
        },
      }),
    ]);
    const unread = briefings.filter(({ readAt }) => readAt === undefined);
    return {
      title: { nl: 'Vandaag', en: 'Today' },
      body: (
        <>
          <Buttons>
            <ButtonLink
              kind="primary"
              href="/zoeken"
              text={{ nl: 'Antwoord zoeken', en: 'Find an answer' }}
            />
          </Buttons>
          <Section id="belgolven" title={{ nl: 'Belgolven van vandaag', en: 'Waves of today' }}>
            {waves.length === 0 ? (
              <EmptyState
                text={{
                  nl: 'Vandaag verwachten wij geen extra vragen door een mailing.',
                  en: 'We expect no extra questions because of a mailing today.',
                }}
              />
            ) : (
              <Waves waves={waves} />
            )}
          </Section>
          <Section id="briefings" title={{ nl: 'Briefings', en: 'Briefings' }}>
            <div id="te-lezen" data-live="briefings briefing_reads">
              {unread.length === 0 && (
                <p>
                  <Say
                    text={{
                      nl: 'U hebt alles gelezen.',
                      en: 'You have read everything.',
                    }}
                  />
                </p>
              )}
              <Briefings briefings={[...unread, ...briefings.filter(({ readAt }) => readAt)]} />
            </div>
          </Section>
          <Section
            id="diensten"
            title={{ nl: 'Uw diensten deze week', en: 'Your shifts this week' }}
          >
            <ShiftList shifts={shifts.body.results} />
            <p>
              <a href="/mijn-diensten">
                <Say
                  text={{ nl: 'Alle diensten en uitnodigingen', en: 'All shifts and invitations' }}
                />
              </a>
            </p>
          </Section>
          <OwnRemarks remarks={remarks.body.results} />
        </>
      ),
    };
  },
});

interface Wave {
  readonly id: string;
  readonly title: string;
  readonly expected?: { readonly p10: number; readonly p50: number; readonly p90: number };
  readonly questions: number;
}

function Waves({ waves }: { readonly waves: readonly Wave[] }) {
  const caption = { nl: 'Belgolven van vandaag', en: 'Waves of today' };
  return (
    <Table
      caption={caption}
      captionUnseen
      rows={waves}
      rowKey={({ id }) => id}
      columns={[
        {
          head: { nl: 'Mailing', en: 'Mailing' },
          cell: ({ id, title }) => <a href={`/mailings/${id}`}>{title}</a>,
        },
        {
          head: { nl: 'Verwacht vandaag', en: 'Expected today' },
          number: true,
          cell: ({ expected }) =>
            expected ? (
              <>
                <Amount value={Math.round(expected.p50)} />{' '}
                <span className="quiet">
                  (<Amount value={Math.round(expected.p10)} />–
                  <Amount value={Math.round(expected.p90)} />)
                </span>
              </>
            ) : (
              '–'
            ),
        },
        {
          head: { nl: 'Genoteerd', en: 'Logged' },
          number: true,
          cell: ({ id, questions }) => <span data-live-count={id}>{questions}</span>,
        },
      ]}
    />
  );
}

const recentBriefings = async (call: PageCall) => {
  const since = addSeconds(call.now, -BRIEFING_SECONDS);
  return (await call.ask(listBriefings, { query: { since } })).body.results;
};

function Briefings(props: { readonly briefings: Awaited<ReturnType<typeof recentBriefings>> }) {
  return (
    <ul className="cards">
      {props.briefings.map(({ id, occasion, sentAt, readAt, content }) => (
        <li key={id}>
          <p>
            <a href={`/briefings/${id}`}>
              <strong>{(content as unknown as BriefingContent).title}</strong>
            </a>{' '}
            {readAt ? (
              <Badge tone="good" text={{ nl: 'Gelezen', en: 'Read' }} />
            ) : (
              <Badge tone="waiting" text={{ nl: 'Nog lezen', en: 'To be read' }} />
            )}
          </p>
          <p className="quiet">
            <Say text={OCCASION_TEXTS[occasion]} />
            {sentAt && (
              <>
                {', '}
                <Moment at={sentAt} />
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

async function wavesOf(
  call: PageCall,
  deps: AppDeps,
  today: string,
  span: { readonly from: string; readonly to: string },
): Promise<Wave[]> {
  const [counts, ...lists] = await Promise.all([
    call.ask(countQuestions, { query: span }),
    ...WAVES.map((status) => call.ask(listMailings, { query: { status, pageSize: '20' } })),
  ]);
  const questions = new Map(
    counts.body.results.map((one) => [one.mailingId, one.questions] as const),
  );
  const running = lists.flatMap(({ body }) => body.results);
  const forecasts = await deps.store.forecasts.perDayOf(running.map(({ id }) => id));
  const waves = running.map(({ id, title }): Wave => {
    const expected = forecasts.get(id)?.find(({ date }) => date === today);
    return { id, title, ...(expected && { expected }), questions: questions.get(id) ?? 0 };
  });
  return waves.filter((wave) => (wave.expected?.p90 ?? 0) >= 1 || wave.questions > 0);
}
