import { z } from 'zod';
import { listDepartments } from '../api/departments.ts';
import { addPerson, getPerson, putPerson } from '../api/people.ts';
import { ROLES } from '../domain/actor.ts';
import { Checkboxes, Select } from './components/choice.tsx';
import { TextField } from './components/field.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { Banner } from './components/parts.tsx';
import { ROLE_TEXTS } from './components/people-to-be.tsx';
import { Say } from './components/say.tsx';
import { definePage, type PageCall } from './page.ts';

type NewPerson = Extract<z.input<NonNullable<typeof addPerson.body>>, object>;
type HumanRole = NewPerson['roles'][number];
const HUMAN_ROLES = ROLES.filter(
  (role): role is HumanRole => role !== 'mail-tool' && role !== 'print-house',
);

const form = z.object({
  name: z.string().default(''),
  email: z.string().default(''),
  roles: z.array(z.enum(HUMAN_ROLES)).default([]),
  departmentId: z.string().optional(),
  active: z.array(z.string()).default([]),
});
type Filled = z.output<typeof form>;

const BREADCRUMBS = [{ text: { nl: 'Mensen', en: 'People' }, href: '/mensen' }];

/** Lets somebody in. */
export const newPersonPage = definePage({
  path: '/mensen/nieuw',
  operation: 'people.write',
  form,
  get: async (call) => ({
    title: { nl: 'Iemand toevoegen', en: 'Add somebody' },
    breadcrumbs: BREADCRUMBS,
    body: <Fields departments={await departmentsOf(call)} active />,
  }),
  post: async (filled, { ask }) => {
    await ask(addPerson, { body: bodyOf(filled, filled.roles) });
    return {
      to: '/mensen',
      flash: { nl: `${filled.name} is toegevoegd.`, en: `${filled.name} was added.` },
    };
  },
});

/** Who somebody is and what they may do; nobody changes their own roles. */
export const personPage = definePage({
  path: '/mensen/:personId',
  operation: 'people.write',
  form,

  get: async (call) => {
    const { ask, params, person } = call;
    const { body } = await ask(getPerson, { params: { personId: params['personId'] ?? '' } });
    return {
      title: { nl: body.name, en: body.name },
      breadcrumbs: BREADCRUMBS,
      body: (
        <Fields
          departments={await departmentsOf(call)}
          name={body.name}
          email={body.email}
          roles={body.roles}
          departmentId={body.departmentId}
          active={body.active}
          self={body.id === person.id}
        />
      ),
    };
  },

  post: async (filled, { ask, params, person }) => {
    const personId = params['personId'] ?? '';
    const { body: before } = await ask(getPerson, { params: { personId } });
    const self = personId === person.id;
    const roles = self ? (before.roles as readonly HumanRole[]) : filled.roles;
    const { id: _, ...staff } = before.staff ?? {};
    await ask(putPerson, {
      params: { personId },
      body: {
        ...bodyOf(filled, roles),
        ...(self && { active: before.active }),
        // How somebody is rostered is the planner's; it stays as it was.
        ...(before.staff && { staff: staff as unknown as NewPerson['staff'] }),
      },
    });
    return {
      to: '/mensen',
      flash: { nl: `${filled.name} is bijgewerkt.`, en: `${filled.name} was changed.` },
    };
  },
});

function bodyOf(filled: Filled, roles: readonly HumanRole[]) {
  const { name, email, departmentId, active } = filled;
  return {
    name,
    email,
    roles: [...roles],
    active: active.includes('yes'),
    ...(departmentId !== undefined && { departmentId }),
  };
}

const departmentsOf = async ({ ask }: PageCall) => (await ask(listDepartments)).body.results;

function Fields(props: {
  readonly departments: readonly { readonly id: string; readonly name: string }[];
  readonly name?: string;
  readonly email?: string;
  readonly roles?: readonly string[];
  readonly departmentId?: string | undefined;
  readonly active: boolean;
  readonly self?: boolean;
}) {
  const { departments, name, email, roles = [], departmentId, active, self = false } = props;
  return (
    <Form>
      <TextField name="name" label={{ nl: 'Naam', en: 'Name' }} value={name} />
      <TextField
        name="email"
        type="email"
        label={{ nl: 'E-mail', en: 'E-mail' }}
        hint={{ nl: 'Hiermee logt iemand in.', en: 'This is what somebody logs in with.' }}
        value={email}
      />
      <Select
        name="departmentId"
        label={{ nl: 'Afdeling', en: 'Department' }}
        empty={{ nl: 'Geen', en: 'None' }}
        value={departmentId}
        options={departments.map(({ id, name: text }) => ({ value: id, text }))}
        optional
      />
      {self ? (
        <Banner>
          <p>
            <Say
              text={{
                nl: 'Dit bent u zelf. Uw eigen rollen kan alleen een andere beheerder wijzigen.',
                en: 'This is you. Only another administrator can change your own roles.',
              }}
            />
          </p>
        </Banner>
      ) : (
        <>
          <Checkboxes
            name="roles[]"
            label={{ nl: 'Rollen', en: 'Roles' }}
            values={roles}
            options={HUMAN_ROLES.map((role) => ({ value: role, text: ROLE_TEXTS[role] }))}
          />
          <Checkboxes
            name="active[]"
            label={{ nl: 'Toegang', en: 'Access' }}
            values={active ? ['yes'] : []}
            options={[{ value: 'yes', text: { nl: 'Mag inloggen', en: 'May log in' } }]}
          />
        </>
      )}
      <Buttons>
        <Button text={{ nl: 'Bewaar', en: 'Save' }} />
        <ButtonLink href="/mensen" text={{ nl: 'Terug', en: 'Back' }} />
      </Buttons>
    </Form>
  );
}
