/**
 * A share in percent with one decimal. 100 means all and 0 means none: a share between them is never rounded to
 * either. Of nothing it is 0, since nothing was seen that would support a better figure.
 */
export function toPercent(part: number, whole: number): number {
  if (part <= 0 || whole <= 0) return 0;
  if (part >= whole) return 100;
  return Math.min(99.9, Math.max(0.1, Math.round((part * 1000) / whole) / 10));
}
