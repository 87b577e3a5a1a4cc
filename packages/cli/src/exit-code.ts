/** What every command exits with. Documented; scripts branch on it. */
export const exitCodes = { done: 0, failed: 1, usage: 2, partial: 3, violations: 4, interrupted: 130 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
