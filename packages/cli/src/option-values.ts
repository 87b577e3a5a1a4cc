import { InvalidArgumentError } from 'commander';

/** A list: separated by commas, the option repeated, or both. */
export function collectList(value: string, previous: readonly string[] = []): string[] {
  const items = value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  // An empty list (say, of an unset shell variable) must not widen the command to everything.
  if (items.length === 0) throw new InvalidArgumentError('It names nothing.');
  return [...previous, ...items];
}

/** The option repeated; values may contain commas. */
export function collectEach(value: string, previous: readonly string[] = []): string[] {
  if (value.trim() === '') throw new InvalidArgumentError('It names nothing.');
  return [...previous, value];
}

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most)) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    }
    return number;
  };
}

/** A number of seconds above 0. */
export function seconds(most: number): (value: string) => number {
  return (value) => {
    const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    if (!(number > 0 && number <= most)) {
      throw new InvalidArgumentError(`It must be a number of seconds, more than 0 and at most ${most}.`);
    }
    return number;
  };
}

/** A day in UTC, or a time with its offset: without one it would mean something else on another machine. */
const unambiguousTime = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/i;

/** A time, as the API takes it. */
export function time(value: string): string {
  const day = unambiguousTime.exec(value)?.[1];
  // Some days that do not exist, such as 30 February, would pass for the day after.
  if (day === undefined || !isDay(day) || Number.isNaN(Date.parse(value))) {
    throw new InvalidArgumentError(
      'It must be a time such as 2026-11-20T08:30:00Z, or a day such as 2026-11-20 (UTC).',
    );
  }
  return new Date(value).toISOString();
}

function isDay(day: string): boolean {
  const midnightMs = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(midnightMs) && new Date(midnightMs).toISOString().startsWith(day);
}
