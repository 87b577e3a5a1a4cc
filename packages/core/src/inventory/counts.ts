/** How many of each; the keys are data (regions, display names). Ordered by count, highest first, then by key. */
export type Counts = Readonly<Record<string, number>>;

/** Adds to the count of a key. */
export function addCount(counts: Map<string, number>, key: string, amount = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + amount);
}

/** The same counts whatever the order of adding. Goes through entries, so that a key such as `__proto__` survives. */
export function toCounts(counts: ReadonlyMap<string, number>): Counts {
  const entries = [...counts].sort(([keyA, countA], [keyB, countB]) => countB - countA || compareText(keyA, keyB));
  return Object.fromEntries(entries);
}

/** Orders by UTF-16 code units: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
