import { formatShortDay } from '../../charts/format.ts';
import { counted } from '../../domain/counted-text.ts';
import type { LocalDate } from '../../domain/instant.ts';
import type { Text } from '../../domain/text.ts';
import type { Board, Waiting } from '../board-data.ts';
import { Badge, EmptyState, Section } from './parts.tsx';
import { Say } from './say.tsx';

/** Held mailings that are seen at once; the others are one press away. */
const AT_ONCE = 6;
/** From here on a last day is so near that it is said loudly. */
const NEAR_DAYS = 7;

/** What somebody has to do, the most urgent first. */
export function BoardWaiting({ board }: { readonly board: Board }) {
  const { held, heldMore, emergencies, paused, doubts, briefings, signsOff } = board;
  const nothing =
    held.length + emergencies.length + paused.length + doubts + briefings.length === 0;
  return (
    <Section id="wacht" title={{ nl: 'Wat op u wacht', en: 'What waits for you' }}>
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
            <a href={`/mailings/${id}${signsOff ? '/noodvrijgave' : ''}`}>{of}</a>
          </li>
        ))}
        {paused.map(({ id, title: of }) => (
          <li key={`wacht-${id}`}>
            <Badge tone="waiting" text={{ nl: 'Staat stil', en: 'Paused' }} />{' '}
            <a href={`/mailings/${id}${signsOff ? '/verdergaan' : ''}`}>{of}</a>
          </li>
        ))}
        {doubts > 0 && (
          <li>
            <Badge tone="waiting" text={{ nl: 'Onzeker', en: 'In doubt' }} />{' '}
            <a href="/onzeker">
              <Say text={doubtText(doubts)} />
            </a>
          </li>
        )}
        {held.slice(0, AT_ONCE).map((one) => (
          <Held key={one.id} {...one} signsOff={signsOff} />
        ))}
        {briefings.map(({ mailingId, title, unread }) => (
          <li key={mailingId}>
            <a href={`/mailings/${mailingId}/briefings`}>{title}</a>
            <br />
            <Say text={unreadText(unread)} />
          </li>
        ))}
      </ul>
      {held.length > AT_ONCE && (
        <details id="later">
          <summary>
            <Say
              text={counted(held.length - AT_ONCE, {
                nl: ['mailing met minder haast', 'mailings met minder haast'],
                en: ['mailing that is less urgent', 'mailings that are less urgent'],
              })}
            />
          </summary>
          <ul className="todo">
            {held.slice(AT_ONCE).map((one) => (
              <Held key={one.id} {...one} signsOff={signsOff} />
            ))}
          </ul>
          {heldMore > 0 && (
            <p>
              <a href="/mailings?status=held">
                <Say
                  text={{
                    nl: `Nog ${heldMore} bij Mailings`,
                    en: `${heldMore} more under Mailings`,
                  }}
                />
              </a>
            </p>
          )}
        </details>
      )}
    </Section>
  );
}

function Held(props: Waiting & Pick<Board, 'signsOff'>) {
  const { id, title, unmet, preferred, last, daysLeft, atDepartment, signsOff } = props;
  const near = daysLeft <= NEAR_DAYS;
  return (
    <li {...(near && { className: 'urgent' })}>
      {near && (
        <>
          <Badge tone="bad" text={leftText(daysLeft)} />{' '}
        </>
      )}
      {atDepartment && (
        <>
          <Badge text={{ nl: 'Ligt bij de vakafdeling', en: 'With the department' }} />{' '}
        </>
      )}
      <a href={`/mailings/${id}/${signsOff ? 'akkoord' : 'bezetting'}`}>{title}</a>
      <br />
      <Say text={unmetText(unmet)} /> <Say text={datesText(preferred, last)} />
    </li>
  );
}

function datesText(preferred: LocalDate, last: LocalDate): Text {
  const day = formatShortDay;
  return {
    nl: `Liefst weg op ${day(preferred, 'nl')}, uiterlijk ${day(last, 'nl')}.`,
    en: `To leave on ${day(preferred, 'en')}, at the latest ${day(last, 'en')}.`,
  };
}

function leftText(daysLeft: number): Text {
  if (daysLeft <= 0) return { nl: 'Uiterste dag is voorbij', en: 'Past its last day' };
  if (daysLeft === 1) return { nl: 'Vandaag de laatste dag', en: 'Today is the last day' };
  return { nl: `Nog ${daysLeft} dagen`, en: `${daysLeft} days left` };
}

function unmetText(unmet: number): Text {
  if (unmet === 0) return { nl: 'Klaar voor akkoord.', en: 'Ready for sign-off.' };
  return unmet === 1
    ? { nl: 'Er moet nog 1 ding gebeuren.', en: '1 thing is still to be done.' }
    : {
        nl: `Er moeten nog ${unmet} dingen gebeuren.`,
        en: `${unmet} things are still to be done.`,
      };
}

function doubtText(doubts: number): Text {
  return doubts === 1
    ? {
        nl: 'Van 1 e-mail is niet zeker of hij is aangekomen.',
        en: 'Of 1 e-mail it is not certain whether it arrived.',
      }
    : {
        nl: `Van ${doubts} e-mails is niet zeker of ze zijn aangekomen.`,
        en: `Of ${doubts} e-mails it is not certain whether they arrived.`,
      };
}

function unreadText(unread: number): Text {
  return unread === 1
    ? { nl: '1 medewerker las de briefing niet.', en: '1 agent has not read the briefing.' }
    : {
        nl: `${unread} medewerkers lazen de briefing niet.`,
        en: `${unread} agents have not read the briefing.`,
      };
}
