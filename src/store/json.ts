import type { Instant } from '../domain/instant.ts';
import type { Prisma } from './generated/client.ts';

/** What can be written as JSON and read back the same. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [field: string]: JsonValue };
export type JsonObject = { readonly [field: string]: JsonValue };

/** A domain value as Prisma takes JSON. Domain types are plain data throughout, which their interfaces cannot say. */
export function toJson(value: object): Prisma.InputJsonObject {
  return value as Prisma.InputJsonObject;
}

/** A domain value from a JSON column that only the store writes. */
export function fromJson<T>(value: unknown): T {
  return value as T;
}

/** A timestamp column as an Instant. */
export function toInstant(date: Date): Instant {
  return date.toISOString();
}

/** `{[field]: value}`, or nothing when the column is empty: an absent field instead of null. */
export function given<K extends string, C, T>(
  field: K,
  column: C | null,
  map: (value: C) => T,
): { readonly [key in K]?: T } {
  return column === null ? {} : ({ [field]: map(column) } as { readonly [key in K]?: T });
}
