import { compileTagPolicy, type TagPolicy } from '@tradewind/core';
import { ProblemError } from '../../problem-error.ts';
import type { ReadContext } from '../../reader/read-context.ts';

/**
 * The configured policy, or one that requires the named tags in its place; a named tag keeps the rule that is configured
 * for it.
 * @throws ProblemError `invalid_request` for names that make no policy.
 */
export function toTagPolicy({ settings, catalog }: ReadContext, names: readonly string[] | undefined): TagPolicy {
  const requiredTags =
    names === undefined
      ? settings.requiredTags
      : names.map(
          (key) => settings.requiredTags.find((tag) => tag.key === key) ?? { key, allowedValues: null, pattern: null },
        );
  const compiled = compileTagPolicy({
    requiredTags,
    caseSensitive: settings.tagsCaseSensitive,
    reservedTagPrefixes: catalog.reservedTagPrefixes,
  });
  if (compiled.ok) return compiled.policy;
  const problems = compiled.problems.map(({ message }) => ({ path: 'required_tag', message }));
  throw new ProblemError('invalid_request', problems.map(({ message }) => message).join('; '), problems);
}
