import type { ConnectionSettings, RequiredTag } from '@tradewind/core';
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
  readonly tagsCaseSensitive: boolean;
  readonly reports: { readonly stoppedDays: number; readonly snapshotDays: number; readonly hoursPerMonth: number };
  readonly scan: { readonly unitDeadlineMs: number; readonly callTimeoutMs: number; readonly concurrency: number };
  readonly server: { readonly host: string; readonly port: number };
  /** What is accepted but has no effect as things are, in words for a person. */
  readonly warnings: readonly string[];
}
