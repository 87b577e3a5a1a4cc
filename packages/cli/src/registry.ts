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
    path: ['demo'],
    summary: 'See what Tradewind does, on a simulated estate',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
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
    path: ['resources', 'get'],
    summary: 'One resource with its tags, attributes and history',
    load: async () => (await import('./commands/resources/get.ts')).getResource,
  },
  {
    path: ['resources', 'diff'],
    summary: 'What changed between two scans or times',
    load: async () => (await import('./commands/resources/diff.ts')).diffResources,
  },
  {
    path: ['resources', 'export'],
    summary: 'Write the inventory to a file',
    load: async () => (await import('./commands/resources/export.ts')).exportResources,
  },
  {
    path: ['report', 'summary'],
    summary: 'How many resources there are, by provider, type, region and status',
    load: async () => (await import('./commands/report/summary.ts')).reportSummary,
  },
  {
    path: ['report', 'cost'],
    summary: 'What could be saved, and why',
    load: async () => (await import('./commands/report/cost.ts')).reportCost,
  },
  {
    path: ['report', 'compliance'],
    summary: 'Which resources lack required tags',
    load: async () => (await import('./commands/report/compliance.ts')).reportCompliance,
  },
  {
    path: ['report', 'untagged'],
    summary: 'Resources without any tag',
    load: async () => (await import('./commands/report/untagged.ts')).reportUntagged,
  },
  {
    path: ['report', 'regions'],
    summary: 'Regions side by side',
    load: async () => (await import('./commands/report/regions.ts')).reportRegions,
  },
  {
    path: ['scans', 'list'],
    summary: 'Scans, newest first',
    load: async () => (await import('./commands/scans/list.ts')).listScans,
  },
  {
    path: ['scans', 'get'],
    summary: 'One scan with its ledger',
    load: async () => (await import('./commands/scans/get.ts')).getScan,
  },
  {
    path: ['check'],
    summary: 'Check credentials, regions, permissions and the state folder',
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    path: ['serve'],
    summary: 'Run the control plane: REST API, documentation, health',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  {
    path: ['simulate'],
    summary: 'Run simulated clouds on the loopback address',
    load: async () => (await import('./commands/simulate.ts')).simulate,
  },
  {
    path: ['completion'],
    summary: 'Print the completion script of a shell',
    load: async () => (await import('./commands/completion.ts')).completion,
  },
];
