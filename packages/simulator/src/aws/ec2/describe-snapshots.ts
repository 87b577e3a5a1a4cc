import { visibleTags } from '../../estate/resource.ts';
import type { Snapshot } from '../estate/snapshot.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, isoTime } from '../frame/xml.ts';
import { describeResources } from './describe-resources.ts';
import type { FilterFields } from './filters.ts';
import { tagSetXml } from './render-tags.ts';
import { noSuchResource } from './resource-errors.ts';

const snapshotFields: FilterFields<Snapshot> = {
  'snapshot-id': ({ id }) => id,
  'volume-id': ({ volumeId }) => volumeId,
  'volume-size': ({ sizeGib }) => String(sizeGib),
  status: ({ state }) => state,
  description: ({ description }) => description,
  encrypted: ({ encrypted }) => String(encrypted),
  'start-time': ({ createdAtMs }) => isoTime(createdAtMs),
  'storage-tier': ({ storageTier }) => storageTier,
};

/** The account's own snapshots. AWS lists everybody's public ones too when no owner is named; nobody else is here. */
export function describeSnapshots(call: AwsCall, parameters: QueryParameters): string {
  const { accountId } = call.estate;
  const owners = parameters.list('Owner');
  const own = owners.length === 0 || owners.includes('self') || owners.includes(accountId);
  return describeResources(call, parameters, {
    listName: 'snapshotSet',
    idParameter: 'SnapshotId',
    store: own ? call.region.snapshots : new Map<string, Snapshot>(),
    fields: { ...snapshotFields, 'owner-id': () => accountId },
    maxResults: { min: 5, max: 1000, usual: 1000 },
    notFound: (id) => noSuchResource(id, 'snap'),
    render: (snapshot) => snapshotXml(snapshot, accountId, call.nowMs),
  });
}

function snapshotXml(snapshot: Snapshot, accountId: string, nowMs: number): string {
  return (
    element('snapshotId', snapshot.id) +
    element('volumeId', snapshot.volumeId) +
    element('status', snapshot.state) +
    element('startTime', isoTime(snapshot.createdAtMs)) +
    element('progress', snapshot.state === 'completed' ? '100%' : '0%') +
    element('ownerId', accountId) +
    element('volumeSize', snapshot.sizeGib) +
    element('description', snapshot.description) +
    element('encrypted', snapshot.encrypted) +
    tagSetXml(visibleTags(snapshot, nowMs)) +
    element('storageTier', snapshot.storageTier) +
    (snapshot.state === 'completed' ? element('completionTime', isoTime(snapshot.createdAtMs)) : '') +
    element('fullSnapshotSizeInBytes', snapshot.sizeGib * 1024 ** 3)
  );
}
