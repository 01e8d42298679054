import type { DispatchOptions } from '../../domain/dispatch-options.ts';
import { DispatchOptionsTable } from './dispatch-options.tsx';
import { Button, ButtonLink, Buttons, Form } from './form.tsx';
import { Section } from './parts.tsx';
import { Say } from './say.tsx';

/** The three dispatch plans where somebody decides: side by side when they were worked out, or else the way to have that done. */
export function ThreePlans(props: {
  readonly id: string;
  readonly result: DispatchOptions | undefined;
}) {
  const { id, result } = props;
  const href = `/mailings/${id}/plannen`;
  return (
    <Section
      id="plannen"
      title={{ nl: 'Drie plannen om te versturen', en: 'Three plans to send it' }}
    >
      {result ? (
        <>
          <p>
            <Say text={result.text} />
          </p>
          {result.options.length > 0 && <DispatchOptionsTable options={result.options} />}
          <Buttons>
            <ButtonLink
              href={href}
              text={{ nl: 'Bekijk de plannen en kies', en: 'See the plans and choose' }}
            />
          </Buttons>
        </>
      ) : (
        <Form action={href} label={ASK}>
          <p>
            <Say
              text={{
                nl: 'Sluis kan drie manieren uitrekenen: alles tegelijk, het goedkoopst en het rustigst.',
                en: 'Sluis can work out three ways: all at once, the cheapest and the calmest.',
              }}
            />
          </p>
          <Buttons>
            <Button kind="secondary" text={ASK} />
          </Buttons>
        </Form>
      )}
    </Section>
  );
}

const ASK = { nl: 'Laat drie plannen uitrekenen', en: 'Have three plans worked out' };
