import { visibleTags } from '../../estate/resource.ts';
import type { NatGateway } from '../estate/nat-gateway.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, isoTime, xmlList } from '../frame/xml.ts';
import { describeResources } from './describe-resources.ts';
import { tagSetXml } from './render-tags.ts';
import { noSuchResource } from './resource-errors.ts';

export function describeNatGateways(call: AwsCall, parameters: QueryParameters): string {
  const { region } = call;
  return describeResources(call, parameters, {
    listName: 'natGatewaySet',
    idParameter: 'NatGatewayId',
    store: region.natGateways,
    fields: {
      'nat-gateway-id': ({ id }) => id,
      state: ({ state }) => state,
      'subnet-id': ({ subnetId }) => subnetId,
      'vpc-id': () => region.network.vpcId,
    },
    maxResults: { min: 5, max: 1000, usual: 1000 },
    notFound: (id) => noSuchResource(id, 'nat'),
    render: (gateway) => natGatewayXml(gateway, call),
  });
}

function natGatewayXml(gateway: NatGateway, { region, nowMs }: AwsCall): string {
  const address =
    element('allocationId', gateway.allocationId) +
    element('associationId', gateway.associationId) +
    element('networkInterfaceId', gateway.networkInterfaceId) +
    element('privateIp', gateway.privateIp) +
    element('publicIp', gateway.publicIp) +
    element('isPrimary', true) +
    element('status', 'succeeded');
  return (
    element('natGatewayId', gateway.id) +
    element('subnetId', gateway.subnetId) +
    element('vpcId', region.network.vpcId) +
    element('state', gateway.state) +
    element('createTime', isoTime(gateway.createdAtMs)) +
    xmlList('natGatewayAddressSet', [address]) +
    tagSetXml(visibleTags(gateway, nowMs)) +
    element('connectivityType', gateway.connectivity)
  );
}
