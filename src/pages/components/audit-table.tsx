import type { z } from 'zod';
import type { auditLine } from '../../api/timeline.ts';
import type { Role } from '../../domain/actor.ts';
import type { Text } from '../../domain/text.ts';
import { AUDIT_OBJECTS, auditText, ORIGIN_TEXTS } from '../audit-text.ts';
import { ROLE_TEXTS } from './people-to-be.tsx';
import { Badge } from './parts.tsx';
import { Say, ShortMoment } from './say.tsx';
import { Table } from './table.tsx';

type Line = z.input<typeof auditLine>;

/** What became of it when it was not done. */
const RESULTS: { readonly [result: string]: Text } = {
  refused: { nl: 'geweigerd', en: 'refused' },
};

/** Lines of the audit chain as a table. */
export function AuditTable(props: {
  readonly lines: readonly Line[];
  /** Of people, by id, where the reader may know them. */
  readonly names: ReadonlyMap<string, string>;
  /** Of mailings, by id, where the reader may know them: those lead to their evidence. */
  readonly titles?: ReadonlyMap<string, string>;
  /** Whether a name leads to everything that this person did. */
  readonly choosing?: boolean;
}) {
  const { lines, names, titles, choosing } = props;
  return (
    <Table
      caption={{ nl: 'Regels van het logboek', en: 'Lines of the audit log' }}
      captionUnseen
      rows={lines}
      rowKey={({ seq }) => seq}
      columns={[
        { head: { nl: 'Regel', en: 'Line' }, cell: ({ seq }) => seq },
        { head: { nl: 'Wanneer', en: 'When' }, cell: ({ at }) => <ShortMoment at={at} /> },
        {
          head: { nl: 'Wie', en: 'Who' },
          cell: ({ actor, role }) =>
            role === 'system' ? (
              <Say text={{ nl: 'Sluis zelf', en: 'Sluis itself' }} />
            ) : (
              <>
                <Say text={ROLE_TEXTS[role as Role]} />{' '}
                <Person id={actor} name={names.get(actor)} linked={choosing === true} />
              </>
            ),
        },
        {
          head: { nl: 'Wat', en: 'What' },
          cell: ({ action, result }) => (
            <>
              <Say text={auditText(action)} />
              {result !== 'done' && (
                <>
                  {' '}
                  <Badge text={RESULTS[result] ?? result} tone="bad" />
                </>
              )}
            </>
          ),
        },
        {
          head: { nl: 'Waarvan', en: 'Of what' },
          cell: ({ objectType, objectId }) => (
            <>
              <a
                href={`/logboek?${new URLSearchParams({ objectType, objectId }).toString()}`}
                title={objectId}
              >
                <Say text={AUDIT_OBJECTS[objectType] ?? objectType} /> {objectId.slice(0, 8)}
              </a>
              {objectType === 'mailing' && titles?.has(objectId) && (
                <>
                  <br />
                  <a href={`/mailings/${objectId}/bewijs`}>
                    <Say text={{ nl: 'Bewijs van', en: 'Evidence of' }} /> {titles.get(objectId)}
                  </a>
                </>
              )}
            </>
          ),
        },
        {
          head: { nl: 'Via', en: 'Through' },
          cell: ({ origin }) => <Say text={ORIGIN_TEXTS[origin] ?? origin} />,
        },
        {
          head: { nl: 'Zegel', en: 'Hash' },
          cell: ({ hash }) => (
            <span className="hash" title={hash}>
              {hash.slice(0, 10)}
            </span>
          ),
        },
      ]}
    />
  );
}

function Person(props: {
  readonly id: string;
  readonly name: string | undefined;
  readonly linked: boolean;
}) {
  const { id, name, linked } = props;
  const shown = name ?? id.slice(0, 13);
  return linked ? (
    <a href={`/logboek?${new URLSearchParams({ actor: id }).toString()}`} title={id}>
      {shown}
    </a>
  ) : (
    <span className="quiet" title={id}>
      {shown}
    </span>
  );
}
