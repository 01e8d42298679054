import { z } from 'zod';
import { both, formatDay, formatMoment } from '../charts/format.ts';
import { SYSTEM } from '../domain/actor.ts';
import type { MailingDetails } from '../domain/mailing-details.ts';
import { Facts, Notice } from './components/facts.tsx';
import { Dutch } from './components/say.tsx';
import type { PageDeps } from './deps.ts';
import { defineLinkPage, type LinkCall, type View } from './page.ts';
import { isRefusal } from './refusal.ts';
import type { Text } from '../domain/text.ts';

/** Where somebody who must know of a mailing says that they do. */
export const stakeholderPage = defineLinkPage({
  path: '/bevestiging/:token',
  operation: 'stakeholders.confirm',
  link: 'stakeholder',
  form: z.strictObject({ known: z.literal('yes') }),
  expired: {
    nl: 'Bevestigen kan niet meer: de tijd daarvoor is voorbij. U hoeft niets te doen.',
    en: 'It can no longer be confirmed: the time for it is over. You do not need to do anything.',
  },

  get: async (call, deps) => view(call, deps),

  post: async (_form, call, deps) => {
    const stakeholder = await deps.store.stakeholders.find(call.subjectId);
    if (!stakeholder || stakeholder.confirmedAt) return 'done';
    try {
      await deps.journeys.command(
        stakeholder.mailingId,
        {
          type: 'confirmStakeholder',
          stakeholderId: stakeholder.id,
          // The link shows who it is; such a person need not be known to Sluis.
          by: SYSTEM,
        },
        call.updateId,
      );
      return 'done';
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return view(call, deps, NOT_WAITING);
    }
  },
});

const NOT_WAITING: Text = {
  nl: 'Uw bevestiging is niet nodig. Deze mailing wacht er niet meer op.',
  en: 'Your confirmation is not needed. This mailing no longer waits for it.',
};

async function view(call: LinkCall, deps: PageDeps, fault?: Text): Promise<View> {
  const { language } = call;
  const stakeholder = await deps.store.stakeholders.find(call.subjectId);
  const mailing = stakeholder && (await deps.store.mailings.find(stakeholder.mailingId));
  if (!stakeholder || !mailing) return GONE(call);
  const { confirmedAt } = stakeholder;
  return {
    status: fault ? 409 : 200,
    title: confirmedAt
      ? { nl: 'U weet van deze mailing', en: 'You know about this mailing' }
      : { nl: 'Weet u van deze mailing?', en: 'Do you know about this mailing?' },
    body: (
      <>
        {fault && <Notice language={language} text={fault} fault />}
        {confirmedAt && (
          <Notice language={language} text={thanks(confirmedAt, deps.house.timeZone)} />
        )}
        {!confirmedAt && (
          <p>
            {language === 'nl'
              ? 'Inwoners kunnen ook bij u vragen stellen over deze mailing. De mailing wacht totdat u bevestigt dat u ervan weet.'
              : 'Residents may ask you about this mailing too. The mailing waits until you confirm that you know about it.'}
          </p>
        )}
        <Facts
          facts={[
            { label: { nl: 'Voor', en: 'For' }, value: stakeholder.name },
            { label: { nl: 'Mailing', en: 'Mailing' }, value: mailing.title },
            ...(mailing.details ? detailFacts(mailing.details) : []),
          ]}
        />
        {!confirmedAt && (
          <form method="post">
            <button name="known" value="yes" className="chosen">
              {language === 'nl' ? 'Ik weet ervan' : 'I know about it'}
            </button>
          </form>
        )}
      </>
    ),
  };
}

const day = (date: string) => both((language) => formatDay(date, language));

function detailFacts({ purpose, earliest, preferred }: MailingDetails) {
  return [
    {
      label: { nl: 'Wat vragen wij de inwoner', en: 'What residents are asked' },
      value: <Dutch>{purpose}</Dutch>,
    },
    { label: { nl: 'Op zijn vroegst', en: 'At the earliest' }, value: day(earliest) },
    { label: { nl: 'Liefst op', en: 'Preferably on' }, value: day(preferred) },
  ];
}

function thanks(confirmedAt: string, timeZone: string): Text {
  const at = both((language) => formatMoment(confirmedAt, language, timeZone));
  return {
    nl: `Dank u wel. U hebt dit bevestigd op ${at.nl}. U hoeft niets meer te doen.`,
    en: `Thank you. You confirmed this on ${at.en}. There is nothing more to do.`,
  };
}

const GONE = ({ language }: LinkCall): View => ({
  status: 404,
  title: { nl: 'Deze mailing bestaat niet meer', en: 'This mailing no longer exists' },
  body: <p>{language === 'nl' ? 'U hoeft niets te doen.' : 'You do not need to do anything.'}</p>,
});
