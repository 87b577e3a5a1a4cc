import { randomUUID } from 'node:crypto';
import type { CallContext, CloudProvider, ComputePort, Tags } from '@tradewind/core';
import { toCloudResource, type CloudResource } from './cloud-resource.ts';

/** Where and as whom AWS is reached; by default its own addresses and the standard credential chain. */
export interface AWSManagerOptions {
  /** Named profile of the shared AWS files. */
  readonly profile?: string;
  /** ARN of a role to assume with those credentials. */
  readonly roleToAssume?: string;
  readonly externalId?: string;
  /** Base address in place of AWS's own, for private stacks and proxies. */
  readonly endpoint?: string;
  /** PEM file of certificate authorities to trust besides the system's. */
  readonly caFile?: string;
  /** Aborts whatever is under way. */
  readonly signal?: AbortSignal;
}

/**
 * Lists, creates and terminates resources of one AWS region, straight from AWS: nothing is stored.
 *
 * @example
 * ```ts
 * const manager = new AWSManager('eu-west-1');
 * for (const instance of await manager.listEc2Instances()) console.log(instance.resource_id, instance.status);
 * ```
 */
export class AWSManager implements AsyncDisposable {
  readonly region: string;
  readonly #options: AWSManagerOptions;
  #provider: Promise<CloudProvider> | null = null;

  constructor(region: string, options: AWSManagerOptions = {}) {
    this.region = region;
    this.#options = options;
  }

  /**
   * Lists the instances of the region with their tags, also those that were terminated shortly ago.
   *
   * @throws ProviderError for missing credentials or permissions, or when AWS cannot be reached
   *
   * @example
   * ```ts
   * const running = (await manager.listEc2Instances()).filter(({ status }) => status === 'running');
   * ```
   */
  async listEc2Instances(): Promise<CloudResource[]> {
    return this.#list('ec2', this.region);
  }

  /**
   * Lists all buckets of the account, whichever region holds their data (`attributes.location`).
   *
   * @example
   * ```ts
   * for (const bucket of await manager.listS3Buckets()) console.log(bucket.resource_id, bucket.attributes['location']);
   * ```
   */
  async listS3Buckets(): Promise<CloudResource[]> {
    return this.#list('s3', 'global');
  }

  /**
   * Lists the RDS database instances of the region.
   *
   * @example
   * ```ts
   * for (const database of await manager.listRdsDatabases()) console.log(database.resource_id, database.attributes['engine']);
   * ```
   */
  async listRdsDatabases(): Promise<CloudResource[]> {
    return this.#list('rds', this.region);
  }

  /**
   * Creates an instance. It may still be `pending` when this resolves.
   *
   * @param options.idempotencyKey 1 to 64 printable ASCII characters that stand for this wish: when you call again with
   *   the same key, also from another process, you get the same instance and no second one. Left out: a new one each time.
   * @throws ProviderError with `outcome: 'unknown'` when the reply was lost: call again with the same key
   *
   * @example
   * ```ts
   * const instance = await manager.createEc2Instance('ami-0abcdef1234567890', 't3.micro', { Name: 'web', Owner: 'ana' }, {
   *   idempotencyKey: 'web-2026-11-20',
   * });
   * ```
   */
  async createEc2Instance(
    amiId: string,
    instanceType: string,
    tags: Tags = {},
    options: { readonly idempotencyKey?: string } = {},
  ): Promise<CloudResource> {
    const { compute, description } = await this.#connect();
    const spec = { region: this.region, name: null, imageId: amiId, machineType: instanceType, tags };
    const made = await available(compute).createInstance(spec, options.idempotencyKey ?? randomUUID(), this.#context());
    return toCloudResource(made, description);
  }

  /**
   * Terminates an instance: its data on local disks, and on volumes made to go with it, is lost. One that is gone, or never
   * was, is no error: doing so twice is fine.
   *
   * @throws ProviderError `conflict` when it is protected against termination
   *
   * @example
   * ```ts
   * await manager.terminateEc2Instance('i-0abc1234def567890');
   * ```
   */
  async terminateEc2Instance(instanceId: string): Promise<void> {
    const { compute } = await this.#connect();
    await available(compute).terminateInstance({ region: this.region, nativeId: instanceId }, this.#context());
  }

  /** Closes the connections to AWS. The end of the process does that too. */
  async close(): Promise<void> {
    const provider = this.#provider;
    this.#provider = null;
    // One that could not be opened has nothing to close.
    (await provider?.catch(() => null))?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #connect(): Promise<CloudProvider> {
    this.#provider ??= connect(this.#options);
    return this.#provider;
  }

  async #list(resourceType: string, region: string): Promise<CloudResource[]> {
    const { discovery, description } = await this.#connect();
    const found: CloudResource[] = [];
    for await (const page of discovery.discover({ region, resourceType }, this.#context())) {
      for (const resource of page.resources) found.push(toCloudResource(resource, description));
      for (const problem of page.problems ?? []) {
        process.emitWarning(`Something about ${resourceType} in ${region} could not be read: ${problem.message}`, {
          type: 'PartialListWarning',
        });
      }
    }
    return found;
  }

  #context(): CallContext {
    return {
      signal: this.#options.signal ?? new AbortController().signal,
      logger: { debug: () => undefined, warn: () => undefined },
      counters: { calls: 0, retries: 0, throttled: 0 },
    };
  }
}

async function connect(options: AWSManagerOptions): Promise<CloudProvider> {
  const { connectProvider } = await import('@tradewind/providers');
  return connectProvider({
    name: 'aws',
    provider: 'aws',
    profile: options.profile ?? null,
    roleToAssume: options.roleToAssume ?? null,
    externalId: options.externalId ?? null,
    endpoint: options.endpoint ?? null,
    caFile: options.caFile ?? null,
  });
}

function available(compute: ComputePort | null): ComputePort {
  if (compute === null) throw new TypeError('This provider has no instances.');
  return compute;
}
