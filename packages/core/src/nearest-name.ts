/** Longer words are not typing mistakes of a name; comparing them would only cost time. */
const longestWord = 64;

/**
 * The candidate that a mistyped word most likely meant, or null when none is close: at most one mistake in three
 * characters, compared without case. Of equally close ones the first in alphabetical order.
 */
export function nearestName(word: string, candidates: Iterable<string>): string | null {
  if (word.length > longestWord) return null;
  const wanted = word.toLowerCase();
  let nearest: string | null = null;
  let nearestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate.length > longestWord) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < nearestDistance || (distance === nearestDistance && nearest !== null && candidate < nearest)) {
      nearest = candidate;
      nearestDistance = distance;
    }
  }
  return nearest;
}

/**
 * How many characters must be inserted, deleted, replaced or swapped with their neighbour: the restricted
 * Damerau-Levenshtein distance (optimal string alignment).
 */
function editDistance(a: string, b: string): number {
  let twoBack: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (twoBack[j - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    twoBack = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
