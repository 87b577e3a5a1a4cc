import type { CheckReportDto, CheckRequest } from '@tradewind/api';
import type { CallContext, CloudProvider } from '@tradewind/core';
import { connectProvider, createCallPolicy } from '@tradewind/providers';
import type { Catalog } from '../../catalog.ts';
import type { Configuration, Connection } from '../../config.ts';
import type { Logger } from '../../logger.ts';
import { planScanJob } from '../scans/index.ts';
import { checkConnection, type ConnectionCheck } from './check-connection.ts';
import { failed, ok, warning, type CheckItem } from './check-item.ts';
import { checkStateFolder } from './check-state.ts';
import type { DatabaseFacts } from './database-facts.ts';

export interface CheckServiceOptions {
  readonly configuration: Configuration;
  readonly catalog: Catalog;
  readonly logger: Logger;
  readonly readDatabaseFacts: () => Promise<DatabaseFacts>;
  readonly connect?: (connection: Connection) => Promise<CloudProvider>;
}

export interface CheckService {
  /** @throws ProblemError `unknown_name`, `misconfigured` as for a scan. */
  check(request: CheckRequest, signal: AbortSignal): Promise<CheckReportDto>;
}

/** The least that every operation takes: enough to see whether it may be called. */
const pageSize = 5;

/** Someone waits for the answer: what does not answer soon is reported rather than tried over and over. */
const longestCallMs = 10_000;

export function createCheckService(options: CheckServiceOptions): CheckService {
  const { configuration, catalog, logger } = options;
  const timeoutMs = Math.min(configuration.scan.callTimeoutMs, longestCallMs);
  const policy = createCallPolicy({
    timeoutMs,
    retry: { maxAttempts: { timedOut: 1, unavailable: 2, rateLimited: 4 } },
  });
  const connect = options.connect ?? ((connection: Connection) => connectProvider(connection, { policy, pageSize }));

  return {
    async check(request, signal) {
      const connections = configuration.connections.map((connection) => ({
        settings: connection,
        regions: connection.regions,
      }));
      const plan = planScanJob(request, connections, catalog, configuration.scan);
      const context = (): CallContext => ({ signal, logger, counters: { calls: 0, retries: 0, throttled: 0 } });
      const checked = await Promise.all(
        plan.connections.map(async (job) => {
          const { name, provider } = job.settings;
          const connection = configuration.connections.find((each) => each.name === name) as Connection;
          const types = catalog.resourceTypes.filter(
            (type) => type.provider === provider && job.types.includes(type.id),
          );
          const result = await checkOne(connection, connect, (cloud) =>
            checkConnection({ connection, provider: cloud, regions: request.regions ?? null, types, context }),
          );
          return {
            connection: name,
            provider: catalog.names.readProviderName(provider),
            ...result,
            items: [...result.items],
          };
        }),
      );
      signal.throwIfAborted();
      const state = [
        ...configuration.warnings.map((text) =>
          warning('configuration', text, 'Remove it from the configuration, or disable it.'),
        ),
        ...checkStateFolder(configuration.stateFolder),
        await checkDatabase(options.readDatabaseFacts),
      ];
      const items = [...state, ...checked.flatMap((each) => each.items)];
      return { ok: items.every(({ outcome }) => outcome !== 'failed'), connections: checked, state };
    },
  };
}

async function checkOne(
  connection: Connection,
  connect: (connection: Connection) => Promise<CloudProvider>,
  check: (provider: CloudProvider) => Promise<ConnectionCheck>,
): Promise<ConnectionCheck> {
  try {
    const provider = await connect(connection);
    try {
      return await check(provider);
    } finally {
      provider.close();
    }
  } catch (error) {
    return { account: null, principal: null, items: [failed('connection', error)] };
  }
}

async function checkDatabase(read: () => Promise<DatabaseFacts>): Promise<CheckItem> {
  try {
    const { file, sizeBytes, damage, resources, scans } = await read();
    if (damage.length === 0) {
      return ok('database', `${file}: ${resources} resources, ${scans} scans, ${Math.ceil(sizeBytes / 1024)} KiB`);
    }
    return {
      name: 'database',
      outcome: 'failed',
      detail: `${file} is damaged: ${damage.join('; ')}`,
      action: 'Restore it from a backup, or move it away and scan again.',
    };
  } catch (error) {
    return failed('database', error);
  }
}
