import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  currentUpdateInfo,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { SYSTEM } from '../domain/actor.ts';
import { decide } from '../domain/mailing-decide.ts';
import { dueAt } from '../domain/mailing-due.ts';
import type { MailingCommand } from '../domain/mailing-commands.ts';
import type { MailingEvent } from '../domain/mailing-events.ts';
import { evolve } from '../domain/mailing-evolve.ts';
import { isEnded, type Mailing } from '../domain/mailing.ts';
import type { Refusal } from '../domain/refusal.ts';
import { openLetterbox, work } from './activities.ts';
import {
  type CommandResult,
  MAILING_UPDATES,
  type MailingJourneyInput,
  mailingQuery,
  mailingUpdate,
  REFUSAL,
  type Remembered,
} from './contract.ts';
import { presentInstant } from './waiting.ts';

/** A run with more Updates than this makes room for a next one; far below what the server allows. */
const MOST_UPDATES = 500;
const ANSWERS_KEPT = 20;

type SystemCommand = MailingCommand extends infer C
  ? C extends unknown
    ? Omit<C, 'by'>
    : never
  : never;

export type MailingRoom = ReturnType<typeof openMailingRoom>;

/**
 * The one place where a mailing changes. A command is decided and applied at once, then recorded; records follow each
 * other in the order of the decisions, because the next one builds on the row of the one before.
 */
export function openMailingRoom({
  mailing: found,
  rowVersion: row,
  ...input
}: MailingJourneyInput) {
  let mailing: Mailing = found;
  let rowVersion = row;
  let recorded: Promise<unknown> = Promise.resolve();
  let broken = false;
  let updates = 0;
  const remembered: Remembered = { ...input.carried?.remembered };
  const answered = [...(input.carried?.answered ?? [])];
  const news: MailingEvent[] = [...(input.carried?.untold ?? [])];

  const judge = (command: MailingCommand) =>
    decide(mailing, command, presentInstant(), input.policy);

  /** Carries out `command`, or throws its refusal; answers when the row is written. */
  async function give(command: MailingCommand): Promise<CommandResult> {
    const decision = judge(command);
    if ('refusal' in decision) throw refusalFailure(decision.refusal);
    const { events } = decision;
    if (events.length === 0) {
      await recorded;
      return { status: mailing.status, rowVersion };
    }
    mailing = events.reduce(evolve, mailing);
    const expectedRowVersion = rowVersion;
    rowVersion += 1;
    const result = { status: mailing.status, rowVersion };
    const due = dueAt(mailing);
    const entry = {
      mailingId: mailing.id,
      expectedRowVersion,
      events,
      mailing,
      actor: command.by,
      ...(due && { dueAt: due }),
    };
    // What is under way is stopped before anything else.
    const stopped = events.some((event) => event.type === 'withdrawn')
      ? CancellationScope.nonCancellable(() => work.revokePermits({ mailingId: entry.mailingId }))
      : undefined;
    const before = recorded;
    recorded = CancellationScope.nonCancellable(async () => {
      await Promise.all([before, stopped]);
      await work.recordMailing(entry);
    });
    try {
      await recorded;
    } catch (error) {
      broken = true;
      throw error;
    }
    news.push(...events);
    return result;
  }

  /**
   * Carries out what Sluis does by itself; false when it was overtaken: a forecast may be ready just when the mailing
   * has been withdrawn.
   */
  async function note(command: SystemCommand): Promise<boolean> {
    if ('refusal' in judge({ by: SYSTEM, ...command })) return false;
    await give({ by: SYSTEM, ...command });
    return true;
  }

  /** From here on people and machines can give their commands. */
  function listen(): void {
    setHandler(mailingQuery, () => mailing);
    for (const name of MAILING_UPDATES) {
      setHandler(mailingUpdate(name), answer, { validator: (command) => check(name, command) });
    }
  }

  function check(name: string, command: MailingCommand): void {
    if (repeated()) return;
    if (command?.type !== name) throw ApplicationFailure.nonRetryable(`Not a command: ${name}`);
    const decision = judge(command);
    if ('refusal' in decision) throw refusalFailure(decision.refusal);
  }

  async function answer(command: MailingCommand): Promise<CommandResult> {
    const before = repeated();
    if (before) return { status: before.status, rowVersion: before.rowVersion };
    updates += 1;
    const result = await give(command);
    answered.push({ updateId: currentUpdateInfo()?.id ?? '', ...result });
    return result;
  }

  const repeated = () => answered.find((one) => one.updateId === currentUpdateInfo()?.id);

  return {
    letterbox: openLetterbox(),
    give,
    note,
    listen,
    remembered,
    /** What happened and has not been told to those whom it concerns. */
    news,
    policy: input.policy,
    get mailing() {
      return mailing;
    },
    get isOver() {
      return isEnded(mailing);
    },
    /** Waits until all that was decided so far is written: what activities read is then what the journey sees. */
    written: () => recorded,
    /** Whether this run should make way: it is long, or what it believes is no longer what is written. */
    get isFull() {
      return broken || updates >= MOST_UPDATES || workflowInfo().continueAsNewSuggested;
    },
    /** Waits until all that was asked has been answered; throws when something could not be written. */
    async settled(): Promise<void> {
      await condition(() => broken || allHandlersFinished());
      await recorded;
    },
    /** The input of the next run. */
    next(): MailingJourneyInput {
      const kept = { remembered, untold: news, answered: answered.slice(-ANSWERS_KEPT) };
      return { mailing, rowVersion, policy: input.policy, carried: kept };
    },
  };
}

function refusalFailure(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.create({
    type: REFUSAL,
    nonRetryable: true,
    message: refusal.code,
    details: [refusal],
  });
}
