import type { CandidateContext } from './candidate.ts';
import { whole } from './number-text.ts';
import type { StaffPerson } from './roster.ts';
import type { Text } from './text.ts';

/** Why this person is asked, in one or two sentences; `cost` in euro. */
export function candidateReason(
  person: StaffPerson,
  { offered, cost }: { readonly offered: boolean; readonly cost: number },
  { departmentId, skills }: Pick<CandidateContext, 'departmentId' | 'skills'>,
): Text {
  const parts = [kindReason(person, departmentId)];
  if (offered) {
    parts.push({ nl: 'Heeft deze tijd zelf aangeboden.', en: 'Offered this time.' });
  }
  const known = skills.filter((skill) => person.skills.includes(skill));
  if (known.length > 0) {
    parts.push({ nl: `Kent ${known.join(' en ')}.`, en: `Knows ${known.join(' and ')}.` });
  }
  parts.push({ nl: `Kosten: ${whole(cost, 'nl')} euro.`, en: `Cost: ${whole(cost, 'en')} euro.` });
  return {
    nl: parts.map((part) => part.nl).join(' '),
    en: parts.map((part) => part.en).join(' '),
  };
}

function kindReason(person: StaffPerson, departmentId: string): Text {
  if (person.kind === 'flex') return FLEX[person.flexKind];
  if (person.kind === 'agent') return person.liaisonOf === departmentId ? LIAISON : OWN_AGENT;
  return person.departmentId === departmentId ? OWNING_GUEST : OTHER_GUEST;
}

const LIAISON: Text = {
  nl: 'Eigen medewerker en aanspreekpunt voor deze afdeling, kan extra uren werken.',
  en: 'Own agent and liaison for this department, can work extra hours.',
};
const OWN_AGENT: Text = {
  nl: 'Eigen medewerker, kan extra uren werken.',
  en: 'Own agent, can work extra hours.',
};
const OWNING_GUEST: Text = {
  nl: 'Collega van de afdeling die dit bericht verstuurt.',
  en: 'Colleague of the department that sends this message.',
};
const OTHER_GUEST: Text = {
  nl: 'Collega van een andere afdeling.',
  en: 'Colleague of another department.',
};
const FLEX: { readonly [kind in 'trainee' | 'on-call' | 'agency']: Text } = {
  trainee: { nl: 'Stagiair uit de flexpool.', en: 'Trainee of the flex pool.' },
  'on-call': { nl: 'Oproepkracht uit de flexpool.', en: 'On-call worker of the flex pool.' },
  agency: { nl: 'Uitzendkracht uit de flexpool.', en: 'Agency worker of the flex pool.' },
};
