import { join } from 'node:path';
import { startSimulator } from '@tradewind/test-kit';
import type { ContractFault, ContractWorld } from '../../contract/test-support/contract-world.ts';
import { createAwsProvider } from '../index.ts';
import { awsOperations } from './aws-operations.ts';
import { toSettings } from './settings.ts';
import { startRewritingProxy } from './rewriting-proxy.ts';
import { addUnknownFields } from './unknown-fields.ts';

const region = 'eu-central-1';
/** In simulated time: longer than any change of state takes, shorter than what is terminated stays visible. */
const settleMs = 10 * 60_000;
const visibleAfterMs = 60_000;

interface SimulatorState {
  readonly aws: {
    readonly regions: Readonly<
      Record<string, { readonly instances: Readonly<Record<string, { readonly id: string; readonly state: string }>> }>
    >;
  };
}

export interface SimulatorWorld extends ContractWorld {
  /** Any fault of the simulator's own. */
  addFault(fault: Readonly<Record<string, unknown>>): Promise<void>;
}

/** The simulator as the contract's world: faults and facts by its admin endpoint. */
export async function newSimulatorWorld(): Promise<SimulatorWorld> {
  const simulator = await startSimulator({ estate: join(import.meta.dirname, 'estate.yaml'), seed: 1 });
  process.env['AWS_ACCESS_KEY_ID'] = simulator.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = simulator.secretAccessKey;
  let isEnriched = false;
  const proxy = await startRewritingProxy(simulator.url, () => (isEnriched ? { rewrite: addUnknownFields } : null));

  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${simulator.adminUrl}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} of the simulator: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };

  return {
    region,
    emptyRegion: 'sa-east-1',
    spec: {
      region,
      name: null,
      machineType: 't3.micro',
      imageId: 'ami-0a1b2c3d4e5f60718',
      tags: { Made: 'by the contract' },
    },
    async connect({ policy, clock, pageSize }) {
      return createAwsProvider(toSettings(isEnriched ? proxy.url : simulator.url), {
        policy,
        clock,
        ...(pageSize === undefined ? {} : { pageSize }),
      });
    },
    async inject(fault) {
      if (fault.kind === 'unknown_fields') isEnriched = true;
      else await simulator.addFault(toSimulatorFault(fault));
    },
    addFault: (fault) => simulator.addFault(fault),
    async settle() {
      await ask('POST', '/clock', { advance_ms: settleMs });
    },
    async liveInstances() {
      const { aws } = (await ask('GET', '/state')) as SimulatorState;
      const instances = Object.values(aws.regions[region]?.instances ?? {});
      return instances.filter(({ state }) => !/terminated|shutting-down/.test(state)).map(({ id }) => id);
    },
    async countCalls(operation) {
      const { calls } = (await ask('GET', '/calls')) as { readonly calls: readonly { readonly operation: string }[] };
      return calls.filter((call) => call.operation === awsOperations[operation].operation).length;
    },
    async reset() {
      isEnriched = false;
      await ask('POST', '/reset');
      await simulator.clearFaults();
      await ask('DELETE', '/calls');
    },
    async close() {
      await proxy.close();
      await simulator.stop();
    },
  };
}

function toSimulatorFault(fault: Exclude<ContractFault, { kind: 'unknown_fields' }>): Record<string, unknown> {
  if (fault.kind === 'eventual_reads') return { kind: 'eventual_reads', delay_ms: visibleAfterMs };
  const scope = { ...awsOperations[fault.operation], ...(fault.count === undefined ? {} : { count: fault.count }) };
  switch (fault.kind) {
    case 'rate_limited':
      return {
        kind: 'error',
        ...scope,
        status: 503,
        code: 'RequestLimitExceeded',
        retry_after_seconds: fault.retryAfterSeconds,
      };
    case 'server_error':
      return { kind: 'error', ...scope };
    case 'denied':
      return { kind: 'deny', ...scope };
    case 'malformed':
    case 'truncated':
    case 'lost_reply':
    case 'hang':
    case 'expired_credentials':
      return { kind: fault.kind, ...scope };
  }
}
