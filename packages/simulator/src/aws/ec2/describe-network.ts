import type { Network, Subnet } from '../estate/region.ts';
import { zoneId } from '../estate/region-names.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import { matchesFilters, readFilters } from './filters.ts';
import { noSuchResource } from './resource-errors.ts';

/** Each region has one VPC, the default one. */
export function describeVpcs({ region, estate }: AwsCall, parameters: QueryParameters): string {
  const { network } = region;
  refuseUnknown(parameters.list('VpcId'), [network.vpcId], 'vpc');
  const filters = readFilters<Network>(parameters, {
    'vpc-id': ({ vpcId }) => vpcId,
    cidr: ({ cidrBlock }) => cidrBlock,
    'is-default': () => 'true',
    state: () => 'available',
    'owner-id': () => estate.accountId,
  });
  const items = [network]
    .filter((vpc) => matchesFilters(vpc, filters))
    .map(
      ({ vpcId, cidrBlock }) =>
        element('vpcId', vpcId) +
        element('ownerId', estate.accountId) +
        element('state', 'available') +
        element('cidrBlock', cidrBlock) +
        xmlList('cidrBlockAssociationSet', [
          element('associationId', `vpc-cidr-assoc-${vpcId.slice(4)}`) +
            element('cidrBlock', cidrBlock) +
            '<cidrBlockState><state>associated</state></cidrBlockState>',
        ]) +
        '<ipv6CidrBlockAssociationSet/>' +
        element('dhcpOptionsId', `dopt-${vpcId.slice(4)}`) +
        '<tagSet/>' +
        element('instanceTenancy', 'default') +
        element('isDefault', true),
    );
  return xmlList('vpcSet', items);
}

export function describeSubnets({ region, estate }: AwsCall, parameters: QueryParameters): string {
  const { vpcId, subnets } = region.network;
  const ids = parameters.list('SubnetId');
  refuseUnknown(
    ids,
    subnets.map(({ id }) => id),
    'subnet',
  );
  const filters = readFilters<Subnet>(parameters, {
    'subnet-id': ({ id }) => id,
    'vpc-id': () => vpcId,
    'availability-zone': ({ zone }) => zone,
    'default-for-az': () => 'true',
    'cidr-block': ({ cidrBlock }) => cidrBlock,
    state: () => 'available',
    'owner-id': () => estate.accountId,
  });
  const items = subnets
    .filter((subnet) => (ids.length === 0 || ids.includes(subnet.id)) && matchesFilters(subnet, filters))
    .map(
      ({ id, zone, cidrBlock }) =>
        element('subnetId', id) +
        element('subnetArn', `arn:aws:ec2:${region.name}:${estate.accountId}:subnet/${id}`) +
        element('state', 'available') +
        element('ownerId', estate.accountId) +
        element('vpcId', vpcId) +
        element('cidrBlock', cidrBlock) +
        '<ipv6CidrBlockAssociationSet/>' +
        element('availableIpAddressCount', 4091) +
        element('availabilityZone', zone) +
        element('availabilityZoneId', zoneId(zone)) +
        element('defaultForAz', true) +
        element('mapPublicIpOnLaunch', true) +
        element('assignIpv6AddressOnCreation', false) +
        element('ipv6Native', false) +
        '<privateDnsNameOptionsOnLaunch><hostnameType>ip-name</hostnameType>' +
        '<enableResourceNameDnsARecord>false</enableResourceNameDnsARecord>' +
        '<enableResourceNameDnsAAAARecord>false</enableResourceNameDnsAAAARecord></privateDnsNameOptionsOnLaunch>' +
        '<tagSet/>',
    );
  return xmlList('subnetSet', items);
}

/** The default security group of the region's VPC. */
export function describeSecurityGroups({ region, estate }: AwsCall, parameters: QueryParameters): string {
  const { vpcId, securityGroupId } = region.network;
  refuseUnknown(parameters.list('GroupId'), [securityGroupId], 'sg');
  const filters = readFilters<Network>(parameters, {
    'group-id': () => securityGroupId,
    'group-name': () => 'default',
    'vpc-id': () => vpcId,
    'owner-id': () => estate.accountId,
  });
  const everyone = '<ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges>';
  const itself = `<groups><item><userId>${estate.accountId}</userId><groupId>${securityGroupId}</groupId></item></groups>`;
  const items = [region.network]
    .filter((network) => matchesFilters(network, filters))
    .map(
      () =>
        element('ownerId', estate.accountId) +
        element('groupId', securityGroupId) +
        element(
          'securityGroupArn',
          `arn:aws:ec2:${region.name}:${estate.accountId}:security-group/${securityGroupId}`,
        ) +
        element('groupName', 'default') +
        element('groupDescription', 'default VPC security group') +
        element('vpcId', vpcId) +
        `<ipPermissions><item><ipProtocol>-1</ipProtocol>${itself}<ipRanges/><ipv6Ranges/><prefixListIds/></item></ipPermissions>` +
        `<ipPermissionsEgress><item><ipProtocol>-1</ipProtocol><groups/>${everyone}<ipv6Ranges/><prefixListIds/></item></ipPermissionsEgress>` +
        '<tagSet/>',
    );
  return xmlList('securityGroupInfo', items);
}

function refuseUnknown(ids: readonly string[], known: readonly string[], prefix: string): void {
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) throw noSuchResource(unknown, prefix);
}
