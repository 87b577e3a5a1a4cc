import type { ProblemCode } from '@tradewind/api';

/** One thing that is wrong, and where: the path of a value in the request or in a file. */
export interface ProblemItem {
  readonly path: string;
  readonly message: string;
}

/** What the API answers as a problem (RFC 9457): an expected failure, with what to do next in `message`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly problems: readonly ProblemItem[];

  constructor(code: ProblemCode, detail: string, problems: readonly ProblemItem[] = []) {
    super(detail);
    this.code = code;
    this.problems = problems;
  }
}
