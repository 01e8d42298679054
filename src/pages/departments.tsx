import { z } from 'zod';
import { addDepartment, listDepartments, putDepartment } from '../api/departments.ts';
import { notFound } from '../http/problem.ts';
import { TextField } from './components/field.tsx';
import { Button, Buttons, Form } from './components/form.tsx';
import { Section } from './components/parts.tsx';
import { Table } from './components/table.tsx';
import { definePage } from './page.ts';

const form = z.object({ name: z.string().default(''), email: z.string().default('') });
const TITLE = { nl: 'Afdelingen', en: 'Departments' };

/** The departments that send mailings. */
export const departmentsPage = definePage({
  path: '/afdelingen',
  operation: 'departments.write',
  menu: TITLE,
  menuGroup: 'settings',
  form,

  get: async ({ ask }) => {
    const { results } = (await ask(listDepartments)).body;
    return {
      title: TITLE,
      body: (
        <>
          <Table
            caption={TITLE}
            captionUnseen
            rows={results}
            rowKey={({ id }) => id}
            columns={[
              {
                head: { nl: 'Naam', en: 'Name' },
                cell: ({ id, name }) => <a href={`/afdelingen/${id}`}>{name}</a>,
              },
              { head: { nl: 'E-mail', en: 'E-mail' }, cell: ({ email }) => email },
            ]}
          />
          <Section id="toevoegen" title={{ nl: 'Een afdeling toevoegen', en: 'Add a department' }}>
            <Fields />
          </Section>
        </>
      ),
    };
  },

  post: async (body, { ask }) => {
    await ask(addDepartment, { body });
    return {
      to: '/afdelingen',
      flash: { nl: `${body.name} is toegevoegd.`, en: `${body.name} was added.` },
    };
  },
});

/** What a department is called and how it is reached. */
export const departmentPage = definePage({
  path: '/afdelingen/:departmentId',
  operation: 'departments.write',
  form,

  get: async ({ ask, params }) => {
    const { results } = (await ask(listDepartments)).body;
    const found = results.find(({ id }) => id === params['departmentId']);
    if (!found) throw notFound({ nl: 'dit afdelingsnummer', en: 'this department id' });
    return {
      title: { nl: found.name, en: found.name },
      breadcrumbs: [{ text: TITLE, href: '/afdelingen' }],
      body: <Fields name={found.name} email={found.email} />,
    };
  },

  post: async (body, { ask, params }) => {
    await ask(putDepartment, { params: { departmentId: params['departmentId'] ?? '' }, body });
    return {
      to: '/afdelingen',
      flash: { nl: `${body.name} is bijgewerkt.`, en: `${body.name} was changed.` },
    };
  },
});

function Fields({ name, email }: { readonly name?: string; readonly email?: string }) {
  return (
    <Form>
      <TextField name="name" label={{ nl: 'Naam', en: 'Name' }} value={name} />
      <TextField
        name="email"
        type="email"
        label={{ nl: 'E-mail', en: 'E-mail' }}
        hint={{
          nl: 'Hierheen gaat bericht over de mailings van de afdeling.',
          en: 'News of the mailings of the department goes here.',
        }}
        value={email}
      />
      <Buttons>
        <Button text={{ nl: 'Bewaar', en: 'Save' }} />
      </Buttons>
    </Form>
  );
}
