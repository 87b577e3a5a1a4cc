import { DescribeVolumesCommand, type Volume } from '@aws-sdk/client-ec2';
import type { ConnectionSettings } from '@tradewind/core';
import { HurriedClock } from '../../contract/test-support/hurried-clock.ts';
import { newContext } from '../../contract/test-support/contract-session.ts';
import { composePolicies, type CallPolicy } from '../../call-policy/provider-call.ts';
import { withRetry } from '../../call-policy/with-retry.ts';
import { createClients } from '../clients.ts';
import { createCredentials } from '../credentials.ts';
import { malformedReply } from '../errors.ts';
import { createSession, type AwsSession } from '../session.ts';

const noPolicy: CallPolicy = composePolicies();

/** A session on these settings; by default its calls are made once and are not bounded. */
export function newSession(settings: ConnectionSettings, policy = noPolicy): AwsSession {
  const clock = new HurriedClock();
  const clients = createClients(settings, (requestHandler) => createCredentials(settings, { requestHandler, clock }));
  return createSession({ settings, clients, policy, clock });
}

export function withRetries(): CallPolicy {
  return withRetry({ clock: new HurriedClock(), random: () => 0.5 });
}

/** One read of EC2 and what it answered or threw. */
export function readVolumes(session: AwsSession, region = 'eu-central-1'): Promise<Volume[]> {
  return session.call({ service: 'ec2', region, operation: 'DescribeVolumes' }, newContext(), async (ec2, options) => {
    const answer = await ec2.send(new DescribeVolumesCommand({}), options);
    if (answer.Volumes === undefined) throw malformedReply('no volumes');
    return answer.Volumes;
  });
}
