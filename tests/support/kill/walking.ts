import { smallMailing } from '../builders/small-mailing.ts';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { DispatchPlan } from '../../../src/domain/dispatch-plan.ts';
import { addSeconds } from '../../../src/domain/instant.ts';
import type { Random } from '../random.ts';
import { ask, type Asking, GaveUp, handIn, letter } from './asking.ts';
import type { Asked } from './diary.ts';
import type { Pair } from './people.ts';

/** What becomes of a mailing, decided beforehand. */
type Fate = 'dispatched' | 'withdrawn' | 'left-held';

interface View {
  readonly id: string;
  readonly status: string;
  readonly unmetConditions?: readonly { readonly code: string }[];
}

/** Walks mailing after mailing through its journey, as a department and its lead do, until nobody should begin any more. */
export async function walk(
  asking: Asking,
  pair: Pair,
  random: Random,
  mayBegin: () => boolean,
): Promise<void> {
  while (mayBegin()) {
    const chance = random.uniform();
    const fate: Fate = chance < 0.7 ? 'dispatched' : chance < 0.85 ? 'withdrawn' : 'left-held';
    try {
      await journey(asking, pair, random, fate, mayBegin);
    } catch (error) {
      if (!(error instanceof GaveUp)) asking.diary.wrongAnswers.push(String(error));
    }
  }
}

async function journey(
  asking: Asking,
  pair: Pair,
  random: Random,
  fate: Fate,
  mayBegin: () => boolean,
): Promise<void> {
  const { diary } = asking;
  const { department, lead } = pair;
  const early = 1 + Math.floor(random.uniform() * 3);
  const late = fate === 'dispatched' && random.uniform() < 0.3 ? 1 : 0;
  const details = smallMailing(early + late);

  const drafted = await ask<View>(asking, department.token, 'POST', '/v1/mailings', {
    departmentId: pair.departmentId,
    details,
  });
  const { id: mailingId } = expectSuccess(drafted);
  const at = `/v1/mailings/${mailingId}`;
  diary.details.set(mailingId, details);
  note(asking, mailingId, 'draft-saved', department.id);

  const act = async (by: Pair['lead'], path: string, action: string, body: unknown = {}) => {
    const entry: Asked = { mailingId, action, by: by.id };
    diary.asked.push(entry);
    const answer = await ask<View>(asking, by.token, 'POST', `${at}/${path}`, body);
    if (answer.status < 300) entry.acknowledgedAt = Date.now();
    return answer;
  };
  const send = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      await handIn(asking, pair.tool, letter(mailingId, `${randomUUID()}@inwoner.example`));
    }
  };

  expectSuccess(await act(department, 'submissions', 'submitted'));
  await send(early);
  await seen(asking, pair, mailingId, ({ status }) => status === 'held');

  const pairs = sheet(mailingId);
  const sheetAnswer = await ask(asking, lead.token, 'PUT', `${at}/qa-sheet`, { pairs });
  expectSuccess(sheetAnswer);
  diary.sheets.set(mailingId, pairs);
  expectSuccess(await act(lead, 'contact-checks', 'contact-details-checked'));
  for (const condition of ['staffing-covers-shortage', 'briefings-planned']) {
    const waiver = { condition, reason: 'Een kleine verzonnen mailing.' };
    expectSuccess(await act(lead, 'waivers', 'condition-waived', waiver));
  }
  const plan = planFor(early + late, random);
  diary.plans.set(mailingId, plan);
  expectSuccess(await act(lead, 'dispatch-plan', 'dispatch-planned', plan));
  if (fate === 'left-held') return;

  await seen(asking, pair, mailingId, ({ unmetConditions }) => unmetConditions?.length === 0);
  // What is signed off is also brought to its end, and there is no time for that any more.
  if (!mayBegin()) return;
  expectSuccess(await act(lead, 'sign-offs', 'signed-off'));
  if (fate === 'withdrawn') {
    await delay(random.uniform() * 5_000);
    // It may have left altogether in the meantime; then it is refused.
    await act(department, 'withdrawals', 'withdrawn', { reason: 'Toch niet (verzonnen).' });
    return;
  }
  await send(late);
  await seen(asking, pair, mailingId, ({ status }) => status === 'dispatched');
}

async function seen(
  asking: Asking,
  { lead }: Pair,
  mailingId: string,
  holds: (view: View) => boolean,
): Promise<void> {
  for (;;) {
    const answer = await ask<View>(asking, lead.token, 'GET', `/v1/mailings/${mailingId}`);
    if (holds(expectSuccess(answer))) return;
    if (asking.isOver()) throw new GaveUp(mailingId);
    await delay(400);
  }
}

/** What is acknowledged without an own line in the audit of commands. */
function note({ diary }: Asking, mailingId: string, action: string, by: string): void {
  diary.asked.push({ mailingId, action, by, acknowledgedAt: Date.now() });
}

function expectSuccess<T>({ status, body }: { readonly status: number; readonly body: T }): T {
  if (status >= 300) throw new Error(`Refused with ${status}: ${JSON.stringify(body)}`);
  return body;
}

function sheet(mailingId: string) {
  return Array.from({ length: 10 }, (_, n) => ({
    number: n + 1,
    topic: 'Aanslag',
    question: `Vraag ${n + 1} over ${mailingId}?`,
    answer: 'Dat staat op de achterkant van de brief.',
    internalNote: '',
    owner: 'belastingen@sluiswaard.example',
  }));
}

/** One batch, or two a few seconds apart. */
function planFor(email: number, random: Random): DispatchPlan {
  const now = new Date().toISOString();
  const nobody = { letter: 0, portal: 0 };
  const first = email > 1 && random.uniform() < 0.5 ? 1 : email;
  const soon = addSeconds(now, 2 + Math.floor(random.uniform() * 3));
  const batches = [{ number: 1, releaseAt: soon, audience: { ...nobody, email: first } }];
  if (first < email) {
    const audience = { ...nobody, email: email - first };
    batches.push({ number: 2, releaseAt: addSeconds(soon, 4), audience });
  }
  return { batches };
}
