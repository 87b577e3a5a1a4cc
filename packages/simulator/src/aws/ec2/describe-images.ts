import { visibleTags } from '../../estate/resource.ts';
import type { Image } from '../estate/image.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, isoTime, xmlList } from '../frame/xml.ts';
import { describeResources } from './describe-resources.ts';
import { tagSetXml } from './render-tags.ts';
import { noSuchResource } from './resource-errors.ts';

/** Images of this account and of Amazon; nobody else's are here. */
export function describeImages(call: AwsCall, parameters: QueryParameters): string {
  return describeResources(call, parameters, {
    listName: 'imagesSet',
    idParameter: 'ImageId',
    store: call.region.images,
    fields: {
      'image-id': ({ id }) => id,
      name: ({ name }) => name,
      architecture: ({ architecture }) => architecture,
      state: () => 'available',
      'owner-alias': () => 'amazon',
      'virtualization-type': () => 'hvm',
      'root-device-type': () => 'ebs',
    },
    maxResults: { min: 1, max: 1000, usual: 1000 },
    notFound: (id) => noSuchResource(id, 'ami'),
    render: (image) => imageXml(image, call),
  });
}

function imageXml(image: Image, { estate, nowMs }: AwsCall): string {
  const rootDisk =
    `<deviceName>/dev/xvda</deviceName><ebs>${element('snapshotId', image.snapshotId)}<volumeSize>8</volumeSize>` +
    '<deleteOnTermination>true</deleteOnTermination><volumeType>gp3</volumeType><encrypted>false</encrypted></ebs>';
  return (
    element('imageId', image.id) +
    element('imageLocation', `amazon/${image.name}`) +
    element('imageState', 'available') +
    element('imageOwnerId', estate.accountId) +
    element('creationDate', isoTime(image.createdAtMs)) +
    element('isPublic', true) +
    '<productCodes/>' +
    element('architecture', image.architecture) +
    element('imageType', 'machine') +
    element('imageOwnerAlias', 'amazon') +
    element('name', image.name) +
    element('description', image.description) +
    element('rootDeviceType', 'ebs') +
    element('rootDeviceName', '/dev/xvda') +
    xmlList('blockDeviceMapping', [rootDisk]) +
    element('virtualizationType', 'hvm') +
    tagSetXml(visibleTags(image, nowMs)) +
    element('hypervisor', 'xen') +
    element('enaSupport', true) +
    element('bootMode', image.windows ? 'legacy-bios' : 'uefi-preferred') +
    (image.windows ? element('platform', 'windows') : '') +
    element('platformDetails', image.windows ? 'Windows' : 'Linux/UNIX') +
    element('usageOperation', image.windows ? 'RunInstances:0002' : 'RunInstances')
  );
}
