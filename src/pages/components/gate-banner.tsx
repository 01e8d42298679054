import type { GateStop } from '../../domain/gate-stop.ts';
import { Banner } from './parts.tsx';
import { Moment, Say } from './say.tsx';

/** On every page while everything that leaves is stopped. */
export function GateBanner(props: { readonly stop: GateStop; readonly mayResume: boolean }) {
  const { stop, mayResume } = props;
  return (
    <Banner tone="bad">
      <p>
        <strong>
          <Say text={{ nl: 'Noodstop: er gaat niets weg.', en: 'Stopped: nothing leaves.' }} />
        </strong>{' '}
        <Say text={{ nl: 'Sinds', en: 'Since' }} /> <Moment at={stop.at} />: {stop.reason}{' '}
        {mayResume ? (
          <a href="/noodstop/hervatten">
            <Say
              text={
                stop.request
                  ? { nl: 'Er is gevraagd om weer te verzenden', en: 'Somebody asked to go on' }
                  : { nl: 'Weer verzenden', en: 'Go on' }
              }
            />
          </a>
        ) : (
          <Say
            text={{
              nl: 'Twee KCC-leiders beslissen wanneer het weer verdergaat.',
              en: 'Two KCC leads decide when it goes on.',
            }}
          />
        )}
      </p>
    </Banner>
  );
}
