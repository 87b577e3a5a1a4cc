import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import { matchesFilters, readFilters, type FilterFields } from './filters.ts';
import { instanceTypes, type InstanceTypeFacts } from './instance-types.ts';
import { readPage } from './paging.ts';

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
