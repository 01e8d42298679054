import { see, waitFor } from './narrator.ts';
import { linkIn, pressButton, type Stage } from './stage.ts';

interface AssignmentView {
  readonly id: string;
  readonly needId: string;
  readonly personId: string;
  readonly status: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

interface PlanView {
  readonly plan: {
    readonly needs: readonly {
      readonly startsAt: string;
      readonly endsAt: string;
      readonly positions: number;
      readonly candidates: readonly unknown[];
    }[];
  };
}

/** Invitations go out; a guest comes, one declines and the next is asked; agents are briefed. */
export async function staffing(stage: Stage, mailingId: string): Promise<void> {
  const { narrator, municipality } = stage;
  const lead = await stage.as(stage.who('kcc-lead'));
  const assignments = async () =>
    (await lead.get<{ results: AssignmentView[] }>(`/v1/assignments?mailingId=${mailingId}`))
      .results;
  const personOf = (id: string) => municipality.people.find((person) => person.id === id)!;
  // Somebody may be asked several times: the calendar entry tells which invitation it is.
  const invitationOf = (one: AssignmentView) =>
    waitFor(`the invitation of ${personOf(one.personId).name}`, () =>
      stage
        .mailsTo(personOf(one.personId).email, /./)
        .find(({ attachments }) =>
          attachments.some(({ content }) => content.includes(`assignment-${one.id}`)),
        ),
    );
  const { plan } = await lead.get<PlanView>(`/v1/mailings/${mailingId}/staffing-plan`);

  narrator.scene('People are invited and briefed');
  await narrator.step(async () => {
    const invited = await waitFor('an invitation for every time', async () => {
      const found = await assignments();
      return new Set(found.map(({ startsAt }) => startsAt)).size === plan.needs.length && found;
    });
    const mail = await invitationOf(invited[0]!);
    return {
      saw: `${invited.length} invitations went out with an .ics file, the first to ${personOf(invited[0]!.personId).name}: "${mail.subject}".`,
      url: stage.mailbox.url,
    };
  });

  const isGuest = ({ personId }: AssignmentView) => personOf(personId)?.roles.includes('guest');
  await narrator.step(async () => {
    const guest = await waitFor('an invitation to a back-office guest', async () =>
      (await assignments()).find((one) => isGuest(one) && one.status === 'invited'),
    );
    const page = linkIn(await invitationOf(guest), '/uitnodiging/');
    const scanned = await fetch(page);
    see(scanned.ok, 'The page of the invitation does not open.');
    see(
      (await assignments()).some(({ id, status }) => id === guest.id && status === 'invited'),
      'Looking at the page already answered the invitation.',
    );
    await pressButton(page, { answer: 'accepted' });
    await waitFor('the answer', async () =>
      (await assignments()).some(({ id, status }) => id === guest.id && status === 'accepted'),
    );
    return {
      saw: `${personOf(guest.personId).name} of Belastingen accepts by the link in the mail; opening the link alone changed nothing.`,
      url: page,
    };
  });

  await narrator.step(async () => {
    const hasNext = ({ startsAt, endsAt }: AssignmentView) =>
      plan.needs.some(
        (need) =>
          need.startsAt === startsAt &&
          need.endsAt === endsAt &&
          need.candidates.length > need.positions,
      );
    const declining = await waitFor('an invitation with a next candidate', async () =>
      (await assignments()).find((one) => one.status === 'invited' && hasNext(one)),
    );
    const before = new Set((await assignments()).filter(sameNeed(declining)).map(({ id }) => id));
    await pressButton(linkIn(await invitationOf(declining), '/uitnodiging/'), {
      answer: 'declined',
    });
    const next = await waitFor('the next candidate', async () =>
      (await assignments()).find((one) => sameNeed(declining)(one) && !before.has(one.id)),
    );
    await invitationOf(next);
    return {
      saw: `${personOf(declining.personId).name} declines, and ${personOf(next.personId).name} is asked next.`,
      url: stage.mailbox.url,
    };
  });

  await narrator.step(async () => {
    const agent = stage.who('agent');
    const mail = await waitFor('the briefing', () =>
      stage.mailsTo(agent.email, /briefing/i).at(-1),
    );
    const reader = await stage.as(agent);
    // It is in the list when everybody's mail has gone.
    const read = await waitFor('the briefing in the list', async () => {
      const { results } = await reader.get<{ results: { id: string }[] }>('/v1/briefings');
      return results[0];
    });
    await reader.post(`/v1/briefings/${read.id}/reads`, {});
    return {
      saw: `The agents are briefed ("${mail.subject}"), and ${agent.name} has read it.`,
      url: `${stage.baseUrl}/v1/briefings/${read.id}`,
    };
  });
}

const sameNeed =
  ({ needId }: AssignmentView) =>
  (one: AssignmentView) =>
    one.needId === needId;
