import { checkContactDetails } from '../api/decisions.ts';
import { Facts } from './components/facts.tsx';
import { Say } from './components/say.tsx';
import { decisionPage } from './decision-page.tsx';
import { notHeld } from './decision-blocked.ts';
import { afterPreparing, idIn } from './on-mailing.ts';

/** The ways to reach the municipality that stand on the letter, to be tried out and ticked off. */
export const contactCheckPage = decisionPage({
  path: 'contactgegevens',
  operation: 'mailings.check-contact-details',
  title: { nl: 'Contactgegevens nakijken', en: 'Check the contact details' },
  blocked: ({ mailing }) => notHeld(mailing),
  explain: ({ details }) => (
    <>
      <p>
        <Say
          text={{
            nl: 'Dit staat op de mailing. Bel het nummer, kijk de openingstijden na en open het webadres. Eén fout cijfer kost een dag vol telefoontjes.',
            en: 'This stands on the mailing. Call the number, check the opening hours and open the web address. One wrong digit costs a day full of calls.',
          }}
        />
      </p>
      {details && (
        <Facts
          facts={[
            {
              label: { nl: 'Telefoon', en: 'Telephone' },
              value: details.printedContact.phone,
            },
            {
              label: { nl: 'Openingstijden', en: 'Opening hours' },
              value: details.printedContact.openingHours,
            },
            {
              label: { nl: 'Webadres', en: 'Web address' },
              value: details.printedContact.webAddress,
            },
          ]}
        />
      )}
    </>
  ),
  button: { nl: 'Alle drie kloppen', en: 'All three are right' },
  give: (_form, call) =>
    call.ask(checkContactDetails, { params: { mailingId: idIn(call) }, body: {} }),
  done: { nl: 'De contactgegevens zijn nagekeken.', en: 'The contact details were checked.' },
  to: afterPreparing,
});
