import type { CallContext, ConnectionSettings } from '@tradewind/core';
import type { Clock } from '../call-policy/clock.ts';
import type { CallPolicy } from '../call-policy/provider-call.ts';
import type { Clients, ServiceClients, ServiceName } from './clients.ts';
import { toProviderError } from './errors.ts';
import { toAction, toPermission } from './permissions.ts';
import { readLimitClass } from './rate-limits.ts';
import { BodyTurns } from './streaming/body-turns.ts';
import { mustBeEnabled } from './regions.ts';

/** One operation of one service in one region. */
export interface AwsOperation<S extends ServiceName> {
  readonly service: S;
  readonly region: string;
  /** As the provider names it, for example `DescribeInstances`. */
  readonly operation: string;
  /** False when repeating it after a lost reply could do its work twice. Reads never do. */
  readonly repeatable?: false;
}

/** Options that every `send` of the SDK takes. */
export interface SendOptions {
  readonly abortSignal: AbortSignal;
}

export type Send<S extends ServiceName, T> = (client: ServiceClients[S], options: SendOptions) => Promise<T>;

/** Calls of one connection: with its clients, under its policy, with its errors mapped. */
export interface AwsSession {
  readonly settings: ConnectionSettings;
  readonly clock: Clock;
  /** Turns of the large answers. */
  readonly bodyTurns: BodyTurns;
  call<S extends ServiceName, T>(operation: AwsOperation<S>, context: CallContext, send: Send<S, T>): Promise<T>;
  /** Notes that these credentials work, so that a refusal elsewhere is the region's doing. */
  noteCredentialsWork(): void;
  close(): void;
}

/** One is read while the one before is handed on. */
const largeAnswersAtOnce = 2;

export function createSession(options: {
  readonly settings: ConnectionSettings;
  readonly clients: Clients;
  readonly policy: CallPolicy;
  readonly clock: Clock;
}): AwsSession {
  const { settings, clients, policy, clock } = options;
  let credentialsWork = false;

  return {
    settings,
    clock,
    bodyTurns: new BodyTurns(largeAnswersAtOnce),
    async call(operation, context, send) {
      const { service, region } = operation;
      context.signal.throwIfAborted();
      const client = await clients.client(service, region);
      const limit = readLimitClass(service, operation.operation);
      const call = {
        provider: 'aws',
        connection: settings.name,
        service,
        region,
        operation: operation.operation,
        repeatable: operation.repeatable ?? true,
        rateLimitClass: limit.key,
        publishedLimit: limit.figures,
        attemptNumber: 1,
      } as const;
      return policy(
        call,
        async (signal) => {
          try {
            return await send(client, { abortSignal: signal });
          } catch (error) {
            signal.throwIfAborted();
            throw toProviderError(error, {
              action: toAction(service, operation.operation),
              region,
              permission: toPermission(service, operation.operation),
              regionHint: credentialsWork && mustBeEnabled(region) ? toRegionHint(region) : null,
            });
          }
        },
        context,
      );
    },
    noteCredentialsWork() {
      credentialsWork = true;
    },
    close() {
      clients.close();
    },
  };
}

function toRegionHint(region: string): string {
  return (
    `the credentials work elsewhere but not in ${region}, which an account must enable before it can be used: ` +
    `run \`aws account enable-region --region-name ${region}\`, or leave the region out`
  );
}
