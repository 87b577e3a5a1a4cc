/** The parameters of a query-protocol call: `Filter.1.Value.2=x` is a tree of names and numbers. */
export interface QueryParameters {
  get(name: string): string | null;
  /** `InstanceId.1`, `InstanceId.2`, ... in order of their numbers; AWS's other form, `Names.member.1`, as well. */
  list(name: string): readonly string[];
  /** `Filter.1.Name`, ...: one tree per number. */
  structures(name: string): readonly QueryParameters[];
  /** `Placement.AvailabilityZone`: the tree below a name; empty when there is none. */
  structure(name: string): QueryParameters;
  has(name: string): boolean;
  /** Names and values as sent, sorted by name. */
  entries(): readonly (readonly [string, string])[];
}

interface Node {
  value: string | null;
  readonly children: Map<string, Node>;
}

export function parseQueryParameters(form: string): QueryParameters {
  const root = newNode();
  for (const [name, value] of new URLSearchParams(form)) {
    let node = root;
    for (const part of name.split('.')) {
      let child = node.children.get(part);
      if (child === undefined) {
        child = newNode();
        node.children.set(part, child);
      }
      node = child;
    }
    node.value = value;
  }
  return viewOf(root);
}

function newNode(): Node {
  return { value: null, children: new Map() };
}

function viewOf(node: Node): QueryParameters {
  const find = (name: string): Node | undefined => {
    let found: Node | undefined = node;
    for (const part of name.split('.')) found = found?.children.get(part);
    return found;
  };
  const items = (name: string): Node[] => {
    const found = find(name);
    if (found === undefined) return [];
    const list = found.children.get('member') ?? found;
    return Array.from(list.children)
      .filter(([number]) => /^\d+$/.test(number))
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, item]) => item);
  };
  return {
    get: (name) => find(name)?.value ?? null,
    list: (name) => items(name).flatMap(({ value }) => (value === null ? [] : [value])),
    structures: (name) => items(name).map(viewOf),
    structure: (name) => viewOf(find(name) ?? newNode()),
    has: (name) => find(name) !== undefined,
    entries: () => collect(node, '').sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function collect(node: Node, prefix: string): (readonly [string, string])[] {
  return Array.from(node.children).flatMap(([part, child]) => {
    const name = prefix === '' ? part : `${prefix}.${part}`;
    const own: (readonly [string, string])[] = child.value === null ? [] : [[name, child.value]];
    return [...own, ...collect(child, name)];
  });
}
