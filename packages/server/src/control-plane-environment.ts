import { providerDescriptions } from '@tradewind/providers';
import { loadConfiguration, type Configuration } from './config.ts';
import { createLogger, type Logger, type LogLevel } from './logger.ts';

export interface ControlPlaneOptions {
  /** Configuration file that a user named; null for the one that is found, if any. */
  readonly configFile: string | null;
  /** Folder of the state; null for TRADEWIND_HOME or the user's own. */
  readonly stateFolder: string | null;
  /** `debug` logs every step; with any other the configuration decides. */
  readonly logLevel: LogLevel;
  /** `text` for a command, whose stderr people read wherever it goes; left out, `json` unless stderr is a terminal. */
  readonly logFormat?: 'json' | 'text';
  readonly version: string;
}

/** What a control plane needs before it can open. */
export interface ControlPlaneEnvironment {
  readonly options: ControlPlaneOptions;
  readonly configuration: Configuration;
  readonly logger: Logger;
}

/** @throws ConfigurationError with everything that is wrong. */
export async function prepareEnvironment(options: ControlPlaneOptions): Promise<ControlPlaneEnvironment> {
  const { configFile, stateFolder, logLevel, logFormat } = options;
  const configuration = await loadConfiguration({ file: configFile, stateFolder, providers: providerDescriptions });
  const logger = createLogger({
    level: logLevel === 'debug' ? 'debug' : configuration.logLevel,
    format: logFormat ?? (process.stderr.isTTY ? 'text' : 'json'),
  });
  for (const warning of configuration.warnings) logger.warn({ file: configuration.file }, warning);
  return { options, configuration, logger };
}
