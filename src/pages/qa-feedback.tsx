import { z } from 'zod';
import { listMailings } from '../api/mailings.ts';
import { handleQaFeedback, listQaFeedback } from '../api/qa-feedback.ts';
import { Button, Form } from './components/form.tsx';
import { Badge, EmptyState, Pagination } from './components/parts.tsx';
import { Moment, Say } from './components/say.tsx';
import { definePage } from './page.ts';

const PAGE_SIZE = 25;
/** Where the lead changes a pair, or the department reads it: people have remarks after the sign-off. */
function pairHref(mailingId: string, number: number, isLead: boolean): string {
  return `/mailings/${mailingId}/vragenlijst${isLead ? '/' : '#vraag-'}${number}`;
}

const TITLE = { nl: 'Opmerkingen bij antwoorden', en: 'Remarks on answers' };

/** What agents say is missing or wrong, for the KCC lead and the department whose answers they are. */
export const qaFeedbackPage = definePage({
  path: '/opmerkingen',
  operation: 'qa-feedback.read',
  menu: { nl: 'Opmerkingen', en: 'Remarks' },
  menuGroup: 'records',
  scripts: ['live'],
  form: z.object({ feedbackId: z.string() }),

  get: async ({ ask, query, may }) => {
    const page = query.get('page') ?? '1';
    const [feedback, mailings] = await Promise.all([
      ask(listQaFeedback, { query: { page, pageSize: String(PAGE_SIZE) } }),
      ask(listMailings, { query: { pageSize: '100' } }),
    ]);
    const titles = new Map(mailings.body.results.map(({ id, title }) => [id, title]));
    const { results, count } = feedback.body;
    return {
      title: TITLE,
      body: (
        <div id="opmerkingen" data-live="qa_feedback">
          {results.length === 0 && (
            <EmptyState
              text={{
                nl: 'Er zijn geen opmerkingen. Medewerkers geven die vanuit het zoekscherm.',
                en: 'There are no remarks. Agents give them from the search page.',
              }}
            />
          )}
          {results.map(({ id, mailingId, qaPairNumber, text, givenAt, handledAt }) => (
            <article key={id} className="answer">
              <p className="said" lang="nl">
                {text}
              </p>
              <p className="origin">
                <a href={`/mailings/${mailingId}`}>{titles.get(mailingId) ?? '–'}</a>
                {qaPairNumber !== undefined && (
                  <a href={pairHref(mailingId, qaPairNumber, may('mailings.sign-off'))}>
                    <Say text={{ nl: `vraag ${qaPairNumber}`, en: `question ${qaPairNumber}` }} />
                  </a>
                )}
                <Moment at={givenAt} />
                {handledAt && <Badge tone="good" text={{ nl: 'Afgehandeld', en: 'Handled' }} />}
              </p>
              {!handledAt && (
                <Form label={{ nl: 'Opmerking afhandelen', en: 'Handle the remark' }}>
                  <input type="hidden" name="feedbackId" value={id} />
                  <Button kind="secondary" text={{ nl: 'Dit is opgelost', en: 'This is solved' }} />
                </Form>
              )}
            </article>
          ))}
          <Pagination
            page={Number(page)}
            pageSize={PAGE_SIZE}
            count={count}
            href={(next) => `/opmerkingen?page=${next}`}
          />
        </div>
      ),
    };
  },

  post: async ({ feedbackId }, { ask }) => {
    await ask(handleQaFeedback, { params: { feedbackId }, body: {} });
    return {
      to: '/opmerkingen',
      flash: { nl: 'De opmerking is afgehandeld.', en: 'The remark was handled.' },
    };
  },
});
