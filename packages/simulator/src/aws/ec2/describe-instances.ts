import { isVisible, visibleTags } from '../../estate/resource.ts';
import type { Instance } from '../estate/instance.ts';
import { settleRegion } from '../estate/settle-region.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import { matchesFilters, readFilters } from './filters.ts';
import { findInstances } from './find-instances.ts';
import { instanceFields } from './instance-fields.ts';
import { readPage } from './paging.ts';
import { instanceXml } from './render-instance.ts';

export function describeInstances(call: AwsCall, parameters: QueryParameters): string {
  const { region, nowMs } = call;
  settleRegion(region, nowMs);
  const ids = parameters.list('InstanceId');
  if (ids.length > 0 && parameters.has('MaxResults')) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter instancesSet cannot be used with the parameter maxResults',
    );
  }
  const filters = readFilters(parameters, instanceFields(region), (instance) => visibleTags(instance, nowMs));
  const candidates = ids.length > 0 ? findInstances(call, ids) : region.instances.values();
  const found = Array.from(candidates)
    .filter((instance) => isVisible(instance, nowMs) && matchesFilters(instance, filters))
    .sort((a, b) => a.sequence - b.sequence);
  const { items, nextToken } = readPage(call, parameters, found, { min: 5, max: 1000, usual: 1000 });
  return xmlList('reservationSet', reservationsXml(call, items)) + element('nextToken', nextToken);
}

/** Instances that were launched together stand in one reservation, as far as they are on this page. */
function reservationsXml(call: AwsCall, instances: readonly Instance[]): string[] {
  const reservations = new Map<string, Instance[]>();
  for (const instance of instances) {
    const launchedTogether = reservations.get(instance.reservationId);
    if (launchedTogether === undefined) reservations.set(instance.reservationId, [instance]);
    else launchedTogether.push(instance);
  }
  return Array.from(reservations, ([id, members]) => reservationXml(call, id, members));
}

export function reservationXml(call: AwsCall, reservationId: string, instances: readonly Instance[]): string {
  const items = instances.map((instance) => instanceXml(instance, call.region, call.nowMs));
  const head = element('reservationId', reservationId) + element('ownerId', call.estate.accountId);
  return `${head}<groupSet/>${xmlList('instancesSet', items)}`;
}
