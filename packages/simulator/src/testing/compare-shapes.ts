/** A field that the oracle answers and the other side does not, or answers with another type. */
export interface ShapeDifference {
  /** For example `Reservations[].Instances[].State.Code`. */
  readonly path: string;
  readonly expected: string;
  /** `missing`, or the other type. */
  readonly found: string;
}

/** What in `found` falls short of `expected`: fields of values, in all elements of lists taken together. What only
 * `found` has, and lists that are empty on either side, are no differences. */
export function compareShapes(expected: unknown, found: unknown): readonly ShapeDifference[] {
  const foundTypes = typesByPath(found);
  const emptyLists = new Set(Array.from(foundTypes).flatMap(([path, types]) => (types.has('empty list') ? [path] : [])));
  return Array.from(typesByPath(expected)).flatMap(([path, types]) => {
    if (isBelowAny(path, emptyLists)) return [];
    const others = foundTypes.get(path);
    const wanted = Array.from(types).filter((type) => type !== 'empty list');
    if (others === undefined) {
      return wanted.length > 0 || types.has('empty list') ? [{ path, expected: words(types), found: 'missing' }] : [];
    }
    const fits = wanted.length === 0 || wanted.some((type) => others.has(type)) || others.has('empty list');
    return fits ? [] : [{ path, expected: words(types), found: words(others) }];
  });
}

function isBelowAny(path: string, lists: ReadonlySet<string>): boolean {
  return Array.from(lists).some((list) => path.startsWith(`${list}[]`));
}

function words(types: ReadonlySet<string>): string {
  return Array.from(types).sort().join(' or ');
}

/** The types that occur at each path; undefined and SDK metadata do not count. */
function typesByPath(value: unknown): Map<string, Set<string>> {
  const types = new Map<string, Set<string>>();
  const visit = (path: string, node: unknown): void => {
    if (node === undefined) return;
    const type = typeOf(node);
    if (path !== '') (types.get(path) ?? types.set(path, new Set()).get(path))?.add(type);
    if (Array.isArray(node)) {
      for (const item of node) visit(`${path}[]`, item);
    } else if (type === 'object') {
      for (const [key, item] of Object.entries(node as object)) {
        if (key !== '$metadata') visit(path === '' ? key : `${path}.${key}`, item);
      }
    }
  };
  visit('', value);
  return types;
}

function typeOf(node: unknown): string {
  if (Array.isArray(node)) return node.length === 0 ? 'empty list' : 'list';
  if (node instanceof Date) return 'date';
  return node === null ? 'null' : typeof node;
}
