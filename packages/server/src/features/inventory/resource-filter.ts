import { globalRegion, matchesSelectors, parseSelectors, providerDisplayNames, providerIds } from '@tradewind/core';
import { resourceStatuses } from '@tradewind/core';
import type { ProviderId, ResourceStatus, Selector } from '@tradewind/core';
import { describeUnknownName, type Catalog } from '../../catalog.ts';
import { ProblemError, type ProblemItem } from '../../problem-error.ts';
import type { Collection } from './collection.ts';
import { parseTagCondition, type TagCondition } from './tag-condition.ts';

/** Conditions as a request states them (the parsed `inventoryFilter` of the API); all given ones must hold. */
export interface FilterWords {
  readonly selector?: readonly string[] | undefined;
  readonly provider?: readonly string[] | undefined;
  readonly region?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
  readonly status?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  readonly connection?: readonly string[] | undefined;
}

/** Conditions in terms of what is stored. */
export interface ResourceFilter {
  /** Whether resources of this place and type can match at all. */
  readonly matchesPlace: (place: Place) => boolean;
  /** Any of these statuses; null for any at all. */
  readonly statuses: readonly ResourceStatus[] | null;
  readonly tags: readonly TagCondition[];
}

export type Place = Pick<Collection, 'provider' | 'region' | 'resourceType' | 'connection'>;

/** The names that a filter may use besides those of the catalog: what was scanned before and what is configured. */
export interface KnownNames {
  readonly catalog: Catalog;
  readonly connections: readonly string[];
  readonly regions: ReadonlyMap<ProviderId, ReadonlySet<string>>;
}

/**
 * Resolves names and selectors.
 * @throws ProblemError `unknown_name` (or `invalid_request`) with everything that is wrong.
 */
export function resolveFilter(words: FilterWords, known: KnownNames): ResourceFilter {
  const problems: ProblemItem[] = [];
  let malformed = false;
  const providers = resolveNames(words.provider, 'provider', problems, providerWords(), (word) => {
    const provider = known.catalog.findProvider(word);
    return provider === null ? [] : [provider];
  });
  const types = resolveNames(words.type, 'type', problems, typeWords(known.catalog), (word) =>
    known.catalog.findTypes(word).map((type) => `${type.provider}/${type.id}`),
  );
  const regionNames = new Set([globalRegion, ...[...known.regions.values()].flatMap((names) => [...names])]);
  const regions = resolveNames(words.region, 'region', problems, regionNames, (word) => matching(regionNames, word));
  const connections = resolveNames(words.connection, 'connection', problems, known.connections, (word) =>
    matching(known.connections, word),
  );
  const statuses = resolveNames(words.status, 'status', problems, resourceStatuses, (word) =>
    matching(resourceStatuses, word),
  );
  const selectors = resolveSelectors(words.selector ?? [], known, (item, code) => {
    problems.push(item);
    if (code === 'malformed') malformed = true;
  });
  const tags: TagCondition[] = [];
  for (const text of words.tag ?? []) {
    const condition = parseTagCondition(text);
    if (condition !== null) tags.push(condition);
    else {
      malformed = true;
      problems.push({ path: 'tag', message: `${JSON.stringify(text)} names no tag: write key, key=value or !key` });
    }
  }
  if (problems.length > 0) {
    throw new ProblemError(
      malformed ? 'invalid_request' : 'unknown_name',
      problems.map(({ message }) => message).join('; '),
      problems,
    );
  }
  return {
    matchesPlace: (place) =>
      (providers === null || providers.has(place.provider)) &&
      (types === null || types.has(`${place.provider}/${place.resourceType}`)) &&
      (regions === null || regions.has(place.region)) &&
      (connections === null || connections.has(place.connection)) &&
      (selectors.length === 0 || matchesSelectors(selectors, place)),
    statuses: statuses === null ? null : [...statuses],
    tags,
  };
}

/** One of the things that a filter names, and the filter as it would be with that one alone of its sort. */
export interface NamedPart {
  readonly name: string;
  readonly matchesPlace: ResourceFilter['matchesPlace'];
}

const namingWords = ['provider', 'connection', 'region', 'type'] as const;

/** What a filter names, word by word; selectors that leave something out name nothing. */
export function toNamedParts(words: FilterWords, known: KnownNames): readonly NamedPart[] {
  const toPart = (name: string, narrowed: FilterWords): NamedPart => ({
    name,
    matchesPlace: resolveFilter({ ...words, ...narrowed }, known).matchesPlace,
  });
  const selectors = words.selector ?? [];
  const excluding = selectors.filter((text) => text.trim().startsWith('!'));
  const including = selectors.filter((text) => !text.trim().startsWith('!'));
  return [
    ...including.map((text) => toPart(text, { selector: [text, ...excluding] })),
    ...namingWords.flatMap((key) => (words[key] ?? []).map((word) => toPart(word, { [key]: [word] }))),
  ];
}

/** The names that the words stand for, or null when there are no words. Words without a name become problems. */
function resolveNames<Name extends string>(
  words: readonly string[] | undefined,
  what: string,
  problems: ProblemItem[],
  known: Iterable<string>,
  find: (word: string) => readonly Name[],
): ReadonlySet<Name> | null {
  if (words === undefined || words.length === 0) return null;
  const names = new Set<Name>();
  for (const word of words) {
    const found = find(word);
    if (found.length === 0) problems.push({ path: what, message: describeUnknownName(what, word, known) });
    for (const name of found) names.add(name);
  }
  return names;
}

function resolveSelectors(
  texts: readonly string[],
  known: KnownNames,
  report: (item: ProblemItem, code: string) => void,
): readonly Selector[] {
  const regionsByProvider = new Map([...known.regions].map(([provider, names]) => [provider, [...names]]));
  const parsed = parseSelectors(texts, { providers: providerIds, regionsByProvider });
  if (parsed.ok) return parsed.selectors;
  for (const { message, code } of parsed.problems) report({ path: 'selector', message }, code);
  return [];
}

function matching<Name extends string>(names: Iterable<Name>, word: string): readonly Name[] {
  const wanted = word.trim().toLowerCase();
  return [...names].filter((name) => name.toLowerCase() === wanted);
}

function providerWords(): readonly string[] {
  return providerIds.flatMap((id) => [id, providerDisplayNames[id]]);
}

function typeWords(catalog: Catalog): readonly string[] {
  return catalog.resourceTypes.flatMap((type) => [type.id, type.displayName]);
}
