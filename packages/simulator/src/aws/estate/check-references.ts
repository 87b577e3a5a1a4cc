import type { AwsEstateEntry, AwsRegionEntry } from './aws-estate-schema.ts';
import { defaultRegionNames } from './region-names.ts';

export interface ReferenceProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What a schema cannot see: the same id or name twice, and references to what the estate does not have. */
export function checkReferences(estate: AwsEstateEntry): readonly ReferenceProblem[] {
  const regions = Object.entries(estate.regions ?? {});
  const regionNames = new Set([...defaultRegionNames, ...regions.map(([name]) => name)]);
  const buckets = estate.buckets ?? [];
  return [
    ...regions.flatMap(([name, region]) => within(['regions', name], checkRegion(region))),
    ...within(
      ['buckets'],
      duplicates(
        buckets.map(({ name }) => name),
        'name',
      ),
    ),
    ...buckets.flatMap(({ region }, n) =>
      regionNames.has(region) ? [] : [problem(['buckets', n, 'region'], `there is no region ${region}`)],
    ),
  ];
}

function checkRegion(region: AwsRegionEntry): ReferenceProblem[] {
  const instances = region.instances ?? [];
  const instanceWords = new Set(instances.flatMap(({ id, name }) => [id, name].filter((word) => word !== undefined)));
  const clusters = new Set((region.database_clusters ?? []).map(({ identifier }) => identifier));
  const targetGroups = new Set((region.target_groups ?? []).map(({ name }) => name));
  return [
    ...sectionDuplicates(region),
    ...(region.addresses ?? []).flatMap(({ instance }, n) =>
      instance === undefined || instanceWords.has(instance)
        ? []
        : [problem(['addresses', n, 'instance'], `there is no instance ${instance} in this region`)],
    ),
    ...(region.databases ?? []).flatMap(({ cluster }, n) =>
      cluster === undefined || clusters.has(cluster)
        ? []
        : [problem(['databases', n, 'cluster'], `there is no database cluster ${cluster} in this region`)],
    ),
    ...(region.load_balancers ?? []).flatMap(({ listeners }, n) =>
      (listeners ?? []).flatMap(({ target_group: name }, m) =>
        name === undefined || targetGroups.has(name)
          ? []
          : [
              problem(
                ['load_balancers', n, 'listeners', m, 'target_group'],
                `there is no target group ${name} in this region`,
              ),
            ],
      ),
    ),
    ...(region.target_groups ?? []).flatMap(({ target_type: type, targets }, n) =>
      (type ?? 'instance') !== 'instance'
        ? []
        : (targets ?? []).flatMap(({ id }, m) =>
            instanceWords.has(id)
              ? []
              : [problem(['target_groups', n, 'targets', m, 'id'], `there is no instance ${id} in this region`)],
          ),
    ),
  ];
}

function sectionDuplicates(region: AwsRegionEntry): ReferenceProblem[] {
  const sections: [string, string, readonly (string | undefined)[]][] = [
    ['images', 'id', (region.images ?? []).map(({ id }) => id)],
    ['instances', 'id', (region.instances ?? []).map(({ id }) => id)],
    ['volumes', 'id', (region.volumes ?? []).map(({ id }) => id)],
    ['snapshots', 'id', (region.snapshots ?? []).map(({ id }) => id)],
    ['addresses', 'id', (region.addresses ?? []).map(({ id }) => id)],
    ['nat_gateways', 'id', (region.nat_gateways ?? []).map(({ id }) => id)],
    ['databases', 'identifier', (region.databases ?? []).map(({ identifier }) => identifier.toLowerCase())],
    [
      'database_clusters',
      'identifier',
      (region.database_clusters ?? []).map(({ identifier }) => identifier.toLowerCase()),
    ],
    ['kubernetes_clusters', 'name', (region.kubernetes_clusters ?? []).map(({ name }) => name)],
    ['functions', 'name', (region.functions ?? []).map(({ name }) => name)],
    ['target_groups', 'name', (region.target_groups ?? []).map(({ name }) => name)],
    ['load_balancers', 'name', (region.load_balancers ?? []).map(({ name }) => name)],
  ];
  return sections.flatMap(([section, field, values]) => within([section], duplicates(values, field)));
}

function duplicates(values: readonly (string | undefined)[], field: string): ReferenceProblem[] {
  const seen = new Set<string>();
  return values.flatMap((value, n) => {
    if (value === undefined) return [];
    const isAgain = seen.has(value);
    seen.add(value);
    return isAgain ? [problem([n, field], `${value} is there twice`)] : [];
  });
}

function within(path: readonly (string | number)[], problems: readonly ReferenceProblem[]): ReferenceProblem[] {
  return problems.map((found) => ({ ...found, path: [...path, ...found.path] }));
}

function problem(path: readonly (string | number)[], message: string): ReferenceProblem {
  return { path, message };
}
