import { visibleTags } from '../../estate/resource.ts';
import { zoneId } from '../estate/region-names.ts';
import type { Image } from '../estate/image.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, isoTime, xmlList } from '../frame/xml.ts';
import { describeResources } from './describe-resources.ts';
import { matchesFilters, readFilters, type FilterFields } from './filters.ts';
import { instanceTypes, type InstanceTypeFacts } from './instance-types.ts';
import { readPage } from './paging.ts';
import { tagSetXml } from './render-tags.ts';
import { noSuchResource } from './resource-errors.ts';

export function describeAvailabilityZones({ region }: AwsCall, parameters: QueryParameters): string {
  const fields: FilterFields<string> = {
    'zone-name': (zone) => zone,
    'zone-id': zoneId,
    'region-name': () => region.name,
    state: () => 'available',
    'opt-in-status': () => 'opt-in-not-required',
    'zone-type': () => 'availability-zone',
  };
  const filters = readFilters(parameters, fields);
  const names = parameters.list('ZoneName');
  const zones = region.network.subnets.map(({ zone }) => zone);
  const unknown = names.find((name) => !zones.includes(name));
  if (unknown !== undefined) throw new AwsError('InvalidParameterValue', `Invalid availability zone: [${unknown}]`);
  const items = zones
    .filter((zone) => (names.length === 0 || names.includes(zone)) && matchesFilters(zone, filters))
    .map(
      (zone) =>
        element('zoneName', zone) +
        element('zoneState', 'available') +
        element('regionName', region.name) +
        element('zoneId', zoneId(zone)) +
        element('groupName', `${region.name}-zg-1`) +
        element('networkBorderGroup', region.name) +
        element('optInStatus', 'opt-in-not-required') +
        element('zoneType', 'availability-zone') +
        '<messageSet/>',
    );
  return xmlList('availabilityZoneInfo', items);
}

const typeFields: FilterFields<InstanceTypeFacts> = {
  'instance-type': ({ name }) => name,
  'current-generation': ({ currentGeneration }) => String(currentGeneration),
  'processor-info.supported-architecture': ({ architecture }) => architecture,
  'vcpu-info.default-vcpus': ({ vcpus }) => String(vcpus),
  'memory-info.size-in-mib': ({ memoryMib }) => String(memoryMib),
  'burstable-performance-supported': ({ burstable }) => String(burstable),
  hypervisor: ({ hypervisor }) => hypervisor,
};

export function describeInstanceTypes(call: AwsCall, parameters: QueryParameters): string {
  const names = parameters.list('InstanceType');
  const unknown = names.filter((name) => !instanceTypes.has(name));
  if (unknown.length > 0) {
    const message = `The following supplied instance types do not exist: [${unknown.join(', ')}]`;
    throw new AwsError('InvalidInstanceType', message);
  }
  const filters = readFilters(parameters, typeFields);
  const rows = Array.from(instanceTypes.values(), (facts, n) => ({ ...facts, sequence: n + 1 })).filter(
    (facts) => (names.length === 0 || names.includes(facts.name)) && matchesFilters(facts, filters),
  );
  const { items, nextToken } = readPage(call, parameters, rows, { min: 5, max: 100, usual: 100 });
  return xmlList('instanceTypeSet', items.map(instanceTypeXml)) + element('nextToken', nextToken);
}

function instanceTypeXml(facts: InstanceTypeFacts): string {
  const threadsPerCore = facts.vcpus > 1 && facts.architecture === 'x86_64' ? 2 : 1;
  return (
    element('instanceType', facts.name) +
    element('currentGeneration', facts.currentGeneration) +
    element('freeTierEligible', facts.name === 't2.micro' || facts.name === 't3.micro') +
    xmlList('supportedUsageClasses', ['on-demand', 'spot']) +
    xmlList('supportedRootDeviceTypes', ['ebs']) +
    xmlList('supportedVirtualizationTypes', ['hvm']) +
    element('bareMetal', false) +
    element('hypervisor', facts.hypervisor) +
    `<processorInfo>${xmlList('supportedArchitectures', [facts.architecture])}</processorInfo>` +
    `<vCpuInfo><defaultVCpus>${facts.vcpus}</defaultVCpus><defaultCores>${facts.vcpus / threadsPerCore}</defaultCores>` +
    `<defaultThreadsPerCore>${threadsPerCore}</defaultThreadsPerCore></vCpuInfo>` +
    `<memoryInfo><sizeInMiB>${facts.memoryMib}</sizeInMiB></memoryInfo>` +
    element('instanceStorageSupported', false) +
    element('burstablePerformanceSupported', facts.burstable)
  );
}

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
