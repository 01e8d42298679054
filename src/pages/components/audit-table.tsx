import type { z } from 'zod';
import type { auditLine } from '../../api/timeline.ts';
import type { Role } from '../../domain/actor.ts';
import { AUDIT_OBJECTS, auditText, ORIGIN_TEXTS } from '../audit-text.ts';
import { ROLE_TEXTS } from './people-to-be.tsx';
import { Badge } from './parts.tsx';
import { Say, ShortMoment } from './say.tsx';
import { Table } from './table.tsx';

type Line = z.input<typeof auditLine>;

/** Lines of the audit chain as a table. */
export function AuditTable(props: {
  readonly lines: readonly Line[];
  /** By person id, where the reader may know them. */
  readonly names: ReadonlyMap<string, string>;
}) {
  const { lines, names } = props;
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
                <span className="quiet" title={actor}>
                  {names.get(actor) ?? actor.slice(0, 13)}
                </span>
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
                  <Badge text={result} tone="bad" />
                </>
              )}
            </>
          ),
        },
        {
          head: { nl: 'Waarvan', en: 'Of what' },
          cell: ({ objectType, objectId }) => (
            <a
              href={`/logboek?${new URLSearchParams({ objectType, objectId }).toString()}`}
              title={objectId}
            >
              <Say text={AUDIT_OBJECTS[objectType] ?? objectType} /> {objectId.slice(0, 8)}
            </a>
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
