import { closeWave } from '../api/decisions.ts';
import { Say } from './components/say.tsx';
import { decisionPage } from './decision-page.tsx';
import { idIn } from './on-mailing.ts';

/** The wave is over before its forecast end; then it is evaluated. */
export const waveClosingPage = decisionPage({
  path: 'belgolf-afsluiten',
  operation: 'mailings.close-wave',
  title: { nl: 'Belgolf afsluiten', en: 'Close the wave' },
  blocked: ({ mailing }) => {
    if (mailing.status !== 'dispatched') {
      return {
        nl: 'De belgolf kan pas dicht als alles is verzonden en er nog niet is geëvalueerd.',
        en: 'The wave can be closed only when everything was dispatched and nothing was evaluated yet.',
      };
    }
    return mailing.waveClosedAt
      ? { nl: 'De belgolf is al afgesloten.', en: 'The wave was closed already.' }
      : undefined;
  },
  explain: () => (
    <p>
      <Say
        text={{
          nl: 'Daarna maakt Sluis de evaluatie. Vragen die later nog komen, tellen niet meer mee. Dit kunt u niet terugdraaien.',
          en: 'Sluis then makes the evaluation. Questions that come later do not count any more. You cannot undo this.',
        }}
      />
    </p>
  ),
  button: { nl: 'Ja, de belgolf is voorbij', en: 'Yes, the wave is over' },
  kind: 'danger',
  give: (_form, call) => call.ask(closeWave, { params: { mailingId: idIn(call) }, body: {} }),
  done: {
    nl: 'De belgolf is afgesloten. De evaluatie wordt gemaakt.',
    en: 'The wave was closed. The evaluation is being made.',
  },
});
