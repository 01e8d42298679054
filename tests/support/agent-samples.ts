import { randomUUID } from 'node:crypto';
import { briefingContent } from '../../src/domain/briefing.ts';
import type { Store } from '../../src/store/client.ts';
import { provenance } from './builders/store-rows.ts';
import { invitations } from './builders/invitation-rows.ts';
import { municipality, parking } from './samples.ts';

const QUESTIONS = [
  [
    'Parkeren',
    'Waarom wordt parkeren in mijn straat duurder?',
    'De gemeenteraad heeft nieuwe tarieven vastgesteld. Met de opbrengst onderhouden wij de straten en de parkeergarages.',
    'Vraagt iemand naar de hoogte per zone? Gebruik de tabel op intranet.',
  ],
  [
    'Vergunning',
    'Wat kost een parkeervergunning voor bewoners?',
    'Een eerste vergunning kost 62 euro per jaar. Een tweede vergunning kost 118 euro per jaar.',
    '',
  ],
  [
    'Bezoek',
    'Hoe kan mijn bezoek goedkoper parkeren?',
    'Vraag de bezoekersregeling aan op de website. Uw bezoek betaalt dan de helft.',
    'De regeling geldt niet in de binnenstad.',
  ],
] as const;

/** What agents and guests work with, around a mailing that is being released: answers, a briefing, questions, an invitation. */
export async function agentSamples(store: Store, mailingId: string, at: string) {
  const lead = municipality.people.find(({ roles }) => roles.includes('kcc-lead'))!;
  const agent = municipality.people.find(({ roles }) => roles[0] === 'agent')!;
  const guest = municipality.people.find(({ roles }) => roles[0] === 'guest')!;
  const by = provenance({ actor: { personId: lead.id, role: 'kcc-lead' }, at });
  const sheet = await store.qaSheets.save(
    mailingId,
    QUESTIONS.map(([topic, question, answer, internalNote], index) => ({
      number: index + 1,
      topic,
      question,
      answer,
      internalNote,
      owner: 'parkeren@sluiswaard.example',
    })),
    by,
  );
  const made = await store.forecasts.latest(mailingId);
  const perDay = made?.forecast.perDay ?? [];
  const content = briefingContent(parking.details, undefined, perDay, sheet);
  const [briefing] = await store.briefings.plan(
    mailingId,
    [
      {
        id: randomUUID(),
        occasion: 'wave-day',
        plannedAt: at,
        qaSheetVersion: sheet.version,
        content: JSON.parse(JSON.stringify(content)),
      },
    ],
    by,
  );
  await store.briefings.markSent(briefing!.id, by);
  const asked = { askedAt: at, mailingId, channel: 'phone' } as const;
  for (const [text, qaPairNumber, outcome] of [
    ['Waarom is parkeren duurder?', 1, 'answered'],
    ['Kan mijn moeder goedkoper parkeren?', 3, 'answered'],
    ['Geldt dit ook voor elektrische auto’s?', undefined, 'callback'],
  ] as const) {
    await store.questions.log(
      { ...asked, id: randomUUID(), text, outcome, ...(qaPairNumber && { qaPairNumber }) },
      by,
    );
  }
  await store.qaFeedback.give(
    { id: randomUUID(), mailingId, text: 'Er staat niets over elektrische auto’s.' },
    provenance({ actor: { personId: agent.id, role: 'agent' }, at }),
  );
  const startsAt = dayAfter(at, 60);
  await invitations(store, mailingId, [guest.id, agent.id], { startsAt, at });
  return { briefing: briefing!.id, agent: agent.id, guest: guest.id };
}

function dayAfter(at: string, days: number): string {
  return `${new Date(Date.parse(at) + days * 86_400_000).toISOString().slice(0, 10)}T08:00:00.000Z`;
}
