import { isList, toCanonicalText } from '../canonical-text.ts';
import type { JsonValue } from '../json.ts';
import { compareText } from './counts.ts';
import { toResourceContent } from './resource-content.ts';
import { toResourceReference } from './resource-reference.ts';
import type { ResourceReference } from './resource-reference.ts';
import type { Resource } from './resource.ts';
import type { LedgerEntry, ScanUnit } from './scan.ts';

/** One difference between two states. A side on which the field does not exist is left out; null is a value. */
export interface FieldChange {
  /** Keys from the outside in, by the names of the wire, for example `['tags', 'Owner']`. Lists change as a whole. */
  readonly path: readonly string[];
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

export interface ChangedResource {
  /** As the later state has it. */
  readonly resource: ResourceReference;
  /** Ordered by path. */
  readonly changes: readonly FieldChange[];
}

/** What differs between two states of an inventory, each list ordered by uid. */
export interface InventoryDiff {
  readonly added: readonly Resource[];
  readonly removed: readonly Resource[];
  readonly changed: readonly ChangedResource[];
  readonly unchanged: number;
  /** Only in the later state, but the earlier scan had not read everything there: perhaps not new. */
  readonly unconfirmedAdded: readonly Resource[];
  /** Only in the earlier state, but the later scan did not read everything there: perhaps not gone. */
  readonly unconfirmedRemoved: readonly Resource[];
}

/** One state of an inventory. Its resources have different uids. */
export interface InventorySnapshot {
  readonly resources: Iterable<Resource>;
  /** How its units ended; null when everything was read. */
  readonly ledger: Iterable<LedgerEntry> | null;
}

export interface DiffOptions {
  /** Paths that are no change, with all below them, each joined by `/`, for example `attributes/public_ip`. */
  readonly volatileFields: readonly string[];
}

/** Compares two states. Order means nothing: not that of resources, keys or lists. */
export function diffInventories(
  before: InventorySnapshot,
  after: InventorySnapshot,
  options: DiffOptions = { volatileFields: [] },
): InventoryDiff {
  const wasRead = toReadCheck(before.ledger);
  const isRead = toReadCheck(after.ledger);
  const earlier = new Map<string, Resource>();
  for (const resource of before.resources) earlier.set(resource.uid, resource);
  const added: Resource[] = [];
  const unconfirmedAdded: Resource[] = [];
  const changed: ChangedResource[] = [];
  let unchanged = 0;
  for (const resource of after.resources) {
    const previous = earlier.get(resource.uid);
    if (previous === undefined) {
      (wasRead(resource) ? added : unconfirmedAdded).push(resource);
      continue;
    }
    earlier.delete(resource.uid);
    const changes = diffResource(previous, resource, options);
    if (changes.length === 0) unchanged += 1;
    else changed.push({ resource: toResourceReference(resource), changes });
  }
  const { removed = [], unconfirmedRemoved = [] } = Object.groupBy(earlier.values(), (resource) =>
    isRead(resource) ? 'removed' : 'unconfirmedRemoved',
  );
  return {
    added: added.sort(compareUids),
    removed: removed.sort(compareUids),
    changed: changed.sort((a, b) => compareUids(a.resource, b.resource)),
    unchanged,
    unconfirmedAdded: unconfirmedAdded.sort(compareUids),
    unconfirmedRemoved: unconfirmedRemoved.sort(compareUids),
  };
}

/** What changed about one resource, ordered by path; empty when nothing did. */
export function diffResource(
  before: Resource,
  after: Resource,
  options: DiffOptions = { volatileFields: [] },
): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  collectChanges(toResourceContent(before), toResourceContent(after), [], new Set(options.volatileFields), changes);
  return changes;
}

type JsonObject = { readonly [key: string]: JsonValue };

function collectChanges(
  before: JsonObject,
  after: JsonObject,
  path: readonly string[],
  volatileFields: ReadonlySet<string>,
  changes: FieldChange[],
): void {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const key of [...keys].sort()) {
    const at = [...path, key];
    if (volatileFields.has(at.join('/'))) continue;
    const was = Object.hasOwn(before, key) ? before[key] : undefined;
    const is = Object.hasOwn(after, key) ? after[key] : undefined;
    if (was === is) continue;
    if (isObject(was) && isObject(is)) collectChanges(was, is, at, volatileFields, changes);
    else if (was === undefined || is === undefined || toCanonicalText(was) !== toCanonicalText(is)) {
      changes.push({
        path: at,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      });
    }
  }
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return value !== undefined && value !== null && typeof value === 'object' && !isList(value);
}

/** Answers whether everything was read where a resource lies. A unit that is not in the ledger was not read. */
function toReadCheck(ledger: Iterable<LedgerEntry> | null): (unit: ScanUnit) => boolean {
  if (ledger === null) return () => true;
  const complete = new Set<string>();
  for (const entry of ledger) if (entry.outcome === 'complete') complete.add(toUnitKey(entry));
  return (unit) => complete.has(toUnitKey(unit));
}

function toUnitKey({ connection, region, resourceType }: ScanUnit): string {
  return `${connection}\n${region}\n${resourceType}`;
}

function compareUids(a: { readonly uid: string }, b: { readonly uid: string }): number {
  return compareText(a.uid, b.uid);
}
