/** Dollars with two decimals, for the edge only: sums are made in integer micro-dollars (USD x 1,000,000). */
export function toUsd(micros: number): number {
  return Math.round(micros / 10_000) / 100;
}

/** What a quantity costs at a price per unit, in whole micro-dollars. */
export function multiplyMicros(microsPerUnit: number, quantity: number): number {
  return Math.round(microsPerUnit * quantity);
}
