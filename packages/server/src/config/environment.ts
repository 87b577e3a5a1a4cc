import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export type Variables = Readonly<Record<string, string | undefined>>;

/** The variables that the control plane makes use of, as they are set; an empty one counts as not set. */
export const environmentVariables = {
  TRADEWIND_HOME:
    'Folder of the state: database, token, lock. Default: `$XDG_STATE_HOME/tradewind`, else `~/.local/state/tradewind`.',
  TRADEWIND_CONFIG: 'Configuration file, unless `--config` names one.',
  TRADEWIND_LOG_LEVEL: 'What is logged to stderr: `debug`, `info`, `warn`, `error` or `silent`.',
} as const;

export function readVariable(variables: Variables, name: keyof typeof environmentVariables): string | null {
  const value = variables[name];
  return value === undefined || value === '' ? null : value;
}

/** The folder of the state when nobody names one (XDG base directory specification). */
export function defaultStateFolder(variables: Variables): string {
  return join(xdgFolder(variables, 'XDG_STATE_HOME') ?? join(homeOf(variables), '.local/state'), 'tradewind');
}

export function userConfigurationFile(variables: Variables): string {
  return join(
    xdgFolder(variables, 'XDG_CONFIG_HOME') ?? join(homeOf(variables), '.config'),
    'tradewind/tradewind.yaml',
  );
}

/** The specification says to ignore a relative path. */
function xdgFolder(variables: Variables, name: string): string | null {
  const value = variables[name];
  return value !== undefined && isAbsolute(value) ? value : null;
}

function homeOf(variables: Variables): string {
  const home = variables['HOME'];
  return home === undefined || home === '' ? homedir() : home;
}
