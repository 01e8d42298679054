import { Banner } from './parts.tsx';
import { Moment, Say } from './say.tsx';

/** On every page of a mailing that was ever let out without sign-off. */
export function EmergencyBanner({ at }: { readonly at: string }) {
  return (
    <Banner tone="warning">
      <p>
        <strong>
          <Say text={{ nl: 'Noodvrijgave.', en: 'Emergency release.' }} />
        </strong>{' '}
        <Say
          text={{
            nl: 'Deze mailing is door twee personen vrijgegeven zonder akkoord van het KCC, op',
            en: 'Two persons released this mailing without the sign-off of the contact centre, on',
          }}
        />{' '}
        <Moment at={at} />.
      </p>
    </Banner>
  );
}
