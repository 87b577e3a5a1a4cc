import type { Instance } from '../estate/instance.ts';
import type { AwsRegion } from '../estate/region.ts';
import type { FilterFields } from './filters.ts';
import { stateCodes } from './instance-states.ts';

/** The filters of DescribeInstances, beside those of tags. */
export function instanceFields(region: AwsRegion): FilterFields<Instance> {
  const { network } = region;
  return {
    'instance-id': ({ id }) => id,
    'instance-state-name': ({ state }) => state,
    'instance-state-code': ({ state }) => String(stateCodes[state]),
    'instance-type': ({ instanceType }) => instanceType,
    'instance-lifecycle': ({ spot }) => (spot ? 'spot' : null),
    'image-id': ({ imageId }) => imageId,
    'availability-zone': ({ zone }) => zone,
    'subnet-id': ({ subnetId }) => subnetId,
    'vpc-id': () => network.vpcId,
    'instance.group-id': () => network.securityGroupId,
    'instance.group-name': () => 'default',
    'client-token': ({ clientToken }) => clientToken,
    'key-name': ({ keyName }) => keyName,
    'private-ip-address': ({ privateIp }) => privateIp,
    'ip-address': ({ publicIp }) => publicIp,
    'reservation-id': ({ reservationId }) => reservationId,
    'owner-id': () => region.accountId,
    architecture: ({ architecture }) => architecture,
    platform: ({ windows }) => (windows ? 'windows' : null),
    'root-device-type': () => 'ebs',
    'launch-time': ({ launchedAtMs }) => new Date(launchedAtMs).toISOString(),
    'block-device-mapping.volume-id': ({ volumeIds }) => volumeIds,
  };
}
