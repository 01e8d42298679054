import type { MailingEvent } from './mailing-events.ts';
import type {
  ApprovedMailing,
  DispatchedMailing,
  HeldMailing,
  Mailing,
  Preparation,
  ReleasedBatch,
} from './mailing.ts';

/**
 * The mailing after `event`. Total: an event that cannot follow on the state leaves it as it is, because what was
 * recorded is never argued with; `decide` is where events are kept out.
 */
export function evolve(mailing: Mailing, event: MailingEvent): Mailing {
  switch (mailing.status) {
    case 'submitted':
      return event.type === 'held'
        ? { ...mailing, status: 'held', preparation: { waivers: [] }, released: [] }
        : mailing;
    case 'held':
      return evolveHeld(mailing, event);
    case 'signed-off':
    case 'releasing':
      return evolveApproved(mailing, event);
    case 'dispatched':
      return evolveDispatched(mailing, event);
    case 'announced':
    case 'draft':
    case 'evaluated':
    case 'refused':
    case 'withdrawn':
      return mailing;
  }
}

function evolveHeld(mailing: HeldMailing, event: MailingEvent): Mailing {
  switch (event.type) {
    case 'signed-off':
      return approved(mailing, event.approval);
    case 'emergency-released':
      return approved(
        { ...mailing, preparation: { ...mailing.preparation, dispatchPlan: event.plan } },
        event.approval,
      );
    case 'emergency-requested':
      return { ...mailing, emergencyRequest: event.request };
    case 'amended': {
      // A request was made for other content: two persons must look again.
      const { emergencyRequest: _, ...rest } = mailing;
      return prepared({ ...rest, ...amended(mailing, event) }, event);
    }
    case 'refused':
      return {
        ...mailing,
        status: 'refused',
        refusedBy: event.by,
        refusedAt: event.at,
        reason: event.reason,
      };
    case 'withdrawn':
      return withdrawn(mailing, event);
    default:
      return prepared(evolveReports(mailing, event), event);
  }
}

function approved(mailing: HeldMailing, approval: ApprovedMailing['approval']): ApprovedMailing {
  const { emergencyRequest: _, ...rest } = mailing;
  return {
    ...rest,
    status: mailing.released.length > 0 ? 'releasing' : 'signed-off',
    approval,
  };
}

function evolveApproved(mailing: ApprovedMailing, event: MailingEvent): Mailing {
  switch (event.type) {
    case 'amended':
      return prepared({ ...mailing, ...amended(mailing, event) }, event);
    case 'sign-off-voided': {
      const { approval: _, paused: __, ...rest } = mailing;
      return { ...rest, status: 'held' };
    }
    case 'batch-released':
      return {
        ...mailing,
        status: 'releasing',
        released: [...mailing.released, { ...event.batch, reports: {} }],
      };
    case 'all-dispatched':
      return { ...mailing, status: 'dispatched', dispatchedAt: event.at };
    case 'batches-paused':
      return { ...mailing, paused: { at: event.at, reason: event.reason } };
    case 'batches-resumed': {
      const { paused: _, ...rest } = mailing;
      return rest;
    }
    case 'withdrawn':
      return withdrawn(mailing, event);
    default:
      return prepared(evolveReports(mailing, event), event);
  }
}

function evolveDispatched(mailing: DispatchedMailing, event: MailingEvent): Mailing {
  switch (event.type) {
    case 'wave-closed':
      return { ...mailing, waveClosedAt: event.at };
    case 'evaluated':
      return { ...mailing, status: 'evaluated', evaluationId: event.evaluationId };
    default:
      return prepared(mailing, event);
  }
}

function amended(
  mailing: HeldMailing | ApprovedMailing,
  { by, content }: Extract<MailingEvent, { type: 'amended' }>,
) {
  return { content, authors: [...new Set([...mailing.authors, by])] };
}

function withdrawn(
  { id, departmentId, released }: HeldMailing | ApprovedMailing,
  event: Extract<MailingEvent, { type: 'withdrawn' }>,
): Mailing {
  const { by, at, reason } = event;
  return {
    id,
    departmentId,
    status: 'withdrawn',
    withdrawnBy: by,
    withdrawnAt: at,
    reason,
    released,
  };
}

function evolveReports<M extends { readonly released: readonly ReleasedBatch[] }>(
  mailing: M,
  event: MailingEvent,
): M {
  if (event.type !== 'dispatch-confirmed') return mailing;
  const released = mailing.released.map((batch) =>
    batch.number === event.batch
      ? { ...batch, reports: { ...batch.reports, [event.channel]: event.report } }
      : batch,
  );
  return { ...mailing, released };
}

function prepared<M extends { readonly preparation: Preparation }>(
  mailing: M,
  event: MailingEvent,
): M {
  return { ...mailing, preparation: evolvePreparation(mailing.preparation, event) };
}

function evolvePreparation(preparation: Preparation, event: MailingEvent): Preparation {
  switch (event.type) {
    case 'amended': {
      // What was checked or waived was so for other content; the lead's wish has been answered.
      const { contactDetailsChecked: _, changesRequested: __, ...rest } = preparation;
      return { ...rest, waivers: [] };
    }
    case 'qa-sheet-attached':
      return { ...preparation, qaSheet: event.sheet };
    case 'contact-details-checked':
      return { ...preparation, contactDetailsChecked: { by: event.by, at: event.at } };
    case 'stakeholders-named': {
      const known = new Map(preparation.stakeholders?.map((one) => [one.id, one]));
      return {
        ...preparation,
        stakeholders: event.stakeholderIds.map((id) => known.get(id) ?? { id }),
      };
    }
    case 'stakeholders-told':
    case 'stakeholder-confirmed':
      return { ...preparation, ...stakeholdersAfter(preparation, event) };
    case 'forecast-made':
      return { ...preparation, forecast: event.forecast };
    case 'staffing-planned':
      return { ...preparation, staffingPlan: event.plan };
    case 'briefings-planned':
      return { ...preparation, briefings: event.briefings };
    case 'dispatch-planned':
      // Another plan makes another wave: the shortage that was accepted may have become a larger one.
      return {
        ...preparation,
        dispatchPlan: event.plan,
        waivers: preparation.waivers.filter((one) => one.condition !== 'staffing-covers-shortage'),
      };
    case 'condition-waived':
      return {
        ...preparation,
        waivers: [
          ...preparation.waivers.filter((one) => one.condition !== event.waiver.condition),
          event.waiver,
        ],
      };
    case 'changes-requested':
      return {
        ...preparation,
        changesRequested: { by: event.by, at: event.at, reason: event.reason },
      };
    default:
      return preparation;
  }
}

function stakeholdersAfter(
  { stakeholders }: Preparation,
  event: Extract<MailingEvent, { type: 'stakeholders-told' | 'stakeholder-confirmed' }>,
): Pick<Preparation, 'stakeholders'> {
  if (!stakeholders) return {};
  if (event.type === 'stakeholder-confirmed') {
    return {
      stakeholders: stakeholders.map((one) =>
        one.id === event.stakeholderId ? { ...one, confirmedAt: event.at } : one,
      ),
    };
  }
  return {
    stakeholders: stakeholders.map((one) =>
      event.stakeholderIds.includes(one.id) ? { ...one, toldAt: one.toldAt ?? event.at } : one,
    ),
  };
}
