/** One measured figure beside its target. */
export interface Figure {
  readonly bench: string;
  readonly what: string;
  /** Null where the system does not tell. */
  readonly value: number | null;
  readonly unit: string;
  /** The most or the least that it should be; null for a figure that only explains another. */
  readonly target: { readonly atMost: number } | { readonly atLeast: number } | null;
  readonly note?: string;
}

export function isMet({ value, target }: Figure): boolean | null {
  if (target === null || value === null) return null;
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}

export function printFigures(figures: readonly Figure[]): void {
  for (const figure of figures) {
    const { bench, what, value, unit, target, note } = figure;
    const goal = target === null ? '' : 'atMost' in target ? `at most ${target.atMost}` : `at least ${target.atLeast}`;
    const verdict = { true: 'met', false: 'MISSED', null: '' }[String(isMet(figure)) as 'true' | 'false' | 'null'];
    const shown = value === null ? 'not measured' : `${value >= 100 ? value.toFixed(0) : value.toFixed(2)} ${unit}`;
    const cells = [
      bench.padEnd(12),
      what.padEnd(58),
      shown.padStart(14),
      goal.padEnd(14),
      verdict.padEnd(7),
      note ?? '',
    ];
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
  }
}
