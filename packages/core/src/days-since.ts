const dayMs = 24 * 60 * 60 * 1000;

/**
 * Whole days that have passed since an ISO 8601 time, or null when there is no readable time. A time in the future (two
 * clocks seldom agree) counts as now.
 */
export function daysSince(time: string | null | undefined, nowMs: number): number | null {
  if (time == null) return null;
  const timeMs = Date.parse(time);
  return Number.isNaN(timeMs) ? null : Math.max(0, Math.floor((nowMs - timeMs) / dayMs));
}
