import { z } from 'zod';
import { waiveCondition } from '../api/decisions.ts';
import { reason } from '../api/fields.ts';
import { unmetConditions } from '../domain/condition.ts';
import { CONDITION_CODES, WAIVABLE_CONDITIONS } from '../domain/condition-code.ts';
import { conditionText } from '../domain/condition-text.ts';
import { Radios } from './components/choice.tsx';
import { Say } from './components/say.tsx';
import { decisionPage, ReasonField } from './decision-page.tsx';
import { notHeld } from './decision-blocked.ts';
import { afterPreparing, idIn } from './on-mailing.ts';
import { CONDITION_NAMES } from './condition-names.ts';

/** The lead lets one condition go, by name and with a reason. */
export const waiverPage = decisionPage({
  path: 'voorwaarde-opzijzetten',
  operation: 'mailings.waive-condition',
  title: { nl: 'Een voorwaarde opzijzetten', en: 'Waive a condition' },
  blocked: ({ mailing }) => notHeld(mailing),
  explain: ({ mailing }, { now }, { policy }) => {
    const unmet = mailing.status === 'held' ? unmetConditions(mailing, policy, now) : [];
    return (
      <>
        <p>
          <Say
            text={{
              nl: 'Soms weet u zeker dat het zonder kan. Zeg dan welke voorwaarde, en waarom. Dat blijft altijd in de tijdlijn staan. Een prognose, een passend verzendplan en een tweede paar ogen zijn nooit opzij te zetten.',
              en: 'Sometimes you are sure that it can be done without. Then say which condition, and why. That stays on the timeline for ever. A forecast, a dispatch plan that fits and a second pair of eyes can never be waived.',
            }}
          />
        </p>
        {unmet.length > 0 && (
          <ul className="todo">
            {unmet.map((one) => (
              <li key={one.code}>
                <Say text={conditionText(one)} />
              </li>
            ))}
          </ul>
        )}
      </>
    );
  },
  form: z.object({ condition: z.enum(CONDITION_CODES), reason }),
  fields: ({ query }) => (
    <>
      <Radios
        name="condition"
        label={{ nl: 'Welke voorwaarde?', en: 'Which condition?' }}
        value={query.get('voorwaarde') ?? undefined}
        options={WAIVABLE_CONDITIONS.map((value) => ({ value, text: CONDITION_NAMES[value] }))}
      />
      <ReasonField label={{ nl: 'Waarom kan het zonder?', en: 'Why can it be done without?' }} />
    </>
  ),
  button: { nl: 'Zet deze voorwaarde opzij', en: 'Waive this condition' },
  kind: 'danger',
  give: (body, call) => call.ask(waiveCondition, { params: { mailingId: idIn(call) }, body }),
  done: { nl: 'De voorwaarde is opzijgezet.', en: 'The condition was waived.' },
  to: afterPreparing,
});
