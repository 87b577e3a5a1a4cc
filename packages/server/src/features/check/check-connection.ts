import { globalRegion } from '@tradewind/core';
import type { CallContext, CloudProvider, ProviderRegion, ResourceTypeDescriptor } from '@tradewind/core';
import type { Connection } from '../../config.ts';
import { failed, ok, warning, type CheckItem } from './check-item.ts';

export interface ConnectionCheck {
  readonly account: string | null;
  readonly principal: string | null;
  readonly items: readonly CheckItem[];
}

export interface ConnectionCheckOptions {
  readonly connection: Connection;
  readonly provider: CloudProvider;
  /** Regions to look at; null: those of the connection. */
  readonly regions: readonly string[] | null;
  /** Types to look for. */
  readonly types: readonly ResourceTypeDescriptor[];
  readonly context: () => CallContext;
}

/** So many regions are tried in full; of more, one is, and the others are sampled. */
const mostRegionsInFull = 5;

/** Reads under way at a time. The call policy bounds how often each service is asked. */
const readsAtOnce = 16;

/**
 * Tries the cheapest reads that tell whether a scan would work: who the caller is, which regions there are, and the
 * first page of every type in every region, or in one region and of one type elsewhere when there are many.
 */
export async function checkConnection(options: ConnectionCheckOptions): Promise<ConnectionCheck> {
  const { connection, provider, types, context } = options;
  const items: CheckItem[] = [];
  if (connection.endpoint !== null) {
    items.push(ok('endpoint', `Requests go to ${connection.endpoint} in place of the provider's own addresses.`));
  }
  const identity = await attempt(() => provider.discovery.readIdentity(context()));
  if ('error' in identity) {
    return { account: null, principal: null, items: [...items, failed('credentials', identity.error)] };
  }
  const { account, principal } = identity.value;
  items.push(ok('credentials', `${principal} in account ${account}`));

  const wanted = options.regions ?? connection.regions;
  const listed = await attempt(() => provider.discovery.listRegions(context()));
  items.push(describeRegions(listed, wanted));
  const known = 'value' in listed ? listed.value : [];
  const disabled = new Set(known.filter(({ enabled }) => !enabled).map(({ name }) => name));
  const regions = (wanted ?? known.map(({ name }) => name)).filter((region) => !disabled.has(region));
  items.push(...(await checkTypes(provider, types, regions, context)));
  return { account, principal, items };
}

function describeRegions(listed: Attempt<readonly ProviderRegion[]>, wanted: readonly string[] | null): CheckItem {
  if ('error' in listed) {
    if (wanted === null) return failed('regions', listed.error);
    const { detail, action } = failed('regions', listed.error);
    return warning(
      'regions',
      `${detail}. A scan works all the same, as its regions are given: ${wanted.join(', ')}`,
      action ?? '',
    );
  }
  const enabled = listed.value.filter((region) => region.enabled).map(({ name }) => name);
  if (wanted === null) return ok('regions', `${enabled.length} enabled: ${enabled.join(', ')}`);
  const useless = wanted.filter((region) => !enabled.includes(region));
  if (useless.length === 0) return ok('regions', `${wanted.join(', ')} (of ${enabled.length} that are enabled)`);
  return warning(
    'regions',
    `not enabled for this account: ${useless.join(', ')}`,
    'Enable them at the provider, or take them out of the configuration.',
  );
}

/** A policy can deny a service in one region alone, so only what was tried is told to work. */
async function checkTypes(
  provider: CloudProvider,
  types: readonly ResourceTypeDescriptor[],
  regions: readonly string[],
  context: () => CallContext,
): Promise<readonly CheckItem[]> {
  const regional = types.filter(({ scope }) => scope === 'regional');
  const inFull = regions.length <= mostRegionsInFull ? regions : regions.slice(0, 1);
  const sampled = regions.slice(inFull.length);
  const tries = [
    ...types.filter(({ scope }) => scope === 'global').map((type) => ({ type, region: globalRegion })),
    ...inFull.flatMap((region) => regional.map((type) => ({ type, region }))),
    ...regional.slice(0, 1).flatMap((type) => sampled.map((region) => ({ type, region }))),
  ];
  const items = await mapAtMost(readsAtOnce, tries, async ({ type, region }) => {
    const name = `${type.displayName} in ${region}`;
    const read = await attempt(() => readFirstPage(provider, { region, resourceType: type.id }, context()));
    if ('error' in read) return failed(name, read.error);
    const [problem] = read.value;
    return problem === undefined ? ok(name, 'can be read') : { ...failed(name, problem), outcome: 'warning' as const };
  });
  const [sample, ...untried] = regional.map(({ displayName }) => displayName);
  if (sampled.length === 0 || sample === undefined || untried.length === 0) return items;
  return [...items, ok('sampled', toSampleText(inFull, sampled, sample, untried))];
}

function toSampleText(
  inFull: readonly string[],
  sampled: readonly string[],
  sample: string,
  untried: readonly string[],
): string {
  return (
    `tried in ${inFull.join(', ')} alone: ${untried.join(', ')}. The ${sampled.length} other regions were tried with ` +
    `${sample} only. To try all types, name up to ${mostRegionsInFull} regions`
  );
}

/** Maps in order, with so many under way at a time. */
async function mapAtMost<T, R>(
  limit: number,
  values: readonly T[],
  map: (value: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = values.entries();
  // The workers share the iterator, so each value is taken once.
  const work = async (): Promise<void> => {
    for (const [index, value] of queue) results[index] = await map(value);
  };
  await Promise.all(Array.from({ length: limit }, work));
  return results;
}

/** What could not be read about the first page's resources; throws when the page itself could not be read. */
async function readFirstPage(
  provider: CloudProvider,
  unit: { readonly region: string; readonly resourceType: string },
  context: CallContext,
): Promise<readonly Error[]> {
  for await (const page of provider.discovery.discover(unit, context)) return page.problems ?? [];
  return [];
}

type Attempt<T> = { readonly value: T } | { readonly error: unknown };

async function attempt<T>(action: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await action() };
  } catch (error) {
    return { error };
  }
}
