import { isVisible } from '../../estate/resource.ts';
import type { Instance } from '../estate/instance.ts';
import { settleRegion } from '../estate/settle-region.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import { matchesFilters, readFilters, type FilterFields } from './filters.ts';
import { findInstances } from './find-instances.ts';
import { instanceStateXml, stateCodes } from './instance-states.ts';
import { readPage } from './paging.ts';

const statusFields: FilterFields<Instance> = {
  'availability-zone': ({ zone }) => zone,
  'instance-state-name': ({ state }) => state,
  'instance-state-code': ({ state }) => String(stateCodes[state]),
  'instance-status.status': (instance) => statusOf(instance),
  'system-status.status': (instance) => statusOf(instance),
};

/** Running instances only, unless IncludeAllInstances. */
export function describeInstanceStatus(call: AwsCall, parameters: QueryParameters): string {
  const { region, nowMs } = call;
  settleRegion(region, nowMs);
  const ids = parameters.list('InstanceId');
  const all = parameters.get('IncludeAllInstances') === 'true';
  const filters = readFilters(parameters, statusFields);
  const candidates = ids.length > 0 ? findInstances(call, ids) : region.instances.values();
  const found = Array.from(candidates)
    .filter((instance) => isVisible(instance, nowMs) && (all || instance.state === 'running'))
    .filter((instance) => matchesFilters(instance, filters))
    .sort((a, b) => a.sequence - b.sequence);
  const { items, nextToken } = readPage(call, parameters, found, { min: 5, max: 1000, usual: 1000 });
  return xmlList('instanceStatusSet', items.map(statusXml)) + element('nextToken', nextToken);
}

function statusOf({ state }: Instance): string {
  return state === 'running' ? 'ok' : 'not-applicable';
}

function statusXml(instance: Instance): string {
  const status = statusOf(instance);
  const details =
    status === 'ok' ? '<details><item><name>reachability</name><status>passed</status></item></details>' : '';
  const summary = `${element('status', status)}${details}`;
  return (
    element('instanceId', instance.id) +
    element('availabilityZone', instance.zone) +
    instanceStateXml('instanceState', instance.state) +
    `<systemStatus>${summary}</systemStatus><instanceStatus>${summary}</instanceStatus>` +
    '<operator><managed>false</managed></operator>'
  );
}
