import { defaultRequiredTags, type ConnectionSettings, type RequiredTag } from '@tradewind/core';
import type { LogLevel } from '../logger.ts';

/** One account, subscription or project that Tradewind works with. */
export interface Connection extends ConnectionSettings {
  /** Regions to scan; null: all that the account has enabled. */
  readonly regions: readonly string[] | null;
  /** Lower comes first. */
  readonly priority: number;
  /** Prices relative to the list prices of the baseline provider. */
  readonly costFactor: number;
  readonly performanceFactor: number;
}

/** Everything that can be configured, checked and complete. */
export interface Configuration {
  /** File that it was read from, or null when there is none. */
  readonly file: string | null;
  /** Folder of the state (TRADEWIND_HOME). */
  readonly stateFolder: string;
  readonly logLevel: LogLevel;
  /** Those that are enabled, by priority. */
  readonly connections: readonly Connection[];
  readonly requiredTags: readonly RequiredTag[];
  readonly reports: { readonly stoppedDays: number; readonly snapshotDays: number; readonly hoursPerMonth: number };
  readonly scan: { readonly unitDeadlineMs: number; readonly callTimeoutMs: number; readonly concurrency: number };
  readonly server: { readonly host: string; readonly port: number };
  /** What is accepted but has no effect as things are, in words for a person. */
  readonly warnings: readonly string[];
}

/** The connection that there is when nothing is configured: the provider's own credential chain. */
export const defaultConnection: Connection = {
  name: 'aws',
  provider: 'aws',
  profile: null,
  roleToAssume: null,
  externalId: null,
  endpoint: null,
  caFile: null,
  regions: null,
  priority: 1,
  costFactor: 1,
  performanceFactor: 1,
};

export const defaultConfiguration: Omit<Configuration, 'stateFolder'> = {
  file: null,
  logLevel: 'warn',
  connections: [defaultConnection],
  requiredTags: defaultRequiredTags,
  reports: { stoppedDays: 30, snapshotDays: 90, hoursPerMonth: 730 },
  scan: { unitDeadlineMs: 300_000, callTimeoutMs: 30_000, concurrency: 16 },
  server: { host: '127.0.0.1', port: 0 },
  warnings: [],
};
