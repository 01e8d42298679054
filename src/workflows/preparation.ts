import { condition } from '@temporalio/workflow';
import { forecastHolds } from '../domain/condition.ts';
import type { Preparation } from '../domain/mailing.ts';
import { post, work } from './activities.ts';
import type { MailingRoom } from './mailing-room.ts';

/** Makes the forecast, and makes it again whenever the content or the dispatch plan has changed. */
export async function keepForecastCurrent(room: MailingRoom): Promise<void> {
  for (;;) {
    await condition(() => forecastInput(room) !== undefined);
    const input = forecastInput(room);
    if (!input) continue;
    const forecast = await work.makeForecast({ mailingId: room.mailing.id, ...input });
    await room.note({ type: 'recordForecast', forecast });
  }
}

function forecastInput({ mailing }: MailingRoom) {
  if (mailing.status !== 'held') return undefined;
  const { content, preparation, released } = mailing;
  const { forecast, dispatchPlan } = preparation;
  if (forecast && forecastHolds(forecast, content, dispatchPlan)) return undefined;
  return { content, released, ...(dispatchPlan && { dispatchPlan }) };
}

/**
 * Takes over who the department says must know of the mailing, and mails everyone who was named and not yet told. Who
 * cannot be reached stays untold, and the lead sees it among the unmet conditions.
 */
export async function tellStakeholders(room: MailingRoom): Promise<void> {
  const { remembered } = room;
  // A journey that is taken up again finds the question answered.
  if (preparationOf(room)?.stakeholders) remembered.namedFor ??= contentVersion(room) ?? 0;
  const tried = new Set<string>();
  const untold = () =>
    (preparationOf(room)?.stakeholders ?? []).filter(({ id, toldAt }) => !toldAt && !tried.has(id));
  for (;;) {
    await condition(() => contentVersion(room) !== remembered.namedFor || untold().length > 0);
    const version = contentVersion(room);
    if (version !== undefined && version !== remembered.namedFor) {
      await takeOverNames(room);
      remembered.namedFor = version;
    }
    for (const { id } of untold()) {
      tried.add(id);
      const { id: mailingId } = room.mailing;
      const told = await room.letterbox.delivered('Notice', () =>
        post.tellStakeholder({ mailingId, stakeholderId: id }),
      );
      if (told) {
        await room.note({ type: 'recordStakeholdersTold', stakeholderIds: [id] });
      }
    }
  }
}

async function takeOverNames(room: MailingRoom): Promise<void> {
  await room.written();
  const { stakeholderIds } = await work.nameStakeholders({ mailingId: room.mailing.id });
  const known = preparationOf(room)?.stakeholders?.map((one) => one.id);
  if (!stakeholderIds || (known && stakeholderIds.every((id) => known.includes(id)))) return;
  await room.note({
    type: 'nameStakeholders',
    stakeholderIds: [...(known ?? []), ...stakeholderIds],
  });
}

function preparationOf({ mailing }: MailingRoom): Preparation | undefined {
  return 'preparation' in mailing ? mailing.preparation : undefined;
}

function contentVersion({ mailing }: MailingRoom): number | undefined {
  return 'content' in mailing ? mailing.content.version : undefined;
}
