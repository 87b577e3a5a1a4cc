import { zoneId } from '../estate/region-names.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import { matchesFilters, readFilters, type FilterFields } from './filters.ts';

export function describeAvailabilityZones({ region }: AwsCall, parameters: QueryParameters): string {
  const fields: FilterFields<string> = {
    'zone-name': (zone) => zone,
    'zone-id': zoneId,
    'region-name': () => region.name,
    state: () => 'available',
    'opt-in-status': () => 'opt-in-not-required',
    'zone-type': () => 'availability-zone',
  };
  const filters = readFilters(parameters, fields);
  const names = parameters.list('ZoneName');
  const zones = region.network.subnets.map(({ zone }) => zone);
  const unknown = names.find((name) => !zones.includes(name));
  if (unknown !== undefined) throw new AwsError('InvalidParameterValue', `Invalid availability zone: [${unknown}]`);
  const items = zones
    .filter((zone) => (names.length === 0 || names.includes(zone)) && matchesFilters(zone, filters))
    .map(
      (zone) =>
        element('zoneName', zone) +
        element('zoneState', 'available') +
        element('regionName', region.name) +
        element('zoneId', zoneId(zone)) +
        element('groupName', `${region.name}-zg-1`) +
        element('networkBorderGroup', region.name) +
        element('optInStatus', 'opt-in-not-required') +
        element('zoneType', 'availability-zone') +
        '<messageSet/>',
    );
  return xmlList('availabilityZoneInfo', items);
}
