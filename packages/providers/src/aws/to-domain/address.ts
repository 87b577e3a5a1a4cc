import type { Address } from '@aws-sdk/client-ec2';
import type { AddressAttributes, DiscoveredResource } from '@tradewind/core';
import { readName, toResource, toTags, type Known, type Owner } from './resource.ts';

export function toAddress(owner: Owner, address: Address): DiscoveredResource {
  const tags = toTags(address.Tags);
  const attributes: Known<AddressAttributes> = {
    public_ip: address.PublicIp ?? address.CarrierIp ?? address.CustomerOwnedIp,
    associated_with: address.InstanceId || address.NetworkInterfaceId || address.AssociationId || null,
  };
  return toResource(owner, {
    resourceType: 'elastic_ip',
    nativeId: address.AllocationId ?? address.PublicIp,
    name: readName(tags),
    status: 'active',
    providerStatus: null,
    tags,
    createdAt: undefined,
    attributes,
  });
}
