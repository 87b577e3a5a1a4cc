import type { InventoryFilter } from '@tradewind/api';
import type { Command } from 'commander';
import { collectEach, collectList } from './option-values.ts';

/** Options that narrow what a command is about, besides selectors as operands. */
export interface ScopeOptions {
  readonly providers?: readonly string[];
  readonly connections?: readonly string[];
  readonly regions?: readonly string[];
  readonly types?: readonly string[];
  readonly selectors?: readonly string[];
}

export interface InventoryFilterOptions extends ScopeOptions {
  readonly status?: readonly string[];
  readonly tag?: readonly string[];
}

const selectorHelp = 'such as aws/us-* or !aws/me-south-1 (exclusions always win)';

/** Adds the operands and options of a scope. All conditions must hold; lists are separated by commas or repeated. */
export function addScopeOptions(command: Command): void {
  command
    .argument('[selectors...]', `infra selectors, ${selectorHelp}`)
    .option('--selectors <selectors>', 'the same as an option', collectList)
    .option('--providers <providers>', 'for example aws', collectList)
    .option('--connections <names>', 'configured connections', collectList)
    .option('--regions <regions>', 'for example us-east-1,eu-west-1', collectList)
    .option('--types <types>', 'resource types, for example ec2,s3', collectList);
}

export function addInventoryFilterOptions(command: Command): void {
  addScopeOptions(command);
  command
    .option('--status <statuses>', 'for example running,stopped', collectList)
    .option('--tag <condition>', 'key, key=value, or !key for lacking it; repeat for several', collectEach);
}

/** The query of the API for these options and operands. */
export function toInventoryFilter(options: InventoryFilterOptions, selectors: readonly string[]): InventoryFilter {
  const all = {
    selector: [...selectors.flatMap((text) => collectList(text)), ...(options.selectors ?? [])],
    provider: options.providers ?? [],
    connection: options.connections ?? [],
    region: options.regions ?? [],
    type: options.types ?? [],
    status: options.status ?? [],
    tag: options.tag ?? [],
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, values]) => (values.length === 0 ? [] : [[key, [...values]]])),
  );
}
