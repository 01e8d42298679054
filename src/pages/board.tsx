import { formatShortDay } from '../charts/format.ts';
import { halfHours } from '../domain/counted-text.ts';
import { addDays } from '../domain/instant.ts';
import { type BoardWeek, boardOf, type TodaysWave, type WeekWave } from './board-data.ts';
import { usePage } from './components/context.ts';
import { Badge, EmptyState, Section } from './components/parts.tsx';
import { WeekLoad } from './components/week-load.tsx';
import { Amount, Day, Say } from './components/say.tsx';
import { Table } from './components/table.tsx';
import { definePage } from './page.ts';

type Board = Awaited<ReturnType<typeof boardOf>>;

/** After a change in one of these the board is fetched anew; questions come with the stream itself. */
const LIVE_TABLES = 'mailings permits staffing_needs assignments shifts briefings briefing_reads';

/** What waits for the KCC, how today goes, and which waves are coming. */
export const boardPage = definePage({
  path: '/bord',
  operation: 'staffing-plan.read',
  menu: { nl: 'Bord', en: 'Board' },
  startFor: ['kcc-lead', 'planner'],
  scripts: ['live'],
  get: async (call, deps) => {
    const board = await boardOf(call, deps);
    return {
      title: { nl: 'Bord', en: 'Board' },
      wide: true,
      body: (
        <>
          <div id="bord" data-live={LIVE_TABLES}>
            <div className="columns">
              <Waiting board={board} />
              <Today waves={board.todays} date={board.today} />
            </div>
            <Weeks weeks={board.weeks} />
          </div>
          {call.may('gate-stop.press') && (
            <p>
              <a href="/noodstop">
                <Say text={{ nl: 'Noodstop: alles stilzetten', en: 'Stop everything' }} />
              </a>
            </p>
          )}
        </>
      ),
    };
  },
});

function Waiting({ board }: { readonly board: Board }) {
  const { held, emergencies, paused, doubts, briefings } = board;
  const title = { nl: 'Wat op u wacht', en: 'What waits for you' };
  const nothing =
    held.length + emergencies.length + paused.length + doubts + briefings.length === 0;
  return (
    <Section id="wacht" title={title}>
      {nothing && (
        <EmptyState
          text={{
            nl: 'Er wacht niets. Zodra een vakafdeling een mailing aanmeldt, staat die hier.',
            en: 'Nothing waits. As soon as a department submits a mailing, it is here.',
          }}
        />
      )}
      <ul className="todo">
        {emergencies.map(({ id, title: of }) => (
          <li key={`nood-${id}`} className="urgent">
            <Badge tone="bad" text={{ nl: 'Noodvrijgave gevraagd', en: 'Emergency asked' }} />{' '}
            <a href={`/mailings/${id}/noodvrijgave`}>{of}</a>
          </li>
        ))}
        {paused.map(({ id, title: of }) => (
          <li key={`wacht-${id}`}>
            <Badge tone="waiting" text={{ nl: 'Staat stil', en: 'Paused' }} />{' '}
            <a href={`/mailings/${id}/verdergaan`}>{of}</a>
          </li>
        ))}
        {doubts > 0 && (
          <li>
            <Badge tone="waiting" text={{ nl: 'Onzeker', en: 'In doubt' }} />{' '}
            <a href="/onzeker">
              <Say
                text={
                  doubts === 1
                    ? {
                        nl: 'Van 1 e-mail is niet zeker of hij is aangekomen.',
                        en: 'Of 1 e-mail it is not certain whether it arrived.',
                      }
                    : {
                        nl: `Van ${doubts} e-mails is niet zeker of ze zijn aangekomen.`,
                        en: `Of ${doubts} e-mails it is not certain whether they arrived.`,
                      }
                }
              />
            </a>
          </li>
        )}
        {held.map(({ id, title: of, unmet }) => (
          <li key={id}>
            <a href={`/mailings/${id}/akkoord`}>{of}</a>
            <br />
            <Say text={unmetText(unmet)} />
          </li>
        ))}
        {briefings.map(({ mailingId, unread, sentAt }) => (
          <li key={`${mailingId} ${sentAt}`}>
            <a href={`/mailings/${mailingId}/briefings`}>
              <Say
                text={
                  unread === 1
                    ? {
                        nl: '1 medewerker las de briefing niet',
                        en: '1 agent has not read the briefing',
                      }
                    : {
                        nl: `${unread} medewerkers lazen de briefing niet`,
                        en: `${unread} agents have not read the briefing`,
                      }
                }
              />
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function unmetText(unmet: number) {
  if (unmet === 0) return { nl: 'Klaar voor uw akkoord.', en: 'Ready for your sign-off.' };
  return unmet === 1
    ? { nl: 'Er moet nog 1 ding gebeuren.', en: '1 thing is still to be done.' }
    : {
        nl: `Er moeten nog ${unmet} dingen gebeuren.`,
        en: `${unmet} things are still to be done.`,
      };
}

function Today(props: { readonly waves: readonly TodaysWave[]; readonly date: string }) {
  const caption = { nl: 'Vandaag', en: 'Today' };
  return (
    <Section id="vandaag" title={caption}>
      <p className="quiet">
        <Day date={props.date} />
      </p>
      {props.waves.length === 0 ? (
        <EmptyState
          text={{
            nl: 'Vandaag loopt er geen belgolf.',
            en: 'There is no wave today.',
          }}
        />
      ) : (
        <Table
          caption={{ nl: 'Vragen van vandaag', en: "Today's questions" }}
          captionUnseen
          rows={props.waves}
          rowKey={({ id }) => id}
          columns={[
            {
              head: { nl: 'Belgolf', en: 'Wave' },
              cell: ({ id, title }) => <a href={`/mailings/${id}`}>{title}</a>,
            },
            {
              head: { nl: 'Tot nu toe', en: 'So far' },
              number: true,
              cell: ({ id, logged }) => (
                <span data-live-count={id}>
                  <Amount value={logged} />
                </span>
              ),
            },
            {
              head: { nl: 'Verwacht vandaag', en: 'Expected today' },
              cell: ({ forecast, logged }) => (
                <>
                  <Amount value={forecast.p10} /> <Say text={{ nl: 'tot', en: 'to' }} />{' '}
                  <Amount value={forecast.p90} />
                  {logged > forecast.p90 && (
                    <>
                      {' '}
                      <Badge
                        tone="bad"
                        text={{ nl: 'Meer dan verwacht', en: 'More than expected' }}
                      />
                    </>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}

function Weeks({ weeks }: { readonly weeks: readonly BoardWeek[] }) {
  const { language } = usePage();
  const span = (monday: string) =>
    `${formatShortDay(monday, language)} – ${formatShortDay(addDays(monday, 4), language)}`;
  return (
    <Section id="weken" title={{ nl: 'De komende weken', en: 'The next weeks' }}>
      <ol className="weeks">
        {weeks.map(({ monday, waves, load }) => (
          <li key={monday}>
            <h3>{span(monday)}</h3>
            {waves.length === 0 && (
              <p className="quiet">
                <Say text={{ nl: 'Geen belgolf verwacht', en: 'No wave expected' }} />
              </p>
            )}
            {waves.map((wave) => (
              <div key={wave.id} className="wave">
                <a href={`/mailings/${wave.id}/prognose`}>{wave.title}</a>{' '}
                {!wave.certain && (
                  <Badge text={{ nl: 'nog geen akkoord', en: 'not signed off yet' }} />
                )}
                <br />
                <Say text={waveText(wave)} />{' '}
                {wave.shortHalfHours > 0 ? (
                  <Badge
                    tone="bad"
                    text={{
                      nl: `${halfHours(wave.shortHalfHours).nl} tekort`,
                      en: `short in ${halfHours(wave.shortHalfHours).en}`,
                    }}
                  />
                ) : (
                  <Badge tone="good" text={{ nl: 'past in het rooster', en: 'fits the roster' }} />
                )}
              </div>
            ))}
            {load && <WeekLoad load={load} />}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function waveText({ contacts, busiest, peakPositions: peak }: WeekWave) {
  const number = Math.round(contacts);
  const [nl, en] = [formatShortDay(busiest, 'nl'), formatShortDay(busiest, 'en')];
  return {
    nl: `ongeveer ${number} vragen, drukste dag ${nl}, op de piek ${peak} ${peak === 1 ? 'mens' : 'mensen'} nodig`,
    en: `about ${number} questions, busiest day ${en}, ${peak} ${peak === 1 ? 'person' : 'people'} needed at the peak`,
  };
}
