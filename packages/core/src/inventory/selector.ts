import { nearestName } from '../nearest-name.ts';
import { matchesWildcard } from '../wildcard.ts';
import type { ProviderId } from './provider.ts';
import { globalRegion } from './resource-type.ts';

/**
 * One infra selector: `provider/region`, either part with `*` wildcards, case ignored. A provider alone means all of its
 * regions, and `*` everything. A leading `!` excludes. Resources without a region lie in `global`, which `aws/*` covers
 * and `aws/us-*` does not.
 */
export interface Selector {
  /** As it was written, trimmed. */
  readonly text: string;
  readonly excludes: boolean;
  /** Pattern in lower case. */
  readonly provider: string;
  /** Pattern in lower case. */
  readonly region: string;
}

/** Where a unit of a scan or a resource lies. */
export interface Place {
  readonly provider: ProviderId;
  readonly region: string;
}

/** The names that selectors are checked against. A provider without an entry of regions takes any region. */
export interface KnownPlaces {
  readonly providers: readonly ProviderId[];
  readonly regionsByProvider: ReadonlyMap<ProviderId, readonly string[]>;
}

/** Why a selector cannot be used. */
export interface SelectorProblem {
  /** The selector as it was given. */
  readonly selector: string;
  readonly code: 'malformed' | 'unknown_provider' | 'unknown_region';
  /** A sentence for a person, the suggestion included. */
  readonly message: string;
  /** The known name that was probably meant, or null. */
  readonly nearest: string | null;
}

/** Selectors when all of them can be used, else every problem that they have. */
export type ParsedSelectors =
  | { readonly ok: true; readonly selectors: readonly Selector[] }
  | { readonly ok: false; readonly problems: readonly SelectorProblem[] };

/** Reads selectors and checks that each can match something known. */
export function parseSelectors(texts: readonly string[], known: KnownPlaces): ParsedSelectors {
  const selectors: Selector[] = [];
  const problems: SelectorProblem[] = [];
  for (const text of texts) {
    const selector = parseSelector(text);
    const problem = 'code' in selector ? selector : findUnknown(selector, known);
    if (problem !== null) problems.push(problem);
    else if (!('code' in selector)) selectors.push(selector);
  }
  return problems.length === 0 ? { ok: true, selectors } : { ok: false, problems };
}

/**
 * Whether a place is selected. An exclusion always wins, wherever it stands: the order of selectors has no meaning.
 * Without a selector that includes, everything is selected that no other excludes.
 */
export function matchesSelectors(selectors: readonly Selector[], place: Place): boolean {
  let included = selectors.every((selector) => selector.excludes);
  for (const selector of selectors) {
    if (!matchesSelector(selector, place)) continue;
    if (selector.excludes) return false;
    included = true;
  }
  return included;
}

/** Whether the place fits the patterns of one selector, be it including or excluding. */
export function matchesSelector(selector: Selector, place: Place): boolean {
  return (
    matchesWildcard(selector.provider, place.provider) && matchesWildcard(selector.region, place.region.toLowerCase())
  );
}

function parseSelector(given: string): Selector | SelectorProblem {
  const text = given.trim();
  const excludes = text.startsWith('!');
  const [provider = '', region, ...more] = (excludes ? text.slice(1) : text).toLowerCase().split('/');
  if (provider === '' || region === '') {
    return malformed(given, 'write provider/region, for example aws/us-*, and ! in front to exclude');
  }
  if (more.length > 0) {
    return malformed(given, 'a selector ends with the region: zones and resource types are no part of it');
  }
  return { text, excludes, provider, region: region ?? '*' };
}

function malformed(selector: string, advice: string): SelectorProblem {
  return { selector, code: 'malformed', message: `${quote(selector)} is not a selector: ${advice}`, nearest: null };
}

function findUnknown(selector: Selector, known: KnownPlaces): SelectorProblem | null {
  const providers = known.providers.filter((provider) => matchesWildcard(selector.provider, provider));
  if (providers.length === 0) {
    return unknown('provider', selector, selector.provider, known.providers);
  }
  const regions = new Set<string>([globalRegion]);
  for (const provider of providers) {
    const ofProvider = known.regionsByProvider.get(provider);
    if (ofProvider === undefined) return null;
    for (const region of ofProvider) regions.add(region);
  }
  for (const region of regions) {
    if (matchesWildcard(selector.region, region.toLowerCase())) return null;
  }
  return unknown('region', selector, selector.region, regions);
}

function unknown(
  part: 'provider' | 'region',
  selector: Selector,
  pattern: string,
  names: Iterable<string>,
): SelectorProblem {
  const nearest = pattern.includes('*') ? null : nearestName(pattern, names);
  const suggestion = nearest === null ? '' : `; did you mean ${nearest}?`;
  return {
    selector: selector.text,
    code: `unknown_${part}`,
    message: `no known ${part} matches ${quote(pattern)} in selector ${quote(selector.text)}${suggestion}`,
    nearest,
  };
}

/** Quotes and escapes what a user typed, and cuts it where it is too long for a message. */
function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
