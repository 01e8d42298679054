import type { BriefingOccasion } from '../domain/briefing-plan.ts';
import type { Text } from '../domain/text.ts';
import { Badge, EmptyState, Section } from './components/parts.tsx';
import { Moment, Say } from './components/say.tsx';
import { crumbsTo, mailingOf } from './on-mailing.ts';
import { definePage } from './page.ts';

/** The briefings of a mailing, and who has not read them. */
export const briefingReadsPage = definePage({
  path: '/mailings/:mailingId/briefings',
  operation: 'briefings.read-reads',
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'briefings.read-reads');
    const { briefings } = deps.store;
    const all = await briefings.forMailing(record.id);
    const planned = all.filter(({ sentAt }) => !sentAt);
    const reads = await Promise.all(
      all.map(async ({ id, sentAt }) =>
        sentAt
          ? { read: (await briefings.reads(id)).length, unread: await briefings.unreadBy(id) }
          : undefined,
      ),
    );
    return {
      title: { nl: 'Wie de briefing heeft gelezen', en: 'Who has read the briefing' },
      breadcrumbs: crumbsTo(record, call),
      body: (
        <>
          <p className="lead">{record.title}</p>
          {all.length === 0 && (
            <EmptyState
              text={{
                nl: 'Er is nog geen briefing. Plan er een.',
                en: 'There is no briefing yet. Plan one.',
              }}
            >
              <p>
                <a href={`/mailings/${record.id}/briefingplan`}>
                  <Say text={{ nl: 'Briefings plannen', en: 'Plan briefings' }} />
                </a>
              </p>
            </EmptyState>
          )}
          {all.map(({ id, occasion, sentAt }, at) => {
            const counted = reads[at];
            if (!sentAt) return null;
            return (
              <Section key={id} id={`briefing-${id}`} title={OCCASIONS[occasion]}>
                <p className="quiet">
                  <Say text={{ nl: 'Verstuurd', en: 'Sent' }} />: <Moment at={sentAt} />
                </p>
                {counted && (
                  <>
                    <p>
                      <Badge
                        tone={counted.unread.length === 0 ? 'good' : 'waiting'}
                        text={{
                          nl: `${counted.read} gelezen, ${counted.unread.length} nog niet`,
                          en: `${counted.read} read, ${counted.unread.length} not yet`,
                        }}
                      />
                    </p>
                    {counted.unread.length > 0 && (
                      <ul>
                        {counted.unread.map((person) => (
                          <li key={person.id}>{person.name}</li>
                        ))}
                      </ul>
                    )}
                  </>
                )}
              </Section>
            );
          })}
          {planned.length > 0 && (
            <Section id="gepland" title={{ nl: 'Nog te versturen', en: 'Still to be sent' }}>
              <ul>
                {planned.map(({ id, occasion, plannedAt }) => (
                  <li key={id}>
                    <Moment at={plannedAt} />: <Say text={OCCASIONS[occasion]} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </>
      ),
    };
  },
});

const OCCASIONS: { readonly [occasion in BriefingOccasion]: Text } = {
  ahead: { nl: 'Briefing vooraf', en: 'Briefing ahead' },
  'wave-day': { nl: 'Briefing op de ochtend', en: 'Briefing on the morning' },
  'sheet-changed': { nl: 'De vragenlijst is gewijzigd', en: 'The Q&A sheet has changed' },
};
