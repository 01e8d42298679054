import type { Role } from '../../domain/actor.ts';
import type { Text } from '../../domain/text.ts';
import { useSay } from './context.ts';
import { Banner } from './parts.tsx';

/** What each role is called on pages. */
export const ROLE_TEXTS: { readonly [role in Role]: Text } = {
  department: { nl: 'Vakafdeling', en: 'Department' },
  'kcc-lead': { nl: 'KCC-leider', en: 'KCC lead' },
  planner: { nl: 'Planner', en: 'Planner' },
  agent: { nl: 'Klantcontactmedewerker', en: 'Agent' },
  guest: { nl: 'Backoffice-gast', en: 'Back-office guest' },
  auditor: { nl: 'Controleur', en: 'Auditor' },
  administrator: { nl: 'Functioneel beheerder', en: 'Administrator' },
  'mail-tool': { nl: 'Mailprogramma', en: 'Mail tool' },
  'print-house': { nl: 'Drukker', en: 'Print house' },
};

/** The people of the sample municipality, each as a button to log in as. */
export function People(props: {
  readonly groups: readonly {
    readonly role: Role;
    readonly people: readonly {
      readonly id: string;
      readonly name: string;
      readonly email: string;
    }[];
  }[];
}) {
  const say = useSay();
  return (
    <>
      <Banner tone="warning">
        <p>
          {say({
            nl: 'Demonstratie: er is geen wachtwoord. Kies een verzonnen medewerker om Sluis uit te proberen.',
            en: 'Demonstration: there is no password. Choose a made-up employee to try Sluis.',
          })}
        </p>
      </Banner>
      <form method="post">
        {props.groups.map(({ role, people }) => (
          <fieldset key={role} className="people">
            <legend>{say(ROLE_TEXTS[role])}</legend>
            {people.map(({ id, name }) => (
              <button key={id} className="button secondary" name="person" value={id}>
                {name}
              </button>
            ))}
          </fieldset>
        ))}
      </form>
    </>
  );
}
