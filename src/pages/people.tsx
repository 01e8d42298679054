import { listDepartments } from '../api/departments.ts';
import { listPeople } from '../api/people.ts';
import { ButtonLink, Buttons } from './components/form.tsx';
import { Badge } from './components/parts.tsx';
import { ROLE_TEXTS } from './components/people-to-be.tsx';
import { useSay } from './components/context.ts';
import { Table } from './components/table.tsx';
import type { Role } from '../domain/actor.ts';
import { definePage } from './page.ts';

/** Everybody who works with Sluis, and in which roles. */
export const peoplePage = definePage({
  path: '/mensen',
  operation: 'people.write',
  menu: { nl: 'Mensen', en: 'People' },
  menuGroup: 'settings',
  startFor: ['administrator'],

  get: async ({ ask }) => {
    const [people, departments] = await Promise.all([ask(listPeople), ask(listDepartments)]);
    const names = new Map(departments.body.results.map(({ id, name }) => [id, name]));
    const caption = { nl: 'Mensen', en: 'People' };
    return {
      title: caption,
      wide: true,
      body: (
        <>
          <Buttons>
            <ButtonLink
              kind="primary"
              href="/mensen/nieuw"
              text={{ nl: 'Voeg iemand toe', en: 'Add somebody' }}
            />
          </Buttons>
          <Table
            caption={caption}
            captionUnseen
            rows={people.body.results}
            rowKey={({ id }) => id}
            columns={[
              {
                head: { nl: 'Naam', en: 'Name' },
                cell: ({ id, name }) => <a href={`/mensen/${id}`}>{name}</a>,
              },
              { head: { nl: 'E-mail', en: 'E-mail' }, cell: ({ email }) => email },
              {
                head: { nl: 'Rollen', en: 'Roles' },
                cell: ({ roles }) => <RoleNames roles={roles} />,
              },
              {
                head: { nl: 'Afdeling', en: 'Department' },
                cell: ({ departmentId }) => names.get(departmentId ?? '') ?? '–',
              },
              {
                head: { nl: 'Toegang', en: 'Access' },
                cell: ({ active }) =>
                  active ? (
                    <Badge tone="good" text={{ nl: 'Ja', en: 'Yes' }} />
                  ) : (
                    <Badge text={{ nl: 'Nee', en: 'No' }} />
                  ),
              },
            ]}
          />
        </>
      ),
    };
  },
});

function RoleNames({ roles }: { readonly roles: readonly Role[] }) {
  const say = useSay();
  return <>{roles.map((role) => say(ROLE_TEXTS[role])).join(', ') || '–'}</>;
}
