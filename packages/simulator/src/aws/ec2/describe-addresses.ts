import { isVisible, visibleTags } from '../../estate/resource.ts';
import type { Address } from '../estate/address.ts';
import { settleRegion } from '../estate/settle-region.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import { matchesFilters, readFilters, type FilterFields } from './filters.ts';
import { tagSetXml } from './render-tags.ts';
import { noSuchResource } from './resource-errors.ts';

const addressFields: FilterFields<Address> = {
  'allocation-id': ({ id }) => id,
  'public-ip': ({ publicIp }) => publicIp,
  'association-id': ({ association }) => association?.id ?? null,
  'instance-id': ({ association }) => association?.instanceId ?? null,
  'network-interface-id': ({ association }) => association?.networkInterfaceId ?? null,
  'private-ip-address': ({ association }) => association?.privateIp ?? null,
  domain: () => 'vpc',
};

/** Addresses come all at once: this call has no pages. */
export function describeAddresses(call: AwsCall, parameters: QueryParameters): string {
  const { region, nowMs } = call;
  settleRegion(region, nowMs);
  const visible = Array.from(region.addresses.values()).filter((address) => isVisible(address, nowMs));
  const ids = parameters.list('AllocationId');
  const publicIps = parameters.list('PublicIp');
  const missingId = ids.find((id) => !visible.some((address) => address.id === id));
  if (missingId !== undefined) throw noSuchResource(missingId, 'eipalloc');
  const missingIp = publicIps.find((ip) => !visible.some(({ publicIp }) => publicIp === ip));
  if (missingIp !== undefined) throw new AwsError('InvalidAddress.NotFound', `Address '${missingIp}' not found.`);
  const filters = readFilters(parameters, addressFields, (address) => visibleTags(address, nowMs));
  const found = visible.filter(
    (address) =>
      (ids.length + publicIps.length === 0 || ids.includes(address.id) || publicIps.includes(address.publicIp)) &&
      matchesFilters(address, filters),
  );
  return xmlList(
    'addressesSet',
    found.map((address) => addressXml(address, call)),
  );
}

function addressXml(address: Address, { region, nowMs }: AwsCall): string {
  const { association } = address;
  const associationXml =
    association === null
      ? ''
      : element('instanceId', association.instanceId) +
        element('associationId', association.id) +
        element('networkInterfaceId', association.networkInterfaceId) +
        element('networkInterfaceOwnerId', region.accountId) +
        element('privateIpAddress', association.privateIp);
  return (
    element('publicIp', address.publicIp) +
    element('allocationId', address.id) +
    element('domain', 'vpc') +
    associationXml +
    tagSetXml(visibleTags(address, nowMs)) +
    element('publicIpv4Pool', 'amazon') +
    element('networkBorderGroup', region.name)
  );
}
