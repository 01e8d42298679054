import { z } from 'zod';
import { ADJUSTMENT_LIMITS, type KnownAdjustment } from '../domain/known-adjustment.ts';
import type { MailingDetails } from '../domain/mailing-details.ts';
import { says } from '../http/input-text.ts';
import { NumberField, TextField } from './components/field.tsx';
import { Section } from './components/parts.tsx';
import type { FilledIn } from './mailing-step.tsx';
import { DETAIL_WORDS } from './mailing-words.ts';

const [LEAST, MOST] = [100 * ADJUSTMENT_LIMITS.least, 100 * ADJUSTMENT_LIMITS.most];

const percentage = z
  .string()
  .refine(
    (typed) => {
      const value = Number(typed.replace('%', ''));
      return Number.isInteger(value) && value >= LEAST && value <= MOST;
    },
    says(
      `Vul hier een heel getal van ${LEAST} tot ${MOST} in. 100 is zoals anders.`,
      `Fill in a whole number from ${LEAST} to ${MOST} here. 100 is as usual.`,
    ),
  )
  .transform((typed) => Number(typed.replace('%', '')))
  .optional();

/** How many more or fewer people than usual will call, and why: both or neither. */
export const adjustmentForm = z
  .object({ percentage, reason: z.string().trim().optional() })
  .default({ percentage: undefined, reason: undefined })
  .superRefine(({ percentage: typed, reason = '' }, context) => {
    if (typed !== undefined && reason === '') {
      context.addIssue({
        code: 'custom',
        path: ['reason'],
        ...says('Schrijf hier waarom.', 'Write here why.'),
      });
    }
    if (typed === undefined && reason !== '') {
      context.addIssue({
        code: 'custom',
        path: ['percentage'],
        ...says(
          'Vul hier in hoeveel. 120 is een vijfde meer dan anders.',
          'Fill in how many here. 120 is a fifth more than usual.',
        ),
      });
    }
  });

/** The fields of `adjustmentForm`; the form shows the first adjustment, the API takes more. */
export function AdjustmentFields({ known }: { readonly known: MailingDetails['adjustments'] }) {
  const [first] = known ?? [];
  return (
    <Section id="anders-dan-anders" title={DETAIL_WORDS.adjustments}>
      <NumberField
        name="adjustment.percentage"
        label={{ nl: 'Hoeveel procent van anders', en: 'What percentage of the usual' }}
        hint={{
          nl: '100 is zoals anders, 120 is een vijfde meer. Verwacht u bij de WOZ 5 op de 100 bezwaren? Anders is 3,3: vul dan 150 in.',
          en: '100 is as usual, 120 is a fifth more. Do you expect 5 objections per 100 WOZ assessments? 3.3 is usual: fill in 150 then.',
        }}
        value={first && Math.round(100 * first.factor)}
        optional
      />
      <TextField
        name="adjustment.reason"
        label={{ nl: 'Waarom', en: 'Why' }}
        hint={{
          nl: 'Bijvoorbeeld: de WOZ-waarden stegen gemiddeld 8 %. Dit komt bij de prognose te staan.',
          en: 'For example: WOZ values rose 8 % on average. It is shown with the forecast.',
        }}
        value={first?.reason}
        maxLength={200}
        optional
      />
    </Section>
  );
}

/** The adjustments after the form was filled in; what the API added beside the first stays. */
export function adjustmentsAfter(
  { percentage: typed, reason }: z.output<typeof adjustmentForm>,
  known: readonly KnownAdjustment[] = [],
): readonly KnownAdjustment[] | undefined {
  const rest = known.slice(1);
  const all = typed === undefined || !reason ? rest : [{ factor: typed / 100, reason }, ...rest];
  return all.length > 0 ? all : undefined;
}

/** A line per adjustment. */
export function adjustmentLines(known: MailingDetails['adjustments']): FilledIn[] {
  return (known ?? []).map(({ factor, reason }) => ({
    label: DETAIL_WORDS.adjustments,
    value: `${Math.round(100 * factor)} %: ${reason}`,
  }));
}
