import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import type { AwsRegion } from '../estate/region.ts';
import { AwsError } from '../frame/aws-error.ts';
import { matchesFilters, readFilters, type FilterFields } from './filters.ts';

const regionFields: FilterFields<AwsRegion> = {
  'region-name': ({ name }) => name,
  endpoint: ({ name }) => `ec2.${name}.amazonaws.com`,
  'opt-in-status': ({ optInStatus }) => optInStatus,
};

/** Without AllRegions, only the regions that the account can use. */
export function describeRegions({ estate }: AwsCall, parameters: QueryParameters): string {
  const names = parameters.list('RegionName');
  const unknown = names.find((name) => !estate.regions.has(name));
  if (unknown !== undefined) throw new AwsError('InvalidParameterValue', `Invalid region provided: ${unknown}`);
  const filters = readFilters(parameters, regionFields);
  const all = parameters.get('AllRegions') === 'true';
  const regions = Array.from(estate.regions.values())
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .filter(({ optInStatus }) => all || optInStatus !== 'not-opted-in')
    .filter((region) => matchesFilters(region, filters));
  const items = regions.map(
    ({ name, optInStatus }) =>
      element('regionName', name) +
      element('regionEndpoint', `ec2.${name}.amazonaws.com`) +
      element('optInStatus', optInStatus),
  );
  return xmlList('regionInfo', items);
}
