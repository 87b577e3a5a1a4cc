import { compilePattern } from '../linear-pattern.ts';
import type { LinearPattern } from '../linear-pattern.ts';
import { compareText } from './counts.ts';
import type { ReservedTagPrefixes } from './reserved-tags.ts';
import type { ProviderId } from './provider.ts';
import type { Tags } from './resource.ts';
import { hasNoTags } from './untagged.ts';

/** A tag that every resource must carry. With both, the value must be among the allowed ones and fit the pattern. */
export interface RequiredTag {
  readonly key: string;
  /** The values that it may have, or null for any. */
  readonly allowedValues: readonly string[] | null;
  /** A regular expression that the whole value must fit (see `compilePattern`), or null for any. */
  readonly pattern: string | null;
}

export const defaultRequiredTags: readonly RequiredTag[] = ['Environment', 'Project', 'Owner'].map((key) => ({
  key,
  allowedValues: null,
  pattern: null,
}));

export interface TagPolicySettings {
  readonly requiredTags: readonly RequiredTag[];
  /** Whether case counts, in keys, allowed values and patterns alike. */
  readonly caseSensitive: boolean;
  readonly reservedTagPrefixes: ReservedTagPrefixes;
}

/** What is wrong with a required tag on a resource. `empty`: it is there, but its value is blank and '' is not allowed. */
export const tagProblems = ['missing', 'empty', 'value_not_allowed', 'pattern_mismatch'] as const;
export type TagProblem = (typeof tagProblems)[number];

export interface TagViolation {
  /** The required key, as the policy spells it. */
  readonly tag: string;
  readonly problem: TagProblem;
  /** The value that the resource has, or null when the tag is missing. */
  readonly value: string | null;
}

/** A checked policy, ready to be asked. */
export interface TagPolicy {
  readonly requiredTags: readonly RequiredTag[];
  /** Violations in the order of the required tags; none means fully compliant. */
  check(tags: Tags): readonly TagViolation[];
  /** Whether there is a tag at all, the provider's own not counted. */
  isTagged(provider: ProviderId, tags: Tags): boolean;
}

/** Why a policy cannot be used. */
export interface TagPolicyProblem {
  /** Index in `requiredTags`. */
  readonly index: number;
  /** A sentence for a person. */
  readonly message: string;
}

export type CompiledTagPolicy =
  | { readonly ok: true; readonly policy: TagPolicy }
  | { readonly ok: false; readonly problems: readonly TagPolicyProblem[] };

interface TagRule {
  readonly required: RequiredTag;
  /** Folded like every key and value that is compared with them. */
  readonly key: string;
  readonly allowedValues: ReadonlySet<string> | null;
  readonly pattern: LinearPattern | null;
}

/** Checks the settings of a policy and tells every problem at once. */
export function compileTagPolicy(settings: TagPolicySettings): CompiledTagPolicy {
  const fold = settings.caseSensitive ? (text: string) => text : (text: string) => text.toLowerCase();
  const problems: TagPolicyProblem[] = [];
  const rules: TagRule[] = [];
  const keys = new Set<string>();
  for (const [index, required] of settings.requiredTags.entries()) {
    const key = fold(required.key);
    const pattern =
      required.pattern === null ? null : compilePattern(required.pattern, { ignoreCase: !settings.caseSensitive });
    const found = [
      required.key.trim() === '' ? 'a required tag needs a key' : null,
      keys.has(key) ? `tag ${JSON.stringify(required.key)} is required twice` : null,
      required.allowedValues?.length === 0 ? `tag ${JSON.stringify(required.key)} allows no value at all` : null,
      pattern?.ok === false
        ? `the pattern of tag ${JSON.stringify(required.key)} cannot be used: ${pattern.problem}`
        : null,
    ].filter((message) => message !== null);
    problems.push(...found.map((message) => ({ index, message })));
    keys.add(key);
    rules.push({
      required,
      key,
      allowedValues: required.allowedValues === null ? null : new Set(required.allowedValues.map(fold)),
      pattern: pattern?.ok === true ? pattern.pattern : null,
    });
  }
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    policy: {
      requiredTags: settings.requiredTags,
      check: (tags) =>
        rules
          .map((rule) => findViolation(rule, tags, settings.caseSensitive, fold))
          .filter((violation) => violation !== null),
      isTagged: (provider, tags) => !hasNoTags({ provider, tags }, settings.reservedTagPrefixes),
    },
  };
}

/** Where several keys differ only in case and case does not count, one good value is enough. */
function findViolation(
  rule: TagRule,
  tags: Tags,
  caseSensitive: boolean,
  fold: (text: string) => string,
): TagViolation | null {
  let first: TagViolation | null = null;
  for (const value of readValues(rule, tags, caseSensitive, fold)) {
    const problem = findProblem(rule, value, fold);
    if (problem === null) return null;
    first ??= { tag: rule.required.key, problem, value };
  }
  return first ?? { tag: rule.required.key, problem: 'missing', value: null };
}

function readValues(rule: TagRule, tags: Tags, caseSensitive: boolean, fold: (text: string) => string): string[] {
  if (caseSensitive) {
    const value = Object.hasOwn(tags, rule.key) ? tags[rule.key] : undefined;
    return value === undefined ? [] : [value];
  }
  const entries = Object.entries(tags).filter(([key]) => fold(key) === rule.key);
  return entries.sort(([a], [b]) => compareText(a, b)).map(([, value]) => value);
}

function findProblem(rule: TagRule, value: string, fold: (text: string) => string): TagProblem | null {
  const folded = fold(value);
  const allowed = rule.allowedValues === null ? null : rule.allowedValues.has(folded);
  if (value.trim() === '' && allowed !== true) return 'empty';
  if (allowed === false) return 'value_not_allowed';
  return rule.pattern === null || rule.pattern.matches(value) ? null : 'pattern_mismatch';
}
