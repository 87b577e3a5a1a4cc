import type { z } from 'zod';
import { describeUnknownName } from '../catalog.ts';
import type { ConfigurationProblem } from './configuration-error.ts';
import type { LocatedYaml, ValuePath } from './located-yaml.ts';

/** Keys of neighbouring tools, and what they are called here. */
const otherNames: Readonly<Record<string, string>> = {
  role_arn: 'role_to_assume',
  assume_role: 'role_to_assume',
  endpoint_url: 'endpoint',
  ca_bundle: 'ca_file',
  region: 'regions',
  accounts: 'connections',
};

/** Places what the schema found wrong in the file, one problem for each unknown key. */
export function describeIssue(
  issue: z.core.$ZodIssue,
  yaml: LocatedYaml,
  knownKeys: (path: ValuePath) => readonly string[],
): readonly ConfigurationProblem[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path);
    return issue.keys.map((key) => {
      const other = otherNames[key];
      const message =
        other !== undefined && known.includes(other)
          ? `unknown key "${key}"; it is called ${other} here`
          : describeUnknownName('key', key, known);
      return yaml.problemAtKey([...path, key], message);
    });
  }
  if (issue.code === 'invalid_union') {
    // A tag that is neither a name nor a rule: what is wrong with the rule says more.
    const nested = issue.errors.at(-1) ?? [];
    const deeper = nested.filter((each) => each.path.length > 0 || each.code === 'unrecognized_keys');
    if (deeper.length > 0) {
      return deeper.flatMap((each) => describeIssue({ ...each, path: [...path, ...each.path] }, yaml, knownKeys));
    }
    return [yaml.problemAt(path, 'expected a name, or a rule with a `key`')];
  }
  return [yaml.problemAt(path, toMessage(issue, path))];
}

function toMessage(issue: z.core.$ZodIssue, path: ValuePath): string {
  if (path.length === 0) return 'the file must hold keys and values';
  const name = String(path.at(-1));
  if (issue.code === 'invalid_value') {
    const options = issue.values.map(String);
    const given = typeof issue.input === 'string' ? issue.input : undefined;
    const unknown =
      given === undefined
        ? `\`${name}\` has a value that it cannot have`
        : describeUnknownName('value', given, options);
    return `${unknown} (one of: ${options.join(', ')})`;
  }
  if (issue.code === 'invalid_type') {
    const found = issue.message
      .replace(/^Invalid input: /, '')
      .replace('received', 'found')
      .replace('found null', 'found nothing');
    return issue.message.includes('undefined')
      ? `\`${name}\` is missing`
      : `\`${name}\`: ${found.replace('object', 'keys and values')}`;
  }
  return `\`${name}\`: ${lowerFirst(issue.message)}`;
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
