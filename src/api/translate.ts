import { notFound, Problem, unavailable } from '../http/problem.ts';
import type {
  ConstraintViolated,
  OverlappingShift,
  StoreRefusal,
  StoreUnavailable,
  VersionConflict,
} from '../store/errors.ts';
import { Refused, refusalProblem } from './refused.ts';

type StoreError =
  OverlappingShift | ConstraintViolated | VersionConflict | StoreUnavailable | StoreRefusal;

/** What handlers throw, as the answer for it; what is not known here stays what it is. */
export function translate(error: unknown): unknown {
  if (error instanceof Refused) return refusalProblem(error.refusal);
  if (!(error instanceof Error)) return error;
  // By name: the store is known here by its types alone.
  switch (error.name) {
    case 'StoreUnavailable':
      return unavailable('database');
    case 'NotFound':
      return notFound({ nl: 'dit nummer', en: 'this id' });
    case 'VersionConflict': {
      const { expected, found } = error as VersionConflict;
      return versionChanged(expected, found);
    }
    case 'OverlappingShift':
      return conflict(
        'overlapping-shift',
        'Deze persoon werkt dan al. Kies een andere tijd of een andere persoon.',
        'This person already works at that time. Choose another time or another person.',
      );
    case 'Conflict':
      return conflict(
        'conflict',
        'Dit past niet bij hoe het er nu voor staat. Lees het opnieuw en kijk wat er veranderd is.',
        `This does not fit the present state. ${(error as StoreError).message}`,
      );
    case 'ConstraintViolated':
      return conflict(
        (error as ConstraintViolated).constraint.replaceAll('_', '-'),
        'Dit gaat in tegen iets wat al vastligt, bijvoorbeeld een naam of adres dat al bestaat.',
        'This goes against something that is there already, such as a name or address that exists.',
      );
    default:
      return error;
  }
}

/** 412: somebody else changed it first. */
export function versionChanged(expected: number, found: number): Problem {
  return new Problem({
    status: 412,
    code: 'version-changed',
    text: {
      nl: `U wijzigt versie ${expected}, maar het is intussen versie ${found}. Lees het opnieuw en doe uw wijziging nog eens.`,
      en: `You are changing version ${expected}, but it is version ${found} by now. Read it again and repeat your change.`,
    },
    headers: { ETag: `"${found}"` },
  });
}

/** 409: it was answered, has lapsed, or is for time that has begun. */
export function invitationEnded(): Problem {
  return conflict(
    'invitation-ended',
    'Deze uitnodiging is al beantwoord of verlopen. Bel de KCC-leider als het toch anders moet.',
    'This invitation was answered or has lapsed. Call the KCC lead if it must change.',
  );
}

/** 409 with its sentences. */
export function conflict(code: string, nl: string, en: string): Problem {
  return new Problem({ status: 409, code, text: { nl, en } });
}
