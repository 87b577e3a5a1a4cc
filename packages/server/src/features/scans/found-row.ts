import type { CurrentRow } from './collection-statements.ts';

/** How many values make a row in `writeRows`: native id, name, status, provider status, created at, tags, attributes. */
export const valuesPerRow = 7;

/** Resources as one flat list, `valuesPerRow` values each: strings cross threads faster than objects. */
export type FlatRows = readonly (string | null)[];

/** Whether what was found is what is known. */
export function isSame(current: CurrentRow, found: FoundRow): boolean {
  return (
    current.attributes === found.attributes &&
    haveSameTags(current.tags, found.tags) &&
    current.status === found.status &&
    current.provider_status === found.providerStatus &&
    current.name === found.name &&
    current.created_at === found.createdAt
  );
}

/** Tags that could not be read this time are those of the time before, where there was one. */
export function withKnownTags(current: CurrentRow, found: FoundRow): FoundRow {
  if (!haveUnknownTags(found.attributes) || haveUnknownTags(current.attributes)) return found;
  const { tags_unknown: _, ...attributes } = JSON.parse(found.attributes) as Record<string, unknown>;
  return { ...found, tags: current.tags, attributes: JSON.stringify(attributes) };
}

function haveUnknownTags(attributes: string): boolean {
  return (
    attributes.includes('"tags_unknown":true') &&
    (JSON.parse(attributes) as { tags_unknown?: boolean }).tags_unknown === true
  );
}

/** Providers may list tags in any order: it has no meaning. */
export function haveSameTags(current: string, found: string): boolean {
  if (current === found) return true;
  if (current.length !== found.length) return false;
  return toSortedEntries(current) === toSortedEntries(found);
}

function toSortedEntries(tags: string): string {
  const entries = Object.entries(JSON.parse(tags) as Record<string, string>);
  return JSON.stringify(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A resource as a unit found it. */
export interface FoundRow {
  readonly nativeId: string;
  readonly name: string | null;
  readonly status: string;
  readonly providerStatus: string | null;
  readonly createdAt: string | null;
  readonly tags: string;
  readonly attributes: string;
}

/** `UnitWriter` makes the rows: each has all its values, in this order. */
export function readFoundRow(rows: FlatRows, at: number): FoundRow {
  return {
    nativeId: rows[at] as string,
    name: rows[at + 1] as string | null,
    status: rows[at + 2] as string,
    providerStatus: rows[at + 3] as string | null,
    createdAt: rows[at + 4] as string | null,
    tags: rows[at + 5] as string,
    attributes: rows[at + 6] as string,
  };
}
