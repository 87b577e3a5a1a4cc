import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ProviderDescription } from '@tradewind/core';
import { ConfigurationError, type ConfigurationProblem } from './config/configuration-error.ts';
import type { Configuration } from './config/configuration.ts';
import { defaultStateFolder, readVariable, userConfigurationFile, type Variables } from './config/environment.ts';
import { configurationFile } from './config/file-schema.ts';
import { toConfiguration } from './config/to-configuration.ts';
import { describeUnknownName } from './catalog.ts';
import { logLevels, type LogLevel } from './logger.ts';

export { ConfigurationError } from './config/configuration-error.ts';
export type { Configuration, Connection } from './config/configuration.ts';

export interface LoadConfigurationOptions {
  /** File named on the command line; null when none was. */
  readonly file?: string | null;
  /** Folder of the state named by the caller; null for TRADEWIND_HOME or the usual one. */
  readonly stateFolder?: string | null;
  readonly providers: readonly ProviderDescription[];
  readonly variables?: Variables;
  readonly workingFolder?: string;
}

/**
 * Reads the configuration from the file and the environment: the only place that reads the latter (the vendors'
 * credential chains and the CLI's own few variables apart).
 * @throws ConfigurationError with every problem at once.
 */
export async function loadConfiguration(options: LoadConfigurationOptions): Promise<Configuration> {
  const {
    file = null,
    stateFolder = null,
    providers,
    variables = process.env,
    workingFolder = process.cwd(),
  } = options;
  const problems: ConfigurationProblem[] = [];
  const logLevel = readLogLevel(variables, problems);
  const found = findFile({ named: file, variables, workingFolder }, problems);
  const configuration =
    found === null
      ? toConfiguration(configurationFile.parse({}), { path: null, providers, report: () => undefined })
      : await parseFile({ ...found, providers }, problems);
  if (configuration === null || problems.length > 0) throw new ConfigurationError(problems);
  return {
    ...configuration,
    logLevel: logLevel ?? configuration.logLevel,
    stateFolder: resolve(
      workingFolder,
      stateFolder ?? readVariable(variables, 'TRADEWIND_HOME') ?? defaultStateFolder(variables),
    ),
  };
}

/** The YAML parser is loaded only when there is a file. */
async function parseFile(
  file: FoundFile & Pick<LoadConfigurationOptions, 'providers'>,
  problems: ConfigurationProblem[],
): Promise<Omit<Configuration, 'stateFolder'> | null> {
  const { parseConfigurationFile } = await import('./config/parse-configuration-file.ts');
  return parseConfigurationFile(file, problems);
}

interface FoundFile {
  readonly path: string;
  readonly text: string;
}

/** The first that there is of the usual places; but a file that was named has to be there. */
function findFile(
  options: { readonly named: string | null; readonly variables: Variables; readonly workingFolder: string },
  problems: ConfigurationProblem[],
): FoundFile | null {
  const { named, variables, workingFolder } = options;
  const byVariable = readVariable(variables, 'TRADEWIND_CONFIG');
  const required = named ?? byVariable;
  if (required !== null) {
    const path = resolve(workingFolder, required);
    try {
      return { path, text: readFileSync(path, 'utf8') };
    } catch (error) {
      const source = named === null ? 'TRADEWIND_CONFIG' : '--config';
      problems.push({ source, line: null, column: null, message: `${path} cannot be read: ${reasonOf(error)}` });
      return null;
    }
  }
  for (const path of [resolve(workingFolder, 'tradewind.yaml'), userConfigurationFile(variables)]) {
    try {
      return { path, text: readFileSync(path, 'utf8') };
    } catch (error) {
      if (isMissing(error)) continue;
      problems.push({ source: path, line: null, column: null, message: `cannot be read: ${reasonOf(error)}` });
      return null;
    }
  }
  return null;
}

function readLogLevel(variables: Variables, problems: ConfigurationProblem[]): LogLevel | null {
  const value = readVariable(variables, 'TRADEWIND_LOG_LEVEL');
  if (value === null) return null;
  const level = logLevels.find((each) => each === value);
  if (level !== undefined) return level;
  const message = `${describeUnknownName('level', value, logLevels)} (one of: ${logLevels.join(', ')})`;
  problems.push({ source: 'TRADEWIND_LOG_LEVEL', line: null, column: null, message });
  return null;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function reasonOf(error: unknown): string {
  if (isMissing(error)) return 'there is no such file';
  return error instanceof Error ? error.message : String(error);
}
