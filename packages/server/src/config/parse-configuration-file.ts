import type { ProviderDescription } from '@tradewind/core';
import type { z } from 'zod';
import type { Configuration } from './configuration.ts';
import type { ConfigurationProblem } from './configuration-error.ts';
import { describeIssue } from './describe-issue.ts';
import { configurationFile, type ConfigurationFile } from './file-schema.ts';
import { knownKeysAt } from './known-keys.ts';
import { parseLocatedYaml, type ValuePath } from './located-yaml.ts';
import { toConfiguration } from './to-configuration.ts';
import { withoutProblems } from './without-problems.ts';

type FileConfiguration = Omit<Configuration, 'stateFolder'>;

export interface ConfigurationText {
  readonly path: string;
  readonly text: string;
  readonly providers: readonly ProviderDescription[];
}

/** Reads the text of a configuration file. Answers null, and adds to the problems, when anything is wrong with it. */
export function parseConfigurationFile(
  { path, text, providers }: ConfigurationText,
  problems: ConfigurationProblem[],
): FileConfiguration | null {
  const yaml = parseLocatedYaml(text, path);
  const found: ConfigurationProblem[] = [...yaml.problems];
  let configuration: FileConfiguration | null = null;
  if (found.length === 0) {
    // A file with nothing but comments is an empty one.
    const parsed = configurationFile.safeParse(yaml.value ?? {}, { reportInput: true });
    const report = (at: ValuePath, message: string): number => found.push(yaml.problemAt(at, message));
    const check = (file: ConfigurationFile): FileConfiguration => toConfiguration(file, { path, providers, report });
    if (parsed.success) configuration = check(parsed.data);
    else {
      const { issues } = parsed.error;
      const keysAt = (at: ValuePath): readonly string[] => knownKeysAt(configurationFile, at);
      found.push(...issues.flatMap((issue) => describeIssue(issue, yaml, keysAt)));
      const rest = configurationFile.safeParse(withoutProblems(yaml.value, issues.flatMap(pathsOf)));
      if (rest.success) check(rest.data);
    }
  }
  const unique = new Map(found.map((problem) => [`${problem.line}:${problem.column}:${problem.message}`, problem]));
  problems.push(
    ...[...unique.values()].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)),
  );
  return found.length === 0 ? configuration : null;
}

function pathsOf(issue: z.core.$ZodIssue): readonly ValuePath[] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}
