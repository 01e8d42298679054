import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { Operation } from '../domain/access.ts';
import type { Text } from '../domain/text.ts';
import { Problem } from '../http/problem.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { TextField } from './components/field.tsx';
import { Banner } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import type { AppDeps } from './deps.ts';
import { crumbsTo, idIn, mailingOf } from './on-mailing.ts';
import { definePage, type Page, type PageCall } from './page.ts';

/** One decision about one mailing: what it means, what must be filled in, and the button that gives it. */
export interface Decision<Form> {
  /** Below `/mailings/:mailingId/`. */
  readonly path: string;
  readonly operation: Operation;
  readonly fresh?: true;
  readonly title: Text;
  /** What happens, and what cannot be undone; before the form. */
  readonly explain: (
    record: MailingRecord,
    call: PageCall,
    deps: AppDeps,
  ) => ReactNode | Promise<ReactNode>;
  /** Why the mailing cannot take it as it stands now; then there is no form. */
  readonly blocked?: (
    record: MailingRecord,
    call: PageCall,
  ) => Text | undefined | Promise<Text | undefined>;
  readonly form?: z.ZodType<Form>;
  readonly fields?: (call: PageCall, record: MailingRecord) => ReactNode;
  readonly button: Text;
  readonly kind?: 'primary' | 'danger';
  readonly give: (form: Form, call: PageCall, deps: AppDeps) => Promise<unknown>;
  readonly done: Text;
  /** Where one goes after it; the mailing when left out. */
  readonly to?: (call: PageCall) => string;
}

/** The page of a decision: it asks once, in words, and has a way back. */
export function decisionPage<Form>(decision: Decision<Form>): Page {
  const { operation, title, fresh, form } = decision;
  return definePage<Form>({
    path: `/mailings/:mailingId/${decision.path}`,
    operation,
    ...(fresh && { fresh }),
    ...(form && { form }),
    get: async (call, deps) => {
      const record = await mailingOf(call, deps, operation);
      const blocked = await decision.blocked?.(record, call);
      const body = (
        <>
          <p className="lead">{record.title}</p>
          {await decision.explain(record, call, deps)}
          {blocked ? (
            <Banner tone="warning">
              <p>
                <Say text={blocked} />
              </p>
            </Banner>
          ) : (
            <Form label={title}>
              {decision.fields?.(call, record)}
              <Buttons>
                <Button kind={decision.kind ?? 'primary'} text={decision.button} />
                <ButtonLink href={`/mailings/${record.id}`} text={BACK} />
              </Buttons>
            </Form>
          )}
        </>
      );
      return { title, breadcrumbs: crumbsTo(record, call), body };
    },
    post: async (given, call, deps) => {
      // The form may be of yesterday, and the mailing further by now.
      if (await decision.blocked?.(await mailingOf(call, deps, operation), call))
        throw NOT_ANY_MORE();
      await decision.give(given, call, deps);
      return { to: decision.to?.(call) ?? `/mailings/${idIn(call)}`, flash: decision.done };
    },
  });
}

/** The field that most decisions ask for. It goes on the record. */
export function ReasonField(props: { readonly label?: Text; readonly hint?: Text }) {
  return (
    <TextField
      name="reason"
      label={props.label ?? { nl: 'Waarom?', en: 'Why?' }}
      hint={props.hint ?? REASON_HINT}
      maxLength={500}
    />
  );
}

/** Why it cannot be done stands on the page that is shown again. */
const NOT_ANY_MORE = () =>
  new Problem({
    status: 409,
    code: 'not-any-more',
    text: {
      nl: 'Dit kan niet meer. Er is niets gedaan.',
      en: 'This is not possible any more. Nothing was done.',
    },
  });
const BACK = { nl: 'Nee, terug naar de mailing', en: 'No, back to the mailing' };
const REASON_HINT = {
  nl: 'In één regel. Dit komt in de tijdlijn te staan. Noem geen inwoners.',
  en: 'In one line. This goes on the timeline. Do not name residents.',
};
