const count = new Intl.NumberFormat('en-US');
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** For example `170,000`. */
export function formatCount(value: number): string {
  return count.format(value);
}

/** For example `69.6 %`; `-` where there is nothing to take a share of. */
export function formatPercent(value: number | null): string {
  return value === null ? '-' : `${value.toFixed(1)} %`;
}

/** For example `3 resources`, `1 resource`. */
export function formatQuantity(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(value)} ${value === 1 ? singular : plural}`;
}

/** For example `$12.34/month`; what is not known is `unknown`, never 0, and an amount below a cent is not 0 either. */
export function formatMonthlyCost(usd: number | null): string {
  if (usd === null) return 'unknown';
  if (usd > 0 && usd < 0.005) return 'under $0.01/month';
  return `${dollars.format(usd)}/month`;
}

/** For example `12.3 s`, `2 min 05 s`. */
export function formatDuration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
