import { z } from 'zod';
import { listDepartments } from '../api/departments.ts';
import { announceMailing } from '../api/mailing-drafts.ts';
import { reachesOf } from '../domain/access.ts';
import { MAILING_KINDS } from '../domain/mailing.ts';
import { monthIn } from '../domain/typed-day.ts';
import { says } from '../http/input-text.ts';
import { Select } from './components/choice.tsx';
import { NumberField, TextField } from './components/field.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { Say } from './components/say.tsx';
import { DETAIL_WORDS, KIND_WORDS } from './mailing-words.ts';
import { NoDepartment } from './new-mailing.tsx';
import { definePage } from './page.ts';

const TITLE = { nl: 'Mailing aankondigen', en: 'Announce a mailing' };

/** Names a mailing months ahead: enough for the KCC to keep room for it. */
export const announcementPage = definePage({
  path: '/mailing-aankondigen',
  operation: 'mailings.announce',
  menu: TITLE,
  menuGroup: 'mailings',
  form: z.object({
    departmentId: z.string().optional(),
    title: z.string().default(''),
    month: z
      .string()
      .default('')
      .refine(
        (typed) => monthIn(typed) !== undefined,
        says('Vul een maand in, zoals mei 2027.', 'Fill in a month, such as May 2027.'),
      )
      .transform((typed) => monthIn(typed) ?? ''),
    kind: z.enum(MAILING_KINDS).optional(),
    roughAudience: z
      .string()
      .default('')
      .refine(
        (typed) => /^\d{1,9}$/.test(typed.replaceAll(/[. ]/g, '')),
        says('Vul een getal in, zoals 28000.', 'Fill in a number, such as 28000.'),
      )
      .transform((typed) => Number(typed.replaceAll(/[. ]/g, ''))),
  }),

  get: async (call) => {
    const { principal } = call;
    const anyDepartment = reachesOf(principal, 'mailings.announce').includes('all');
    const departments = anyDepartment ? (await call.ask(listDepartments)).body.results : [];
    const breadcrumbs = [{ text: { nl: 'Mailings', en: 'Mailings' }, href: '/mailings' }];
    if (!anyDepartment && principal.departmentId === undefined) {
      return { title: TITLE, breadcrumbs, body: <NoDepartment /> };
    }
    return {
      title: TITLE,
      breadcrumbs,
      body: (
        <>
          <p>
            <Say
              text={{
                nl: 'Weet u nu al dat er een mailing komt? Noem hem vast. Het KCC houdt er dan rekening mee in het rooster. U kunt alles later nog veranderen.',
                en: 'Do you already know that a mailing is coming? Name it now, and the contact centre takes it into account in its roster. You can change everything later.',
              }}
            />
          </p>
          <Form label={TITLE}>
            {anyDepartment && (
              <Select
                name="departmentId"
                label={{ nl: 'Vakafdeling', en: 'Department' }}
                value={principal.departmentId}
                options={departments.map(({ id, name }) => ({ value: id, text: name }))}
              />
            )}
            <TextField name="title" label={DETAIL_WORDS.title} maxLength={200} />
            <TextField
              name="month"
              type="month"
              label={{ nl: 'Maand', en: 'Month' }}
              hint={{
                nl: 'Maand en jaar, zoals mei 2027. Ongeveer is goed.',
                en: 'Month and year, such as May 2027. Roughly is fine.',
              }}
              short
            />
            <NumberField
              name="roughAudience"
              label={{ nl: 'Naar hoeveel mensen ongeveer?', en: 'To roughly how many people?' }}
            />
            <Select
              name="kind"
              label={DETAIL_WORDS.kind}
              empty={{ nl: 'Weet ik nog niet', en: 'Not known yet' }}
              options={MAILING_KINDS.map((value) => ({ value, text: KIND_WORDS[value] }))}
              optional
            />
            <Buttons>
              <Button text={{ nl: 'Kondig de mailing aan', en: 'Announce the mailing' }} />
              <ButtonLink href="/mailings" text={{ nl: 'Terug', en: 'Back' }} />
            </Buttons>
          </Form>
        </>
      ),
    };
  },

  post: async ({ departmentId, title, month, kind, roughAudience }, call) => {
    const { body } = await call.ask(announceMailing, {
      body: {
        departmentId: departmentId ?? call.principal.departmentId ?? '',
        title,
        expectedMonth: `${month}-01`,
        roughAudience,
        ...(kind && { kind }),
      },
    });
    return {
      to: `/mailings/${body.id}`,
      flash: { nl: 'De mailing is aangekondigd.', en: 'The mailing was announced.' },
    };
  },
});
