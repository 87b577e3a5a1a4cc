import type { CommandModule } from './command-module.ts';

export interface CommandEntry {
  /** Words that call it, for example `report`, `cost`. */
  readonly path: readonly [string] | readonly [noun: string, verb: string];
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}

/** What groups of commands are about. */
export const nouns = new Map([
  ['resources', 'Look at the resources that scans found'],
  ['report', 'Summaries, costs, compliance'],
  ['scans', 'Look at scans and their ledgers'],
]);

/** Every command, in the order of the help. Modules are loaded when called, so that small commands start fast. */
export const commandEntries: readonly CommandEntry[] = [
  {
    path: ['discover'],
    summary: 'Find what exists and store it',
    load: async () => (await import('./commands/discover.ts')).discover,
  },
  {
    path: ['resources', 'list'],
    summary: 'List resources',
    load: async () => (await import('./commands/resources/list.ts')).listResources,
  },
  {
    path: ['report', 'summary'],
    summary: 'How many resources there are, by provider, type, region and status',
    load: async () => (await import('./commands/report/summary.ts')).reportSummary,
  },
];
