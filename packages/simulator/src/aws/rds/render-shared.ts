import { createHash } from 'node:crypto';
import { visibleTags, type ResourceBase } from '../../estate/resource.ts';
import { arn, type AwsRegion } from '../estate/region.ts';
import { element, isoTime, xmlList } from '../frame/xml.ts';

/** Parts that database instances and clusters have in common. */

export const hostedZoneId = 'Z2R2ITUGPM61AM';
export const backupWindow = '03:00-03:30';
export const maintenanceWindow = 'sun:05:00-sun:05:30';

export function tagListXml(resource: ResourceBase, nowMs: number): string {
  const tags = Array.from(
    visibleTags(resource, nowMs),
    ([key, value]) => element('Key', key) + element('Value', value),
  );
  return xmlList('TagList', tags, 'Tag');
}

export function vpcSecurityGroupsXml({ network }: AwsRegion): string {
  const group = element('VpcSecurityGroupId', network.securityGroupId) + element('Status', 'active');
  return xmlList('VpcSecurityGroups', [group], 'VpcSecurityGroupMembership');
}

/** The key that RDS encrypts with when one names none: one per account and region. */
export function kmsKeyArn({ name, accountId, network }: AwsRegion): string {
  const digits = createHash('sha256').update(`rds/${network.vpcId}`).digest('hex');
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ];
  return arn('kms', name, accountId, `key/${parts.join('-')}`);
}

/** What parameter and option groups are named after: `postgres16`, `mysql8.0`, `oracle-ee-19`; and `mysql-8-0`. */
export function engineFamilies(
  engine: string,
  version: string,
): { readonly parameters: string; readonly options: string } {
  const [major = '', minor = '0'] = version.split('.');
  if (engine.startsWith('oracle')) return { parameters: `${engine}-${major}`, options: `${engine}-${major}` };
  if (engine.startsWith('sqlserver')) {
    return { parameters: `${engine}-${major}.${Number(minor)}`, options: `${engine}-${major}-${minor}` };
  }
  if (engine.includes('postgres')) return { parameters: `${engine}${major}`, options: `${engine}-${major}` };
  return { parameters: `${engine}${major}.${minor}`, options: `${engine}-${major}-${minor}` };
}

const restorePointMs = 5 * 60_000;

/** Logs are kept away every five minutes: the latest moment that a backup can bring back. */
export function latestRestorableTime(nowMs: number): string {
  return isoTime(Math.floor(nowMs / restorePointMs) * restorePointMs);
}

export function earliestRestorableTime(createdAtMs: number, retentionDays: number, nowMs: number): string {
  return isoTime(Math.max(createdAtMs, nowMs - retentionDays * 86_400_000));
}
