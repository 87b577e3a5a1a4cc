/** The variables that the CLI itself makes use of. The server reads its own, and the vendors' credential chains theirs. */
export interface Environment {
  /** TRADEWIND_SERVER: address of a control plane to use in place of one in this process. */
  readonly server: string | null;
  /** TRADEWIND_TOKEN: token for that server. Never an argument: other users of the machine can read those. */
  readonly token: string | null;
  /** NO_COLOR (https://no-color.org): any value but the empty one. */
  readonly noColor: boolean;
  /** TERM=dumb: a terminal that cannot move its cursor. */
  readonly dumbTerminal: boolean;
}

/** The only place where the CLI reads the environment; the next function is the only one that changes it. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>> = process.env): Environment {
  return {
    server: nonEmpty(variables['TRADEWIND_SERVER']),
    token: nonEmpty(variables['TRADEWIND_TOKEN']),
    noColor: nonEmpty(variables['NO_COLOR']) !== null,
    dumbTerminal: variables['TERM'] === 'dumb',
  };
}

/** Names of the variables that are set and start so. */
export function variablesThatStartWith(start: string): string[] {
  return Object.keys(process.env).filter((name) => name.startsWith(start));
}

/** Sets variables, or removes those given as null, until it is disposed of. Programs started meanwhile see them too. */
export function overrideEnvironment(changes: Readonly<Record<string, string | null>>): Disposable {
  const before = Object.keys(changes).map((name) => [name, process.env[name] ?? null] as const);
  const apply = ([name, value]: readonly [string, string | null]): void => {
    if (value === null) delete process.env[name];
    else process.env[name] = value;
  };
  Object.entries(changes).forEach(apply);
  return { [Symbol.dispose]: () => before.forEach(apply) };
}

function nonEmpty(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}
