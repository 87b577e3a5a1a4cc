import { visibleTags } from '../../estate/resource.ts';
import type { Volume } from '../estate/volume.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, isoTime, xmlList } from '../frame/xml.ts';
import { describeResources } from './describe-resources.ts';
import type { FilterFields } from './filters.ts';
import { tagSetXml } from './render-tags.ts';
import { noSuchResource } from './resource-errors.ts';

const volumeFields: FilterFields<Volume> = {
  'volume-id': ({ id }) => id,
  'volume-type': ({ volumeType }) => volumeType,
  status: ({ state }) => state,
  size: ({ sizeGib }) => String(sizeGib),
  encrypted: ({ encrypted }) => String(encrypted),
  'availability-zone': ({ zone }) => zone,
  'snapshot-id': ({ snapshotId }) => snapshotId,
  'create-time': ({ createdAtMs }) => isoTime(createdAtMs),
  'attachment.instance-id': ({ attachment }) => attachment?.instanceId ?? null,
  'attachment.device': ({ attachment }) => attachment?.device ?? null,
  'attachment.status': ({ attachment }) => (attachment === null ? null : 'attached'),
  'attachment.delete-on-termination': ({ attachment }) =>
    attachment === null ? null : String(attachment.deleteOnTermination),
};

export function describeVolumes(call: AwsCall, parameters: QueryParameters): string {
  return describeResources(call, parameters, {
    listName: 'volumeSet',
    idParameter: 'VolumeId',
    store: call.region.volumes,
    fields: volumeFields,
    maxResults: { min: 5, max: 1000, usual: 1000 },
    notFound: (id) => noSuchResource(id, 'vol'),
    render: (volume) => volumeXml(volume, call.nowMs),
  });
}

function volumeXml(volume: Volume, nowMs: number): string {
  return (
    element('volumeId', volume.id) +
    element('size', volume.sizeGib) +
    (volume.snapshotId === null ? '<snapshotId/>' : element('snapshotId', volume.snapshotId)) +
    element('availabilityZone', volume.zone) +
    element('status', volume.state) +
    element('createTime', isoTime(volume.createdAtMs)) +
    xmlList('attachmentSet', attachmentXml(volume)) +
    tagSetXml(visibleTags(volume, nowMs)) +
    element('volumeType', volume.volumeType) +
    element('iops', volume.iops) +
    element('encrypted', volume.encrypted) +
    element('multiAttachEnabled', false) +
    element('throughput', volume.throughputMibps) +
    '<operator><managed>false</managed></operator>'
  );
}

function attachmentXml({ id, attachment }: Volume): string[] {
  if (attachment === null) return [];
  return [
    element('volumeId', id) +
      element('instanceId', attachment.instanceId) +
      element('device', attachment.device) +
      element('status', 'attached') +
      element('attachTime', isoTime(attachment.attachedAtMs)) +
      element('deleteOnTermination', attachment.deleteOnTermination),
  ];
}
