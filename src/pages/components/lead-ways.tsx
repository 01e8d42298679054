import type { Operation } from '../../domain/access.ts';
import { type Mailing, isApproved } from '../../domain/mailing.ts';
import type { Text } from '../../domain/text.ts';
import type { MailingRecord } from '../../store/mailing-row.ts';
import type { PageCall } from '../page.ts';
import { ButtonLink, Buttons } from './form.tsx';
import { Say } from './say.tsx';

interface Way {
  /** Below the mailing's own address. */
  readonly path: string;
  readonly operation: Operation;
  readonly text: Text;
  readonly when: (mailing: Mailing) => boolean;
}

/** What the lead and the planner can do with the mailing in its present state, and what there is to look at. */
export function LeadWays(props: { readonly record: MailingRecord; readonly call: PageCall }) {
  const { record, call } = props;
  const open = (way: Way) => call.may(way.operation) && way.when(record.mailing);
  if (!call.may('staffing-plan.read')) return null;
  const [steps, views] = [STEPS.filter(open), VIEWS.filter(open)];
  return (
    <>
      {steps.length > 0 && (
        <Buttons>
          {steps.map(({ path, text }, at) => (
            <ButtonLink
              key={path}
              kind={at === 0 && path === 'akkoord' ? 'primary' : 'secondary'}
              href={`/mailings/${record.id}/${path}`}
              text={text}
            />
          ))}
        </Buttons>
      )}
      {views.length > 0 && (
        <p className="ways">
          {views.map(({ path, text }) => (
            <a key={path} href={`/mailings/${record.id}/${path}`}>
              <Say text={text} />
            </a>
          ))}
        </p>
      )}
    </>
  );
}

const isHeld = ({ status }: Mailing) => status === 'held';
const isPaused = (mailing: Mailing) => isApproved(mailing) && mailing.paused !== undefined;
const isPrepared = (mailing: Mailing) => 'preparation' in mailing;

const STEPS: readonly Way[] = [
  {
    path: 'akkoord',
    operation: 'mailings.sign-off',
    text: { nl: 'Naar het akkoord', en: 'To the sign-off' },
    when: isHeld,
  },
  {
    path: 'verdergaan',
    operation: 'mailings.resume-batches',
    text: { nl: 'Verder gaan met verzenden', en: 'Go on with the batches' },
    when: isPaused,
  },
  {
    path: 'pauzeren',
    operation: 'mailings.pause-batches',
    text: { nl: 'Volgende deel laten wachten', en: 'Let the next batch wait' },
    when: (mailing) => isApproved(mailing) && !isPaused(mailing),
  },
  {
    path: 'belgolf-afsluiten',
    operation: 'mailings.close-wave',
    text: { nl: 'Belgolf afsluiten', en: 'Close the wave' },
    when: (mailing) => mailing.status === 'dispatched' && !mailing.waveClosedAt,
  },
];

const VIEWS: readonly Way[] = [
  {
    path: 'vragenlijst',
    operation: 'qa-sheet.read',
    text: { nl: 'Vragenlijst', en: 'Q&A sheet' },
    when: isPrepared,
  },
  {
    path: 'prognose',
    operation: 'forecast.read',
    text: { nl: 'Prognose', en: 'Forecast' },
    when: isPrepared,
  },
  {
    path: 'plannen',
    operation: 'dispatch-plan.calculate',
    text: { nl: 'Drie plannen om te versturen', en: 'Three plans to send it' },
    when: isPrepared,
  },
  {
    path: 'bezetting',
    operation: 'staffing-plan.read',
    text: { nl: 'Bezetting', en: 'Staffing' },
    when: isPrepared,
  },
  {
    path: 'inzet',
    operation: 'staffing-plan.read',
    text: { nl: 'Wie komt helpen', en: 'Who comes to help' },
    when: isPrepared,
  },
  {
    path: 'briefings',
    operation: 'briefings.read-reads',
    text: { nl: 'Briefings', en: 'Briefings' },
    when: isPrepared,
  },
  {
    path: 'evaluatie',
    operation: 'evaluation.read',
    text: { nl: 'Evaluatie', en: 'Evaluation' },
    when: ({ status }) => status === 'evaluated',
  },
  {
    path: 'bewijs',
    operation: 'evidence.read',
    text: { nl: 'Bewijs', en: 'Evidence' },
    when: (mailing) => 'released' in mailing && mailing.released.length > 0,
  },
  {
    path: 'intrekken',
    operation: 'mailings.withdraw',
    text: { nl: 'Intrekken', en: 'Withdraw' },
    when: (mailing) => isHeld(mailing) || isApproved(mailing),
  },
  {
    path: 'noodvrijgave',
    operation: 'mailings.release-in-emergency',
    text: { nl: 'Noodvrijgave', en: 'Emergency release' },
    when: isHeld,
  },
];
