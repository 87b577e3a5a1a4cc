import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';

/** The values that a filter compares with, by the filter's name; null when the resource has none. */
export type FilterFields<R> = Readonly<Record<string, (resource: R) => string | readonly string[] | null>>;

/** A filter of the request: the resource passes when one of its values matches. */
export type Filter<R> = (resource: R) => boolean;

/** Reads `Filter.N`. `tagsOf` adds `tag:KEY` and `tag-key`. A filter that the operation does not have is an error. */
export function readFilters<R>(
  parameters: QueryParameters,
  fields: FilterFields<R>,
  tagsOf?: (resource: R) => ReadonlyMap<string, string>,
): readonly Filter<R>[] {
  return parameters.structures('Filter').map((filter) => {
    const name = filter.get('Name') ?? '';
    const patterns = filter.list('Value').map(valueMatcher);
    const read = readerOf(name, fields, tagsOf);
    if (read === null) throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
    return (resource) => {
      const value = read(resource);
      if (value === null) return false;
      const values = typeof value === 'string' ? [value] : value;
      return patterns.some((matches) => values.some(matches));
    };
  });
}

export function matchesFilters<R>(resource: R, filters: readonly Filter<R>[]): boolean {
  return filters.every((filter) => filter(resource));
}

function readerOf<R>(
  name: string,
  fields: FilterFields<R>,
  tagsOf: ((resource: R) => ReadonlyMap<string, string>) | undefined,
): FilterFields<R>[string] | null {
  if (tagsOf !== undefined) {
    if (name === 'tag-key') return (resource) => Array.from(tagsOf(resource).keys());
    if (name.startsWith('tag:')) return (resource) => tagsOf(resource).get(name.slice('tag:'.length)) ?? null;
  }
  return Object.hasOwn(fields, name) ? (fields[name] ?? null) : null;
}

/** EC2's wildcards: `*` for any characters, `?` for one; a backslash before either takes it as it is. */
function valueMatcher(pattern: string): (value: string) => boolean {
  if (!/[*?\\]/.test(pattern)) return (value) => value === pattern;
  const source = pattern.replaceAll(/\\([*?\\])|([*?])|[.+^${}()|[\]\\]/g, (match, escaped?: string, wild?: string) => {
    if (escaped !== undefined) return `\\${escaped}`;
    if (wild !== undefined) return wild === '*' ? '.*' : '.';
    return `\\${match}`;
  });
  const expression = new RegExp(`^${source}$`, 's');
  return (value) => expression.test(value);
}
