import { formatShortDay } from '../charts/format.ts';
import { counted, halfHours } from '../domain/counted-text.ts';
import { addDays } from '../domain/instant.ts';
import { type Board, boardOf, type TodaysWave, type WeekWave } from './board-data.ts';
import { BoardWaiting } from './components/board-waiting.tsx';
import { usePage } from './components/context.ts';
import { Badge, EmptyState, Section } from './components/parts.tsx';
import { WeekLoad } from './components/week-load.tsx';
import { Amount, Day, Say } from './components/say.tsx';
import { Table } from './components/table.tsx';
import { definePage } from './page.ts';

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
              <BoardWaiting board={board} />
              <Today board={board} />
            </div>
            <Weeks board={board} />
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

function Today({ board }: { readonly board: Board }) {
  const { todays, today, closed } = board;
  return (
    <Section id="vandaag" title={{ nl: 'Vandaag', en: 'Today' }}>
      <p className="quiet">
        <Day date={today} />
        {closed && (
          <Say
            text={{
              nl: '. Het KCC is vandaag dicht.',
              en: '. The contact centre is closed today.',
            }}
          />
        )}
      </p>
      {todays.length === 0 ? (
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
          rows={todays}
          rowKey={({ id }) => id}
          columns={[
            {
              head: { nl: 'Belgolf', en: 'Wave' },
              cell: ({ id, title, busier }) => (
                <>
                  <a href={`/mailings/${id}`}>{title}</a>
                  {busier && (
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
              head: { nl: 'Nu verwacht', en: 'Expected by now' },
              number: true,
              cell: ({ byNow, forecast }) => (forecast ? <Amount value={byNow} /> : '–'),
            },
            {
              head: { nl: 'Hele dag', en: 'Whole day' },
              cell: (wave) => <WholeDay {...wave} />,
            },
          ]}
        />
      )}
    </Section>
  );
}

function WholeDay({ forecast }: TodaysWave) {
  if (!forecast || forecast.p90 === 0) return <Say text={{ nl: 'geen', en: 'none' }} />;
  return (
    <>
      <Amount value={forecast.p10} /> <Say text={{ nl: 'tot', en: 'to' }} />{' '}
      <Amount value={forecast.p90} />
    </>
  );
}

/** Waves of a week that are seen at once, the largest ones; the others are one press away. */
const AT_ONCE = 4;

function Weeks({ board: { weeks, wavesMore } }: { readonly board: Board }) {
  const { language } = usePage();
  const span = (monday: string) =>
    `${formatShortDay(monday, language)} – ${formatShortDay(addDays(monday, 4), language)}`;
  return (
    <Section id="weken" title={{ nl: 'De komende weken', en: 'The next weeks' }}>
      <ol className="weeks">
        {weeks.map(({ monday, underWay, waves, load }) => (
          <li key={monday}>
            <h3>{span(monday)}</h3>
            {underWay && (
              <p className="quiet">
                <Say
                  text={{
                    nl: 'Geteld vanaf vandaag; de dagen ervoor niet.',
                    en: 'Counted from today on, without the days before.',
                  }}
                />
              </p>
            )}
            {waves.length === 0 && (
              <p className="quiet">
                <Say text={{ nl: 'Geen belgolf verwacht', en: 'No wave expected' }} />
              </p>
            )}
            {waves.slice(0, AT_ONCE).map((wave) => (
              <Wave key={wave.id} {...wave} />
            ))}
            {waves.length > AT_ONCE && (
              <details id={`week-${monday}`}>
                <summary>
                  <Say
                    text={counted(waves.length - AT_ONCE, {
                      nl: ['kleinere belgolf', 'kleinere belgolven'],
                      en: ['smaller wave', 'smaller waves'],
                    })}
                  />
                </summary>
                {waves.slice(AT_ONCE).map((wave) => (
                  <Wave key={wave.id} {...wave} />
                ))}
              </details>
            )}
            {load && <WeekLoad load={load} />}
          </li>
        ))}
      </ol>
      {wavesMore > 0 && (
        <p className="quiet">
          <Say
            text={{
              nl: `De belgolven van nog ${wavesMore} mailings staan hier niet apart. In de drukte per week tellen ze wel mee.`,
              en: `The waves of ${wavesMore} more mailings are not listed here. They do count in how busy each week is.`,
            }}
          />
        </p>
      )}
    </Section>
  );
}

function Wave(wave: WeekWave) {
  return (
    <div className="wave">
      <a href={`/mailings/${wave.id}/prognose`}>{wave.title}</a>{' '}
      {!wave.certain && <Badge text={{ nl: 'nog geen akkoord', en: 'not signed off yet' }} />}
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
