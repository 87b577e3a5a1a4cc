import type { QueryParameters } from '../frame/query-parameters.ts';
import { invalidParameterValue } from './rds-errors.ts';

/** What a filter compares with, by the filter's name. A filter may name a resource by its ARN as well. */
export type RdsFilterFields<R> = Readonly<Record<string, (resource: R) => readonly (string | null)[]>>;

/** Keeps what passes all of `Filters.Filter.N`; a filter that the operation does not have is an error. */
export function applyFilters<R>(
  parameters: QueryParameters,
  resources: readonly R[],
  fields: RdsFilterFields<R>,
): readonly R[] {
  return parameters.structures('Filters.Filter').reduce((kept, filter) => {
    const name = filter.get('Name') ?? '';
    const read = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (read === undefined) throw invalidParameterValue(`Unrecognized filter name: ${name}`);
    const values = filter.list('Values.Value');
    if (values.length === 0) throw invalidParameterValue(`The filter ${name} has no values`);
    return kept.filter((resource) => read(resource).some((value) => value !== null && values.includes(value)));
  }, resources);
}
