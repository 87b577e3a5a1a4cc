import {
  ProviderError,
  type CallContext,
  type ComputePort,
  type InstanceRef,
  type InstanceSpec,
} from '@tradewind/core';
import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2';
import { malformedReply } from './errors.ts';
import type { IdentityLookup } from './identity.ts';
import type { AwsSession } from './session.ts';
import { toInstance } from './to-domain/instance.ts';
import type { Owner } from './to-domain/resource.ts';

/**
 * How long after its creation an instance can be unknown to the API is not published; "not found" is believed after
 * these waits. https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html, read 2026-11-20.
 */
const disbeliefMs = [500, 1_500, 4_000];

export function createCompute(session: AwsSession, identity: IdentityLookup): ComputePort {
  const loadEc2 = () => import('./sdk/ec2.ts');

  const readOwner = async (region: string, context: CallContext): Promise<Owner> => {
    const { account } = await identity.read(region, context);
    return { account, region };
  };

  return {
    async createInstance(spec, idempotencyKey, context) {
      const input = toRunInstancesInput(spec, idempotencyKey);
      const { RunInstancesCommand } = await loadEc2();
      const operation = { service: 'ec2', region: spec.region, operation: 'RunInstances' } as const;
      // Before anything is made: failing afterwards would say "not applied" of a machine that runs.
      const owner = await readOwner(spec.region, context);
      const instance = await session.call(operation, context, async (ec2, options) => {
        const answer = await ec2.send(new RunInstancesCommand(input), options);
        const made = answer.Instances?.[0];
        if (made === undefined) throw malformedReply(`ec2:RunInstances in ${spec.region} names no instance`);
        return made;
      });
      return toInstance(owner, instance);
    },

    async readInstance(ref, context) {
      const { DescribeInstancesCommand } = await loadEc2();
      const operation = { service: 'ec2', region: ref.region, operation: 'DescribeInstances' } as const;
      const owning = readOwner(ref.region, context);
      owning.catch(() => undefined);
      const instance = await session.call(operation, context, async (ec2, options) => {
        const answer = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [ref.nativeId] }), options);
        if (answer.Reservations === undefined) throw malformedReply(`ec2:DescribeInstances in ${ref.region} is empty`);
        return answer.Reservations.flatMap(({ Instances }) => Instances ?? [])[0];
      });
      if (instance === undefined) throw notFound(ref);
      return toInstance(await owning, instance);
    },

    async startInstance(ref, context) {
      const { StartInstancesCommand } = await loadEc2();
      const operation = { service: 'ec2', region: ref.region, operation: 'StartInstances' } as const;
      await session.call(operation, context, (ec2, options) =>
        ec2.send(new StartInstancesCommand({ InstanceIds: [ref.nativeId] }), options),
      );
    },

    async stopInstance(ref, context) {
      const { StopInstancesCommand } = await loadEc2();
      const operation = { service: 'ec2', region: ref.region, operation: 'StopInstances' } as const;
      await session.call(operation, context, (ec2, options) =>
        ec2.send(new StopInstancesCommand({ InstanceIds: [ref.nativeId] }), options),
      );
    },

    async terminateInstance(ref, context) {
      const { TerminateInstancesCommand } = await loadEc2();
      const operation = { service: 'ec2', region: ref.region, operation: 'TerminateInstances' } as const;
      const terminate = (): Promise<unknown> =>
        session.call(operation, context, (ec2, options) =>
          ec2.send(new TerminateInstancesCommand({ InstanceIds: [ref.nativeId] }), options),
        );
      // An instance just made can be unknown for a while: believing that it is gone would leave it running.
      for (const waitMs of [...disbeliefMs, null]) {
        try {
          await terminate();
          return;
        } catch (error) {
          if (!(error instanceof ProviderError) || error.code !== 'not_found') throw error;
          if (waitMs === null) return;
          await session.clock.sleep(waitMs, context.signal);
        }
      }
    },
  } satisfies ComputePort;
}

/** EC2 remembers the token with all parameters, so equal wishes must become equal requests. */
function toRunInstancesInput(spec: InstanceSpec, idempotencyKey: string): RunInstancesCommandInput {
  if (!/^[\x21-\x7e]{1,64}$/.test(idempotencyKey)) {
    throw new ProviderError('the idempotency key must be 1 to 64 printable ASCII characters', {
      code: 'invalid',
      outcome: 'not-applied',
    });
  }
  const tags = new Map(Object.entries(spec.tags));
  if (spec.name !== null) tags.set('Name', spec.name);
  const tagList = [...tags].map(([Key, Value]) => ({ Key, Value })).toSorted((a, b) => (a.Key < b.Key ? -1 : 1));
  return {
    ClientToken: idempotencyKey,
    ImageId: spec.imageId,
    InstanceType: spec.machineType as Exclude<RunInstancesCommandInput['InstanceType'], undefined>,
    MinCount: 1,
    MaxCount: 1,
    // Its disks are tagged like itself, or nobody would know later whose they are.
    ...(tagList.length === 0
      ? {}
      : {
          TagSpecifications: (['instance', 'volume'] as const).map((type) => ({ ResourceType: type, Tags: tagList })),
        }),
    ...(spec.zone === undefined ? {} : { Placement: { AvailabilityZone: spec.zone } }),
    ...(spec.subnetId === undefined ? {} : { SubnetId: spec.subnetId }),
    ...(spec.securityGroupIds === undefined ? {} : { SecurityGroupIds: [...spec.securityGroupIds] }),
    ...(spec.keyName === undefined ? {} : { KeyName: spec.keyName }),
  };
}

function notFound(ref: InstanceRef): ProviderError {
  return new ProviderError(`there is no instance ${ref.nativeId} in ${ref.region}`, {
    code: 'not_found',
    outcome: 'not-applied',
  });
}
