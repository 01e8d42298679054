import { listen } from './news.ts';

/** What the database told of a change: in which table, or that any may have changed. */
export type ChangeNews = string;

/** News of changes, by whichever process they were made. `url` is that of the database. */
export function changeStore(url: string) {
  return {
    /**
     * Calls `onChange` with the table of every committed change, and with `anything` when the connection was lost and
     * has come back. Returns what ends it.
     */
    listen: (onChange: (table: ChangeNews) => void): (() => Promise<void>) =>
      listen(url, 'sluis_changes', (payload) => onChange(tableIn(payload))),
  };
}

function tableIn(payload: string | undefined): ChangeNews {
  const { table } = JSON.parse(payload ?? '{}') as { table?: string };
  return table ?? 'anything';
}
