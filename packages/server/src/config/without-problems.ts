import type { ValuePath } from './located-yaml.ts';

/**
 * The file's value without the parts at these paths, so that what is left can be checked further: a user should see
 * every problem at once. An element of a list keeps its place by a stand-in, since places are what problems point at.
 */
export function withoutProblems(value: unknown, paths: readonly ValuePath[]): unknown {
  const copy: unknown = structuredClone(value);
  for (const path of paths) {
    const [section, second, third] = path;
    if (section === 'connections' && typeof second === 'number') {
      replace(copy, ['connections', second], { name: `stand-in-${second}`, provider: 'aws', enabled: false });
    } else if (section === 'tags' && second === 'required' && typeof third === 'number') {
      replace(copy, ['tags', 'required', third], `stand-in ${third}`);
    } else {
      const firstIndex = path.findIndex((step) => typeof step === 'number');
      remove(copy, firstIndex === -1 ? path : path.slice(0, firstIndex));
    }
  }
  return copy;
}

function replace(root: unknown, path: ValuePath, stand: unknown): void {
  const list = containerOf(root, path);
  const index = path.at(-1);
  if (Array.isArray(list) && typeof index === 'number') list[index] = stand;
}

function remove(root: unknown, path: ValuePath): void {
  const container = containerOf(root, path);
  const key = path.at(-1);
  if (typeof container === 'object' && container !== null && key !== undefined) Reflect.deleteProperty(container, key);
}

function containerOf(root: unknown, path: ValuePath): unknown {
  let at = root;
  for (const step of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return null;
    at = (at as Record<PropertyKey, unknown>)[step];
  }
  return at;
}
