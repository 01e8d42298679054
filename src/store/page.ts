/** Which page of a list: `page` counts from 1, `pageSize` is at most 100. */
export interface PageRequest {
  readonly page: number;
  readonly pageSize: number;
}

/** One page of a list that has `count` items in all. */
export interface Page<T> {
  readonly count: number;
  readonly results: readonly T[];
}

const MOST_PER_PAGE = 100;

/** The rows of a page, as Prisma asks for them. */
export function paged({ page, pageSize }: PageRequest): { skip: number; take: number } {
  const take = Math.min(Math.max(1, Math.trunc(pageSize)), MOST_PER_PAGE);
  return { skip: (Math.max(1, Math.trunc(page)) - 1) * take, take };
}
