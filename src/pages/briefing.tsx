import { z } from 'zod';
import { getBriefing, readBriefing } from '../api/briefings.ts';
import { audienceSize } from '../domain/audience.ts';
import {
  ADDRESSEES,
  ANSWERS_IN_SHEET,
  type BriefingContent,
  daysToExpect,
  nothingToExpect,
} from '../domain/briefing.ts';
import { counted } from '../domain/counted-text.ts';
import { localDateOf } from '../domain/local-time.ts';
import { onPaper } from './briefing-pdf.ts';
import { Facts } from './components/facts.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { InternalNote } from './components/internal-note.tsx';
import { letterHref } from './components/letter-texts.tsx';
import { OCCASION_TEXTS } from './components/occasion.ts';
import { Banner, Section } from './components/parts.tsx';
import { Amount, Day, Moment, Say, ShortMoment } from './components/say.tsx';
import { Table } from './components/table.tsx';
import { definePage } from './page.ts';

/** The one page that tells agents what is coming: to read on a screen or a phone, or to print. */
export const briefingPage = definePage({
  path: '/briefings/:briefingId',
  operation: 'briefings.read',
  form: z.object({}),

  get: async (call, { house }) => {
    const { ask, params, may, now } = call;
    const { body } = await ask(getBriefing, { params: { briefingId: params['briefingId'] ?? '' } });
    const content = body.content as unknown as BriefingContent;
    // Whoever reads it may print it. It is made once this page has been answered, so that it is there by then.
    setTimeout(() => void onPaper(body, call, house).catch(() => undefined), 200).unref();
    const today = localDateOf(now, house.timeZone);
    const { printedContact, topPairs } = content;
    return {
      title: { nl: `Briefing: ${content.title}`, en: `Briefing: ${content.title}` },
      breadcrumbs: may('briefings.confirm-read')
        ? [{ text: { nl: 'Vandaag', en: 'Today' }, href: '/vandaag' }]
        : [{ text: { nl: 'Mijn diensten', en: 'My shifts' }, href: '/mijn-diensten' }],
      body: (
        <>
          <p className="quiet">
            <Say text={OCCASION_TEXTS[body.occasion]} />
            {', '}
            <Moment at={body.sentAt ?? body.plannedAt} />
          </p>
          <p className="lead" lang="nl">
            {content.purpose}
          </p>
          <p className="on-screen">
            <a href={`/briefings/${body.id}/pdf`}>
              <Say text={{ nl: 'Open als PDF, om te printen', en: 'Open as PDF, to print' }} />
            </a>
          </p>
          <Section
            id="golf"
            title={{ nl: 'Hoeveel vragen wij verwachten', en: 'How many questions we expect' }}
          >
            <Days content={content} today={today} />
          </Section>
          <Section id="vragen" title={{ nl: 'Wat inwoners vragen', en: 'What residents ask' }}>
            {topPairs.map(({ number, question, answer, internalNote }) => (
              <article key={number} className="answer">
                <h3 className="asked" lang="nl">
                  {question}
                </h3>
                <p className="said" lang="nl">
                  {answer}
                </p>
                <InternalNote text={internalNote} />
              </article>
            ))}
            <p>
              <Say text={counted(content.pairs, ANSWERS_IN_SHEET)} />
              {'. '}
              {may('qa-pairs.search') && (
                <a href="/zoeken" className="on-screen">
                  <Say text={{ nl: 'Zoek een antwoord', en: 'Find an answer' }} />
                </a>
              )}
            </p>
          </Section>
          <Section
            id="brief"
            title={{ nl: 'Wat er in de brief staat', en: 'What the letter says' }}
          >
            <Facts
              facts={[
                { label: { nl: 'Telefoon', en: 'Phone' }, value: printedContact.phone },
                {
                  label: { nl: 'Bereikbaar', en: 'Opening hours' },
                  value: printedContact.openingHours,
                },
                { label: { nl: 'Website', en: 'Website' }, value: printedContact.webAddress },
                ...(content.batches.length > 0
                  ? [
                      {
                        label: { nl: 'Verzending', en: 'Dispatch' },
                        value: (
                          <ul className="plain">
                            {content.batches.map(({ number, releaseAt, audience }) => (
                              <li key={number}>
                                <ShortMoment at={releaseAt} />:{' '}
                                <Say text={counted(audienceSize(audience), ADDRESSEES)} />
                              </li>
                            ))}
                          </ul>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
            {may('mailings.read') && (
              <p className="on-screen">
                <a href={letterHref(body.mailingId)}>
                  <Say text={{ nl: 'Lees de hele brief', en: 'Read the whole letter' }} />
                </a>
              </p>
            )}
          </Section>
          {body.readAt ? (
            <Banner tone="good">
              <p>
                <Say
                  text={{
                    nl: 'U hebt deze briefing gelezen op ',
                    en: 'You read this briefing on ',
                  }}
                />
                <Moment at={body.readAt} />.
              </p>
            </Banner>
          ) : (
            may('briefings.confirm-read') && (
              <Form label={{ nl: 'Leesbevestiging', en: 'Read receipt' }}>
                <Buttons>
                  <Button text={{ nl: 'Gelezen', en: 'I have read this' }} />
                  <ButtonLink href="/vandaag" text={{ nl: 'Later', en: 'Later' }} />
                </Buttons>
              </Form>
            )
          )}
        </>
      ),
    };
  },

  post: async (_form, { ask, params }) => {
    await ask(readBriefing, { params: { briefingId: params['briefingId'] ?? '' }, body: {} });
    return {
      to: '/vandaag',
      flash: { nl: 'Genoteerd: u hebt de briefing gelezen.', en: 'Noted: you have read it.' },
    };
  },
});

function Days(props: { readonly content: BriefingContent; readonly today: string }) {
  const { content, today } = props;
  const ahead = daysToExpect(content, today);
  if (ahead.length === 0) {
    return (
      <p>
        <Say text={nothingToExpect(content)} />
      </p>
    );
  }
  return (
    <Table
      caption={{ nl: 'Verwachte vragen per dag', en: 'Expected questions per day' }}
      captionUnseen
      rows={ahead}
      rowKey={({ date }) => date}
      columns={[
        { head: { nl: 'Dag', en: 'Day' }, cell: ({ date }) => <Day date={date} /> },
        {
          head: { nl: 'Door deze mailing', en: 'Because of this mailing' },
          number: true,
          cell: ({ p50 }) => <Amount value={Math.round(p50)} />,
        },
        {
          head: { nl: 'Tussen', en: 'Between' },
          number: true,
          cell: ({ p10, p90 }) => (
            <>
              <Amount value={Math.round(p10)} /> – <Amount value={Math.round(p90)} />
            </>
          ),
        },
        {
          head: { nl: 'Gewone vragen', en: 'Ordinary questions' },
          number: true,
          cell: ({ ordinary }) => <Amount value={Math.round(ordinary)} />,
        },
      ]}
    />
  );
}
