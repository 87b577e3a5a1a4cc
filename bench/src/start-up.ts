import type { Figure } from './figure.ts';
import { median, runOk } from './measure.ts';
import { command } from './tradewind.ts';

const rounds = 21;

/** `tradewind --version` beside bare node, in turn. */
export async function benchStartUp(): Promise<Figure[]> {
  const bare: number[] = [];
  const version = [];
  const help = [];
  for (let round = 0; round < rounds; round++) {
    bare.push((await runOk(process.execPath, ['-e', '0'])).wallMs);
    version.push((await runOk(process.execPath, [command, '--version'])).wallMs);
    help.push((await runOk(process.execPath, [command, '--help'])).wallMs);
  }
  const over = (runs: readonly number[]): number => median(runs.map((wallMs, round) => wallMs - bare[round]!));
  return [
    { bench: 'start-up', what: 'bare node', value: median(bare), unit: 'ms', target: null },
    {
      bench: 'start-up',
      what: 'tradewind --version, over bare node',
      value: over(version),
      unit: 'ms',
      target: { atMost: 40 },
    },
    { bench: 'start-up', what: 'tradewind --help, over bare node', value: over(help), unit: 'ms', target: null },
  ];
}
