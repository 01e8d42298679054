import { z } from 'zod';
import { ADJUSTMENT_LIMITS } from '../domain/known-adjustment.ts';
import { MAILING_KINDS } from '../domain/mailing.ts';
import { says } from '../http/input-text.ts';
import { email, line, localDate, someAudience, text } from './fields.ts';

export const namedStakeholder = z
  .strictObject({ name: line(200), email })
  .meta({ id: 'NamedStakeholder' });

const distinctEmails = says(
  'Elk e-mailadres mag er één keer in staan.',
  'Each e-mail address may be given once.',
);

export const namedStakeholders = z
  .array(namedStakeholder)
  .max(50)
  .refine(
    (named) => new Set(named.map((one) => one.email.toLowerCase())).size === named.length,
    distinctEmails,
  )
  .meta({ description: 'Who else must know this? An empty list is the answer "nobody".' });

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What is known to make more or fewer people call (domain/known-adjustment.ts). */
const adjustments = z
  .array(
    z
      .strictObject({
        factor: z.number().min(ADJUSTMENT_LIMITS.least).max(ADJUSTMENT_LIMITS.most),
        reason: line(200),
      })
      .meta({ id: 'KnownAdjustment' }),
  )
  .max(ADJUSTMENT_LIMITS.count)
  .meta({
    description: `Why more or fewer people will call than is usual for this kind of mailing, each with the contacts relative to the usual. For a WOZ assessment a fair
factor is the share of objections that is expected over 3.3 %, the usual one.`,
  });

const fields = z.strictObject({
  title: line(200),
  kind: z.enum(MAILING_KINDS),
  purpose: line(500),
  audience: someAudience,
  adjustments: adjustments.optional(),
  earliest: localDate,
  preferred: localDate,
  legalLatest: localDate.optional(),
  printedContact: z.strictObject({
    phone: line(50),
    openingHours: line(300),
    webAddress: line(300),
  }),
  texts: z.array(z.strictObject({ name: line(200), text: text(100_000) })).max(20),
  files: z.array(z.strictObject({ name: line(200), sha256 })).max(50),
  draftQuestions: z.array(line(500)).max(200),
  stakeholders: namedStakeholders.optional(),
});

interface Dates {
  readonly earliest?: string | undefined;
  readonly preferred?: string | undefined;
  readonly legalLatest?: string | undefined;
}

/** The dates must be in their order as far as they are known. */
function checkDates({ earliest, preferred, legalLatest }: Dates, context: z.RefinementCtx) {
  if (earliest !== undefined && legalLatest !== undefined && legalLatest < earliest) {
    context.addIssue({
      code: 'custom',
      path: ['legalLatest'],
      ...says(
        'De uiterste wettelijke datum ligt vóór de vroegste datum.',
        'The legal latest date is before the earliest date.',
      ),
    });
  }
  if (preferred === undefined) return;
  if (earliest !== undefined && preferred < earliest) {
    context.addIssue({
      code: 'custom',
      path: ['preferred'],
      ...says(
        'De gewenste datum ligt vóór de vroegste datum.',
        'The preferred date is before the earliest date.',
      ),
    });
  }
  if (legalLatest !== undefined && preferred > legalLatest) {
    context.addIssue({
      code: 'custom',
      path: ['preferred'],
      ...says(
        'De gewenste datum ligt na de uiterste wettelijke datum.',
        'The preferred date is after the legal latest date.',
      ),
    });
  }
}

const example = {
  title: 'WOZ-beschikking en gemeentelijke aanslag 2027',
  kind: 'tax-assessment',
  purpose: 'De ontvanger controleert de gegevens en betaalt op tijd.',
  audience: { letter: 39680, email: 320, portal: 0 },
  adjustments: [{ factor: 1.2, reason: 'De WOZ-waarden stegen gemiddeld 8 %.' }],
  earliest: '2027-02-01',
  preferred: '2027-02-16',
  legalLatest: '2027-02-25',
  printedContact: {
    phone: '088-000 00 00',
    openingHours: 'maandag tot en met vrijdag van 8.30 tot 17.00 uur',
    webAddress: 'www.sluiswaard.example/woz',
  },
  texts: [{ name: 'brief', text: 'Geachte heer, mevrouw, …' }],
  files: [],
  draftQuestions: ['Waarom is mijn WOZ-waarde gestegen?'],
  stakeholders: [{ name: 'Communicatie', email: 'communicatie@sluiswaard.example' }],
};

/** What a department tells of its mailing (domain/mailing-details.ts). */
export const mailingDetails = fields
  .superRefine(checkDates)
  .meta({ id: 'MailingDetails', example });

/** As much of it as is known; at least a title. */
export const mailingDraft = fields
  .partial()
  .required({ title: true })
  .superRefine(checkDates)
  .meta({ id: 'MailingDraft', example });
