import type { ProviderId, RequiredTag } from '@tradewind/core';
import type { Configuration } from '../config/configuration.ts';

/** What reads need of the configuration; data only, since it crosses to the reader's thread. */
export interface ReaderSettings {
  readonly databaseFile: string;
  readonly connections: ReadonlyArray<{
    readonly name: string;
    readonly provider: ProviderId;
    readonly regions: readonly string[] | null;
  }>;
  readonly requiredTags: readonly RequiredTag[];
  readonly tagsCaseSensitive: boolean;
  readonly reports: Configuration['reports'];
}

export function toReaderSettings(configuration: Configuration, databaseFile: string): ReaderSettings {
  const { connections, requiredTags, tagsCaseSensitive, reports } = configuration;
  return {
    databaseFile,
    connections: connections.map(({ name, provider, regions }) => ({ name, provider, regions })),
    requiredTags,
    tagsCaseSensitive,
    reports,
  };
}
