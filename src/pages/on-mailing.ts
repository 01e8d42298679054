import { mailingFor } from '../api/mailing-access.ts';
import type { Operation } from '../domain/access.ts';
import type { ConditionCode } from '../domain/condition-code.ts';
import type { Text } from '../domain/text.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import type { AppDeps } from './deps.ts';
import type { PageCall } from './page.ts';

/** The mailing that the address of the page names. @throws Problem 404 or 403 when it may not be seen for `operation` */
export async function mailingOf(
  call: PageCall,
  deps: AppDeps,
  operation: Operation,
): Promise<MailingRecord> {
  return (await mailingFor(call.as(operation), deps, idIn(call))).record;
}

/** The id in the address of a page about one mailing. */
export function idIn(call: PageCall): string {
  return call.id('mailingId');
}

/** The pages above one about a part of `mailing`; for who may sign off, its sign-off room too. */
export function crumbsTo({ id, title }: Pick<MailingRecord, 'id' | 'title'>, call: PageCall) {
  return [
    { text: { nl: 'Mailings', en: 'Mailings' }, href: '/mailings' },
    { text: title, href: `/mailings/${id}` },
    ...(call.may('mailings.sign-off')
      ? [{ text: { nl: 'Akkoord', en: 'Sign-off' }, href: `/mailings/${id}/akkoord` }]
      : []),
  ];
}

/** Where somebody goes who has prepared a part of the mailing: back to what is still to be done. */
export function afterPreparing(call: PageCall): string {
  return `/mailings/${idIn(call)}${call.may('mailings.sign-off') ? '/akkoord' : ''}`;
}

/** The page on which a condition is made to hold; what is left out cannot be made to hold by anybody. */
export const REMEDIES: {
  readonly [code in ConditionCode]?: { readonly path: string; readonly text: Text };
} = {
  'qa-sheet-ready': {
    path: 'vragenlijst',
    text: { nl: 'Naar de vragenlijst', en: 'To the Q&A sheet' },
  },
  'contact-details-checked': {
    path: 'contactgegevens',
    text: { nl: 'Contactgegevens nakijken', en: 'Check the contact details' },
  },
  'stakeholders-informed': {
    path: 'betrokkenen',
    text: { nl: 'Naar de betrokkenen', en: 'To the stakeholders' },
  },
  'dispatch-plan-fits': {
    path: 'verzendplan',
    text: { nl: 'Naar het verzendplan', en: 'To the dispatch plan' },
  },
  'forecast-current': {
    path: 'prognose',
    text: { nl: 'Naar de prognose', en: 'To the forecast' },
  },
  'staffing-covers-shortage': {
    path: 'bezetting',
    text: { nl: 'Naar de bezetting', en: 'To the staffing' },
  },
  'briefings-planned': {
    path: 'briefingplan',
    text: { nl: 'Briefings plannen', en: 'Plan briefings' },
  },
};
