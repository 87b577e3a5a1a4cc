import type { NatGateway } from '@aws-sdk/client-ec2';
import type { DiscoveredResource, NatGatewayAttributes, ResourceStatus } from '@tradewind/core';
import { readName, toResource, toTags, type Known, type Owner } from './resource.ts';

const statusByState: ReadonlyMap<string, ResourceStatus> = new Map([
  ['pending', 'pending'],
  ['available', 'active'],
  ['deleting', 'terminating'],
  ['deleted', 'terminated'],
  ['failed', 'failed'],
]);

export function toNatGateway(owner: Owner, gateway: NatGateway): DiscoveredResource {
  const tags = toTags(gateway.Tags);
  const addresses = gateway.NatGatewayAddresses ?? [];
  const primary = addresses.find(({ IsPrimary }) => IsPrimary) ?? addresses[0];
  const attributes: Known<NatGatewayAttributes> = {
    network_id: gateway.VpcId,
    subnet_id: gateway.SubnetId,
    public_ip: primary?.PublicIp ?? null,
    connectivity: gateway.ConnectivityType === 'private' ? 'private' : 'public',
  };
  return toResource(owner, {
    resourceType: 'nat_gateway',
    nativeId: gateway.NatGatewayId,
    name: readName(tags),
    status: statusByState.get(gateway.State ?? '') ?? 'unknown',
    providerStatus: gateway.State ?? null,
    tags,
    createdAt: gateway.CreateTime,
    attributes,
  });
}
