/** A state that changes by itself as simulated time passes. Nothing ticks: whoever reads it first calls `settle`. */
export interface Transitioning<S extends string> {
  state: S;
  /** States still to come, in order of their time. */
  upcoming: { readonly state: S; readonly atMs: number }[];
}

/** Brings the state up to `nowMs`; returns the states entered on the way, oldest first. */
export function settle<S extends string>(
  subject: Transitioning<S>,
  nowMs: number,
): readonly { readonly state: S; readonly atMs: number }[] {
  if (subject.upcoming.length === 0) return [];
  const entered = subject.upcoming.filter((step) => step.atMs <= nowMs);
  const last = entered.at(-1);
  if (last === undefined) return [];
  subject.state = last.state;
  subject.upcoming = subject.upcoming.slice(entered.length);
  return entered;
}

/** Enters `state` now and `next` after `durationMs` of simulated time; drops what was still to come. */
export function begin<S extends string>(
  subject: Transitioning<S>,
  state: S,
  next: S,
  nowMs: number,
  durationMs: number,
): void {
  subject.state = state;
  subject.upcoming = [{ state: next, atMs: nowMs + durationMs }];
}
