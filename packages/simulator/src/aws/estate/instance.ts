import { z } from 'zod';
import { momentSchema, momentToMs } from '../../estate/moment.ts';
import { tagsSchema, toTags, type ResourceBase } from '../../estate/resource.ts';
import type { Transitioning } from '../../estate/transition.ts';
import { architectureOf } from '../ec2/instance-types.ts';
import { defaultImageId } from './image.ts';
import { subnetFor, type BuildContext, type Subnet } from './region.ts';
import { defaultIops, volumeTypeSchema, type Volume } from './volume.ts';

const diskSchema = z.strictObject({
  id: z
    .string()
    .regex(/^vol-[0-9a-f]{8,17}$/)
    .optional(),
  device: z.string().optional().describe('default /dev/xvda for the first, then /dev/sdb, /dev/sdc, ...'),
  type: volumeTypeSchema.optional().describe('default gp3'),
  size_gib: z.int().min(1).max(65_536),
  delete_on_termination: z.boolean().optional().describe('default true for the first disk, false for others'),
  encrypted: z.boolean().optional(),
  tags: tagsSchema.optional(),
});

export const instanceStateSchema = z.enum(['pending', 'running', 'shutting-down', 'terminated', 'stopping', 'stopped']);
export type InstanceState = z.infer<typeof instanceStateSchema>;

export const instanceEntrySchema = z.strictObject({
  id: z
    .string()
    .regex(/^i-[0-9a-f]{8,17}$/)
    .optional(),
  name: z.string().optional().describe('sets the tag Name'),
  type: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, 'an instance type looks like m5.large'),
  state: instanceStateSchema.optional().describe('default running; kept until a call changes it'),
  launched_at: momentSchema.optional().describe('default 30 days before the start'),
  stopped_at: momentSchema.optional().describe('for stopped and terminated ones; default one day before the start'),
  image_id: z
    .string()
    .regex(/^ami-[0-9a-f]{8,17}$/)
    .optional(),
  zone: z.string().optional(),
  public: z.boolean().optional().describe('whether it has a public address while it runs'),
  key_name: z.string().optional(),
  platform: z.enum(['linux', 'windows']).optional(),
  spot: z.boolean().optional(),
  detailed_monitoring: z.boolean().optional(),
  ebs_optimized: z.boolean().optional(),
  termination_protection: z.boolean().optional(),
  iam_instance_profile: z.string().optional().describe('name of the profile'),
  client_token: z.string().optional(),
  disks: z.array(diskSchema).optional().describe('default one of 8 GiB gp3'),
  tags: tagsSchema.optional(),
});

export type InstanceEntry = z.infer<typeof instanceEntrySchema>;

export interface StateReason {
  readonly code: string;
  readonly message: string;
}

export interface Instance extends ResourceBase, Transitioning<InstanceState> {
  readonly id: string;
  readonly reservationId: string;
  /** Position within its reservation. */
  readonly launchIndex: number;
  readonly imageId: string;
  instanceType: string;
  readonly zone: string;
  readonly subnetId: string;
  readonly privateIp: string;
  publicIp: string | null;
  /** Whether the subnet gives it a public address of its own while it runs. */
  readonly wantsPublicIp: boolean;
  /** Allocation id of its Elastic IP, which then is its public address, running or not. */
  elasticIpId: string | null;
  readonly networkInterfaceId: string;
  readonly keyName: string | null;
  readonly windows: boolean;
  readonly architecture: 'x86_64' | 'arm64';
  readonly spot: boolean;
  readonly detailedMonitoring: boolean;
  readonly ebsOptimized: boolean;
  terminationProtection: boolean;
  readonly iamInstanceProfile: string | null;
  readonly clientToken: string | null;
  /** Time of the last start. */
  launchedAtMs: number;
  stateReason: StateReason | null;
  /** EC2's StateTransitionReason: empty, or `User initiated (2026-08-03 10:11:12 GMT)`. */
  stateTransitionReason: string;
  /** When it became terminated here; null for those that the estate file has as terminated, which stay. */
  terminatedAtMs: number | null;
  volumeIds: readonly string[];
}

export const userShutdown: StateReason = {
  code: 'Client.UserInitiatedShutdown',
  message: 'Client.UserInitiatedShutdown: User initiated shutdown',
};

export function userInitiatedReason(atMs: number): string {
  return `User initiated (${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} GMT)`;
}

/** Builds an instance and puts its disks into the region's volumes. */
export function buildInstance(entry: InstanceEntry, { region, startMs }: BuildContext): Instance {
  const { ids, network } = region;
  const sequence = region.nextSequence();
  const subnet = subnetFor(network, entry.zone, sequence);
  const state = entry.state ?? 'running';
  const architecture = architectureOf(entry.type);
  const launchedAtMs = momentToMs(entry.launched_at ?? { age: '30d' }, startMs);
  const ended = state !== 'running' && state !== 'pending';
  const id = entry.id ?? ids.ec2('i');
  const disks = state === 'terminated' ? [] : (entry.disks ?? [{ size_gib: 8 }]);
  const volumeIds = disks.map((disk, n) => {
    const volume = buildDisk(disk, n, {
      instanceId: id,
      zone: subnet.zone,
      createdAtMs: launchedAtMs,
      region,
      startMs,
    });
    region.volumes.set(volume.id, volume);
    return volume.id;
  });
  return {
    id,
    sequence,
    createdAtMs: launchedAtMs,
    visibleFromMs: 0,
    tags: toTags(entry.tags, entry.name),
    state,
    upcoming: [],
    reservationId: ids.ec2('r'),
    launchIndex: 0,
    imageId: entry.image_id ?? defaultImageId(architecture),
    instanceType: entry.type,
    zone: subnet.zone,
    subnetId: subnet.id,
    privateIp: privateIpIn(subnet, region.ids.ipv4('private-ip')),
    publicIp: entry.public === true && state === 'running' ? publicIpFrom(ids.ipv4('public-ip')) : null,
    wantsPublicIp: entry.public ?? false,
    elasticIpId: null,
    networkInterfaceId: ids.ec2('eni'),
    keyName: entry.key_name ?? null,
    windows: entry.platform === 'windows',
    architecture,
    spot: entry.spot ?? false,
    detailedMonitoring: entry.detailed_monitoring ?? false,
    ebsOptimized: entry.ebs_optimized ?? false,
    terminationProtection: entry.termination_protection ?? false,
    iamInstanceProfile: entry.iam_instance_profile ?? null,
    clientToken: entry.client_token ?? null,
    launchedAtMs,
    stateReason: ended ? userShutdown : null,
    stateTransitionReason: ended ? userInitiatedReason(momentToMs(entry.stopped_at ?? { age: '1d' }, startMs)) : '',
    terminatedAtMs: null,
    volumeIds,
  };
}

interface DiskContext extends BuildContext {
  readonly instanceId: string;
  readonly zone: string;
  readonly createdAtMs: number;
}

function buildDisk(disk: z.infer<typeof diskSchema>, n: number, context: DiskContext): Volume {
  const { region, createdAtMs, zone, instanceId } = context;
  const volumeType = disk.type ?? 'gp3';
  return {
    id: disk.id ?? region.ids.ec2('vol'),
    sequence: region.nextSequence(),
    createdAtMs,
    visibleFromMs: 0,
    tags: toTags(disk.tags),
    state: 'in-use',
    upcoming: [],
    volumeType,
    sizeGib: disk.size_gib,
    iops: defaultIops(volumeType, disk.size_gib),
    throughputMibps: volumeType === 'gp3' ? 125 : null,
    encrypted: disk.encrypted ?? false,
    zone,
    snapshotId: null,
    attachment: {
      instanceId,
      device: disk.device ?? deviceName(n),
      attachedAtMs: createdAtMs,
      deleteOnTermination: disk.delete_on_termination ?? n === 0,
    },
  };
}

export function deviceName(n: number): string {
  return n === 0 ? '/dev/xvda' : `/dev/sd${String.fromCharCode('a'.charCodeAt(0) + n)}`;
}

/** An address in the subnet's range, which is 16 times 256 wide. */
export function privateIpIn(subnet: Subnet, [, third, fourth]: readonly [number, number, number]): string {
  const [first, second, base] = subnet.cidrBlock.split('.');
  return `${first}.${second}.${Number(base) + (third % 16)}.${fourth}`;
}

/** An address in 198.18.0.0/15, the range that RFC 2544 keeps for tests: nobody's machine. */
export function publicIpFrom([second, third, fourth]: readonly [number, number, number]): string {
  return `198.${18 + (second & 1)}.${third}.${fourth}`;
}
