import type { Page } from '../store/page.ts';

type Query = Readonly<Record<string, string | number>> & {
  readonly page: number;
  readonly pageSize: number;
};

/** A page as the API gives it, with the addresses of the pages beside it. */
export function paged<T>(
  path: string,
  query: Query,
  { count, results }: Page<T>,
  view: (item: T) => unknown,
) {
  const link = (page: number) =>
    `${path}?${new URLSearchParams(strings({ ...query, page })).toString()}`;
  return {
    count,
    next: query.page * query.pageSize < count ? link(query.page + 1) : null,
    previous: query.page > 1 && count > 0 ? link(query.page - 1) : null,
    results: results.map(view),
  };
}

function strings(query: Query): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)]));
}
