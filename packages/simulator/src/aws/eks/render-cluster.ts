import { createHash } from 'node:crypto';
import { visibleTags } from '../../estate/resource.ts';
import type { KubernetesCluster } from '../estate/kubernetes-cluster.ts';
import type { AwsRegion } from '../estate/region.ts';
import { toTagMap } from '../frame/json-body.ts';

const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/** A cluster as EKS describes it; times are in seconds. */
export function clusterToWire(cluster: KubernetesCluster, region: AwsRegion, nowMs: number): unknown {
  const { name, clusterId, publicEndpoint } = cluster;
  const { network, accountId } = region;
  const host = `${clusterId}.gr7.${region.name}.eks.amazonaws.com`;
  // There is no address before there is a control plane.
  const isMade = cluster.state !== 'CREATING' && cluster.state !== 'PENDING';
  return {
    name,
    arn: cluster.arn,
    createdAt: cluster.createdAtMs / 1000,
    version: cluster.version,
    platformVersion: 'eks.1',
    status: cluster.state,
    ...(isMade ? { endpoint: `https://${host}`, certificateAuthority: { data: certificateData(clusterId) } } : {}),
    roleArn: `arn:aws:iam::${accountId}:role/eks-cluster-${name}`,
    resourcesVpcConfig: {
      subnetIds: network.subnets.map(({ id }) => id),
      securityGroupIds: [],
      clusterSecurityGroupId: network.securityGroupId,
      vpcId: network.vpcId,
      endpointPublicAccess: publicEndpoint,
      endpointPrivateAccess: !publicEndpoint,
      publicAccessCidrs: publicEndpoint ? ['0.0.0.0/0'] : [],
    },
    kubernetesNetworkConfig: {
      serviceIpv4Cidr: '10.100.0.0/16',
      ipFamily: 'ipv4',
      elasticLoadBalancing: { enabled: false },
    },
    logging: { clusterLogging: [{ types: logTypes, enabled: false }] },
    identity: { oidc: { issuer: `https://oidc.eks.${region.name}.amazonaws.com/id/${clusterId}` } },
    accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' },
    upgradePolicy: { supportType: 'EXTENDED' },
    health: { issues: [] },
    deletionProtection: false,
    tags: toTagMap(visibleTags(cluster, nowMs)),
  };
}

/** Stands where EKS has its CA in PEM, in Base64. It is no certificate: nothing listens at the cluster's endpoint. */
function certificateData(clusterId: string): string {
  const body = createHash('sha512').update(clusterId).digest('base64');
  return Buffer.from(`-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`).toString('base64');
}
