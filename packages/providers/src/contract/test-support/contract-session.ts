import { randomUUID } from 'node:crypto';
import type { CallContext, CloudProvider, ComputePort, DiscoveredResource, TaggingPort } from '@tradewind/core';
import { composePolicies } from '../../call-policy/provider-call.ts';
import { systemClock } from '../../call-policy/clock.ts';
import { withRateLimit } from '../../call-policy/with-rate-limit.ts';
import { withRetry } from '../../call-policy/with-retry.ts';
import { withTimeout } from '../../call-policy/with-timeout.ts';
import type { ContractFault, ContractWorld } from './contract-world.ts';
import { HurriedClock } from './hurried-clock.ts';

/** What one case works with: a fresh world, and connections that repeat without waiting. */
export class ContractSession {
  readonly world: ContractWorld;
  readonly region: string;
  /** Waits between attempts and of the adapter's own. */
  readonly clock = new HurriedClock();
  readonly #opened: CloudProvider[] = [];
  readonly #run = randomUUID().slice(0, 8);

  constructor(world: ContractWorld) {
    this.world = world;
    this.region = world.region;
  }

  async connect(
    options: { readonly retries?: false; readonly timeoutMs?: number; readonly pageSize?: number } = {},
  ): Promise<CloudProvider> {
    const { clock } = this;
    const { timeoutMs = 10_000 } = options;
    const attempts = options.retries === false ? 1 : undefined;
    const policy = composePolicies(
      withRetry({
        clock,
        random: () => 0.5,
        ...(attempts === undefined
          ? {}
          : { maxAttempts: { rateLimited: attempts, unavailable: attempts, timedOut: attempts } }),
      }),
      withRateLimit({ clock }),
      withTimeout({ clock: systemClock, timeoutMs }),
    );
    const { pageSize } = options;
    const provider = await this.world.connect({ policy, clock, ...(pageSize === undefined ? {} : { pageSize }) });
    this.#opened.push(provider);
    return provider;
  }

  async compute(options?: Parameters<ContractSession['connect']>[0]): Promise<ComputePort> {
    const { compute } = await this.connect(options);
    if (compute === null) throw new Error('this provider has no compute: skip its cases with the reason');
    return compute;
  }

  async tagging(): Promise<TaggingPort> {
    const { tagging } = await this.connect();
    if (tagging === null) throw new Error('this provider has no tagging: skip its cases with the reason');
    return tagging;
  }

  /** An idempotency key that no other case uses: a provider remembers keys for longer than its resources. */
  key(name: string): string {
    return `contract-${this.#run}-${name}`;
  }

  inject(fault: ContractFault): Promise<void> {
    return this.world.inject(fault);
  }

  close(): void {
    for (const provider of this.#opened) provider.close();
  }
}

export function newContext(signal: AbortSignal = new AbortController().signal): CallContext {
  return { signal, logger: { debug() {}, warn() {} }, counters: { calls: 0, retries: 0, throttled: 0 } };
}

export interface Listing {
  readonly resources: DiscoveredResource[];
  readonly problems: Error[];
  readonly largestPage: number;
}

/** Everything of one type in one region. */
export async function listAll(
  provider: CloudProvider,
  unit: { readonly region: string; readonly resourceType: string },
  context = newContext(),
): Promise<Listing> {
  const resources: DiscoveredResource[] = [];
  const problems: Error[] = [];
  let largestPage = 0;
  for await (const page of provider.discovery.discover(unit, context)) {
    resources.push(...page.resources);
    problems.push(...(page.problems ?? []));
    largestPage = Math.max(largestPage, page.resources.length);
  }
  return { resources, problems, largestPage };
}

/** The one type of the provider whose kind is `instance`. */
export function instanceUnit(
  provider: CloudProvider,
  region: string,
): { readonly region: string; readonly resourceType: string } {
  const type = provider.description.resourceTypes.find(({ kind }) => kind === 'instance');
  if (type === undefined) throw new Error('this provider has no instances: skip their cases with the reason');
  return { region, resourceType: type.id };
}
