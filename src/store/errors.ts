/**
 * The store could not answer: the database is away, busy or cut off in the middle. Ours to retry; whether a change
 * was made is then unknown, and asking again with the same ids is safe.
 */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

/** What the store says no to: the caller's to mend, never to be retried as it is. */
export abstract class StoreRefusal extends Error {
  abstract readonly code: string;
}

/** There is no such thing. */
export class NotFound extends StoreRefusal {
  override name = 'NotFound';
  readonly code = 'not-found';
  readonly object: string;
  readonly id: string;

  constructor(object: string, id: string) {
    super(`There is no ${object} with id ${id}.`);
    this.object = object;
    this.id = id;
  }
}

/** Somebody else changed it first. */
export class VersionConflict extends StoreRefusal {
  override name = 'VersionConflict';
  readonly code = 'version-conflict';
  readonly expected: number;
  readonly found: number;

  constructor(object: string, expected: number, found: number) {
    super(`This ${object} was changed meanwhile: it is at version ${found}, not ${expected}.`);
    this.expected = expected;
    this.found = found;
  }
}

/** The person already works at that time. */
export class OverlappingShift extends StoreRefusal {
  override name = 'OverlappingShift';
  readonly code = 'overlapping-shift';
  readonly personId: string;

  constructor(personId: string) {
    super(`Person ${personId} already has a shift at that time.`);
    this.personId = personId;
  }
}

/** It exists already with other content, or is not in a state in which this can be done; the message says which. */
export class Conflict extends StoreRefusal {
  override name = 'Conflict';
  readonly code = 'conflict';
}

/** The database forbids it: `constraint` is the name of the rule in prisma/migrations. */
export class ConstraintViolated extends StoreRefusal {
  override name = 'ConstraintViolated';
  readonly code = 'constraint-violated';
  readonly constraint: string;

  constructor(constraint: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.constraint = constraint;
  }
}
