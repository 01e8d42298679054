import { condition, continueAsNew } from '@temporalio/workflow';
import { SYSTEM } from '../domain/actor.ts';
import type { MailingStatus } from '../domain/mailing.ts';
import { sendBriefings } from './briefing.ts';
import type { MailingJourneyInput } from './contract.ts';
import { openMailingRoom } from './mailing-room.ts';
import { tellNews } from './news.ts';
import { keepForecastCurrent, tellStakeholders } from './preparation.ts';
import { releaseBatches, stopRelease } from './release.ts';
import { remindOfConfirmation, remindOfPreparation, warnOfWindow } from './reminders.ts';
import { cancelStaff, inviteStaff } from './staffing.ts';
import { asLongAs } from './waiting.ts';
import { endWave, evaluate, followWave, hearWave } from './wave-watch.ts';

/**
 * The journey of one mailing, as a lead would tell it. It starts from the mailing as its row has it, at any status, so
 * that it can be taken up again when all else is lost. Answers with the status in which it ended.
 */
export async function mailingJourney(input: MailingJourneyInput): Promise<MailingStatus> {
  const room = openMailingRoom(input);
  hearWave(room);
  const is = (...statuses: MailingStatus[]) => statuses.includes(room.mailing.status);
  const during =
    (...statuses: MailingStatus[]) =>
    () =>
      !room.isFull && is(...statuses);

  // From its first moment on it is held, and every command finds it so.
  const held = is('submitted') ? room.give({ type: 'hold', by: SYSTEM }) : undefined;
  room.listen();
  const telling = tellNews(room);
  await held;

  while (!room.isOver && !room.isFull) {
    // The lead prepares until sign-off; the forecast follows what changes, and the legal date is watched.
    await asLongAs(during('held'), [
      () => keepForecastCurrent(room),
      () => tellStakeholders(room),
      () => inviteStaff(room),
      () => remindOfPreparation(room),
      () => warnOfWindow(room),
    ]);

    // Signed off: people are invited and briefed, and the batches leave, each at its time.
    await asLongAs(during('signed-off', 'releasing'), [
      () => inviteStaff(room),
      () => tellStakeholders(room),
      () => sendBriefings(room),
      () => releaseBatches(room),
      () => remindOfConfirmation(room),
      () => followWave(room),
    ]);

    // Everything has left: the wave is followed until it ebbs away, and then looked back on.
    await asLongAs(during('dispatched'), [
      () => inviteStaff(room),
      () => sendBriefings(room),
      () => followWave(room),
      () => evaluate(room),
    ]);
  }

  if (is('withdrawn', 'refused')) {
    await stopRelease(room);
    await cancelStaff(room);
    await endWave(room.mailing.id);
  }
  // A mail that is on its way is cut off by a next run; one minute is what most of them need.
  if (!room.isOver) await condition(() => room.letterbox.isEmpty, '1 minute');
  await room.settled();
  if (!room.isOver) {
    await continueAsNew<typeof mailingJourney>(room.next());
  }
  await telling.finished();
  await condition(() => room.letterbox.isEmpty);
  return room.mailing.status;
}
