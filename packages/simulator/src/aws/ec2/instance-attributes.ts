import { settleRegion } from '../estate/settle-region.ts';
import type { Instance } from '../estate/instance.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element } from '../frame/xml.ts';
import { refuseDryRun } from './dry-run.ts';
import { findInstances } from './find-instances.ts';
import { instanceTypes } from './instance-types.ts';

/** Changes the type (of a stopped instance) or the protection against termination; of the other attributes none. */
export function modifyInstanceAttribute(call: AwsCall, parameters: QueryParameters): string {
  const instance = namedInstance(call, parameters);
  const attribute = parameters.get('Attribute');
  const valueOf = (name: string, parameter: string): string | null =>
    parameters.get(`${parameter}.Value`) ?? (attribute === name ? parameters.get('Value') : null);
  const instanceType = valueOf('instanceType', 'InstanceType');
  const protection = valueOf('disableApiTermination', 'DisableApiTermination');
  if (instanceType === null && protection === null) {
    throw new AwsError('InvalidParameterCombination', 'No attributes specified that the simulator can modify');
  }
  if (instanceType !== null) checkNewType(instance, instanceType);
  refuseDryRun(parameters);
  if (instanceType !== null) instance.instanceType = instanceType;
  if (protection !== null) instance.terminationProtection = protection === 'true';
  return '<return>true</return>';
}

export function describeInstanceAttribute(call: AwsCall, parameters: QueryParameters): string {
  const instance = namedInstance(call, parameters);
  const values: Readonly<Record<string, string | boolean>> = {
    instanceType: instance.instanceType,
    disableApiTermination: instance.terminationProtection,
    disableApiStop: false,
    instanceInitiatedShutdownBehavior: 'stop',
    rootDeviceName: '/dev/xvda',
    ebsOptimized: instance.ebsOptimized,
    sourceDestCheck: true,
    enaSupport: true,
  };
  const attribute = parameters.get('Attribute') ?? '';
  const value = Object.hasOwn(values, attribute) ? values[attribute] : undefined;
  if (value === undefined) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${attribute}) for parameter attribute is invalid. Unknown attribute.`,
    );
  }
  return `${element('instanceId', instance.id)}<${attribute}>${element('value', value)}</${attribute}>`;
}

function namedInstance(call: AwsCall, parameters: QueryParameters): Instance {
  settleRegion(call.region, call.nowMs);
  const [instance] = findInstances(call, [parameters.get('InstanceId') ?? '']);
  if (instance === undefined)
    throw new AwsError('MissingParameter', 'The request must contain the parameter InstanceId');
  return instance;
}

function checkNewType({ id, state }: Instance, instanceType: string): void {
  if (state !== 'stopped') {
    throw new AwsError('IncorrectInstanceState', `The instance '${id}' is not in the 'stopped' state.`);
  }
  if (!instanceTypes.has(instanceType)) {
    throw new AwsError('InvalidInstanceAttributeValue', `The instance type '${instanceType}' does not exist`);
  }
}
