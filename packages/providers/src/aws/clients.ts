import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { getCACertificates } from 'node:tls';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { EKSClient } from '@aws-sdk/client-eks';
import type { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { RDSClient } from '@aws-sdk/client-rds';
import type { S3Client } from '@aws-sdk/client-s3';
import type { STSClient } from '@aws-sdk/client-sts';
import { ProviderError, type ConnectionSettings } from '@tradewind/core';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentials } from './credentials.ts';

/** The SDK's client of each service that the adapter speaks to. */
export interface ServiceClients {
  readonly ec2: EC2Client;
  readonly eks: EKSClient;
  /** Classic load balancers. */
  readonly elb: ElasticLoadBalancingClient;
  readonly elbv2: ElasticLoadBalancingV2Client;
  readonly lambda: LambdaClient;
  readonly rds: RDSClient;
  readonly s3: S3Client;
  readonly sts: STSClient;
}

export type ServiceName = keyof ServiceClients;

/** What all clients of one connection share. */
interface ClientConfig {
  readonly region: string;
  readonly credentials: AwsCredentials;
  readonly requestHandler: NodeHttpHandler;
  readonly maxAttempts: 1;
  readonly endpoint?: string;
  readonly profile?: string;
}

/** Loads one service's part of the SDK when it is first asked for, and no other. */
const clientMakers: { readonly [S in ServiceName]: (config: ClientConfig) => Promise<ServiceClients[S]> } = {
  ec2: async (config) => new (await import('./sdk/ec2.ts')).EC2Client(config),
  eks: async (config) => new (await import('./sdk/eks.ts')).EKSClient(config),
  elb: async (config) => new (await import('./sdk/elb.ts')).ElasticLoadBalancingClient(config),
  elbv2: async (config) => new (await import('./sdk/elbv2.ts')).ElasticLoadBalancingV2Client(config),
  lambda: async (config) => new (await import('./sdk/lambda.ts')).LambdaClient(config),
  rds: async (config) => new (await import('./sdk/rds.ts')).RDSClient(config),
  s3: async (config) =>
    new (await import('./sdk/s3.ts')).S3Client({
      ...config,
      // Behind an address of one's own there is rarely a name for every bucket, nor the newer checksums.
      forcePathStyle: config.endpoint !== undefined,
      // A region's endpoint answers about a bucket of another with a redirection, which the SDK then signs anew.
      followRegionRedirects: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
  sts: async (config) => new (await import('./sdk/sts.ts')).STSClient(config),
};

export interface Clients {
  client<S extends ServiceName>(service: S, region: string): Promise<ServiceClients[S]>;
  close(): void;
}

/** Sockets per address: behind a custom endpoint all services and regions share one. */
const maxSockets = 256;
const connectTimeoutMs = 5_000;

/** The clients of one connection, one per service and region, all over the same kept-alive sockets. */
export function createClients(
  settings: ConnectionSettings,
  makeCredentials: (requestHandler: NodeHttpHandler) => AwsCredentials,
): Clients {
  const byKey = new Map<string, Promise<ServiceClients[ServiceName]>>();
  let shared: Promise<Omit<ClientConfig, 'region'>> | null = null;
  let handler: NodeHttpHandler | null = null;

  const readShared = async (): Promise<Omit<ClientConfig, 'region'>> => {
    const { NodeHttpHandler: Handler } = await import('@smithy/node-http-handler');
    const ca = settings.caFile === null ? {} : { ca: readAuthorities(settings.caFile) };
    handler = new Handler({
      connectionTimeout: connectTimeoutMs,
      // The policy around every call bounds it; without this the SDK itself would only log.
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent({ keepAlive: true, maxSockets }),
      httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets, ...ca }),
    });
    return {
      credentials: makeCredentials(handler),
      requestHandler: handler,
      // Repeating is the business of the call policy alone.
      maxAttempts: 1,
      ...(settings.endpoint === null ? {} : { endpoint: settings.endpoint }),
      ...(settings.profile === null ? {} : { profile: settings.profile }),
    };
  };

  return {
    client<S extends ServiceName>(service: S, region: string): Promise<ServiceClients[S]> {
      const key = `${service} ${region}`;
      let client = byKey.get(key) as Promise<ServiceClients[S]> | undefined;
      if (client === undefined) {
        shared ??= readShared();
        client = shared.then((config) => clientMakers[service]({ ...config, region }));
        byKey.set(key, client);
      }
      return client;
    },
    close(): void {
      handler?.destroy();
    },
  };
}

/** What Node trusts anyway and the file's own. */
function readAuthorities(caFile: string): string[] {
  try {
    return [...getCACertificates('default'), readFileSync(caFile, 'utf8')];
  } catch (error) {
    throw new ProviderError(`cannot read the CA file ${caFile}`, {
      code: 'invalid',
      outcome: 'not-applied',
      cause: error,
    });
  }
}
