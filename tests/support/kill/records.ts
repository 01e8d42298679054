import type pg from 'pg';

interface KeptMessage {
  readonly messageId: string;
  readonly digest: string;
  readonly raw: Buffer;
  readonly permit?: { readonly batch: number; readonly consumedAt: Date | null };
}

/** What the store remembers of the mailings, read past the store's own code. */
export type Records = Awaited<ReturnType<typeof everything>>;

/** Reads it with plain SQL, so that a fault of the store does not hide itself. */
export async function everything(client: pg.Client) {
  const rows = async <T extends object>(text: string) => (await client.query<T>(text)).rows;
  const lines = await rows<{ mailingId: string; action: string; actor: string; at: Date }>(
    `select object_id as "mailingId", action, actor, at from audit_lines where object_type = 'mailing' order by seq`,
  );
  const contents = await rows<{ id: string; details: unknown }>(
    `select mailing_id as id, details from mailing_versions
     union all select id, draft from mailings where draft is not null`,
  );
  const sheets = await rows<{ id: string; pairs: unknown[] }>(
    `select mailing_id as id, json_agg(json_build_object('number', number, 'topic', topic, 'question', question,
       'answer', answer, 'internalNote', internal_note, 'owner', owner) order by number) as pairs
     from qa_pairs group by mailing_id, sheet_version`,
  );
  const messages = await rows<KeptMessage & { batch: number | null; consumedAt: Date | null }>(
    `select m.message_id as "messageId", m.digest, m.raw, p.batch, p.consumed_at as "consumedAt"
     from held_messages m left join permits p on p.id = m.permit_id`,
  );
  const deliveries = await rows<{ recipient: string; status: string }>(
    'select recipient, status from deliveries',
  );
  const statuses = await rows<{ id: string; status: string }>('select id, status from mailings');
  return {
    /** By mailing, action and actor, with a space between. */
    lines: grouped(lines, ({ mailingId, action, actor }) => [mailingId, action, actor].join(' ')),
    linesOf: (mailingId: string, action: string): Date[] =>
      lines
        .filter((one) => one.mailingId === mailingId && one.action === action)
        .map(({ at }) => at),
    contents: grouped(contents, ({ id }) => id),
    sheets: grouped(sheets, ({ id }) => id),
    messages: grouped(
      messages.map(({ batch, consumedAt, ...message }): KeptMessage => ({
        ...message,
        ...(batch !== null && { permit: { batch, consumedAt } }),
      })),
      ({ messageId }) => messageId,
    ),
    deliveries: new Map(deliveries.map((one) => [one.recipient, one])),
    statuses: new Map(statuses.map(({ id, status }) => [id, status])),
  };
}

/** The items by what `key` says of them, in their order. */
export function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
