import { z } from 'zod';
import { addressEntrySchema } from './address.ts';
import { bucketEntrySchema } from './bucket.ts';
import { databaseClusterEntrySchema } from './database-cluster.ts';
import { databaseEntrySchema } from './database.ts';
import { imageEntrySchema } from './image.ts';
import { instanceEntrySchema } from './instance.ts';
import { kubernetesClusterEntrySchema } from './kubernetes-cluster.ts';
import { functionEntrySchema } from './lambda-function.ts';
import { loadBalancerEntrySchema } from './load-balancer.ts';
import { natGatewayEntrySchema } from './nat-gateway.ts';
import { regionNamePattern } from './region-names.ts';
import { snapshotEntrySchema } from './snapshot.ts';
import { targetGroupEntrySchema } from './target-group.ts';
import { volumeEntrySchema } from './volume.ts';

export const awsRegionEntrySchema = z.strictObject({
  opt_in_status: z
    .enum(['opt-in-not-required', 'opted-in', 'not-opted-in'])
    .optional()
    .describe('default opted-in for a region that needs it; calls to a region that is not opted in are refused'),
  vcpu_limit: z.int().min(0).optional().describe('vCPUs of the instances that are not stopped; default 1,000,000'),
  images: z.array(imageEntrySchema).optional().describe('beside two of Amazon Linux, which every region has'),
  instances: z.array(instanceEntrySchema).optional(),
  volumes: z.array(volumeEntrySchema).optional(),
  snapshots: z.array(snapshotEntrySchema).optional(),
  addresses: z.array(addressEntrySchema).optional(),
  nat_gateways: z.array(natGatewayEntrySchema).optional(),
  databases: z.array(databaseEntrySchema).optional(),
  database_clusters: z.array(databaseClusterEntrySchema).optional(),
  kubernetes_clusters: z.array(kubernetesClusterEntrySchema).optional(),
  functions: z.array(functionEntrySchema).optional(),
  target_groups: z.array(targetGroupEntrySchema).optional(),
  load_balancers: z.array(loadBalancerEntrySchema).optional(),
});

export const awsEstateSchema = z.strictObject({
  account_id: z
    .string()
    .regex(/^\d{12}$/, 'an account id has 12 digits')
    .optional()
    .describe('default 123456789012'),
  regions: z
    .record(z.string().regex(regionNamePattern, 'a region looks like us-east-1'), awsRegionEntrySchema)
    .optional()
    .describe(
      'by name; the 17 regions that every account has are there in any case, and those to opt into as not opted in',
    ),
  buckets: z.array(bucketEntrySchema).optional(),
});

export type AwsEstateEntry = z.infer<typeof awsEstateSchema>;
export type AwsRegionEntry = z.infer<typeof awsRegionEntrySchema>;
