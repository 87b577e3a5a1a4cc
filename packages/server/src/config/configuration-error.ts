/** One thing that is wrong with the configuration, and where. */
export interface ConfigurationProblem {
  /** File name, or the name of a variable or option. */
  readonly source: string;
  /** 1 is the first; null when it has no place in a file. */
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

/** The configuration cannot be used. The message lists every problem, one a line, as `file:line:column: message`. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly ConfigurationProblem[];

  constructor(problems: readonly ConfigurationProblem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super(
      [`The configuration has ${count}:`, ...problems.map((problem) => `  ${describeProblem(problem)}`)].join('\n'),
    );
    this.problems = problems;
  }
}

export function describeProblem({ source, line, column, message }: ConfigurationProblem): string {
  return line === null ? `${source}: ${message}` : `${source}:${line}:${column ?? 1}: ${message}`;
}
