import { parseArgs } from 'node:util';

export interface SimulatorArguments {
  readonly help: boolean;
  /** Path of an estate file; null for the sample estate. */
  readonly estate: string | null;
  readonly generate: number | null;
  readonly seed: number;
  readonly port: number;
  readonly clockSpeed: number;
  readonly latencyMs: number;
}

export type CommandLineResult =
  | { readonly ok: true; readonly args: SimulatorArguments }
  | { readonly ok: false; readonly problems: readonly string[] };

export const simulatorUsage = `Usage: tradewind simulate [options]

Serves an estate of AWS on 127.0.0.1 in AWS's own wire protocols. When it is ready it prints one line of
JSON on stdout: url, admin_url, access_key_id, secret_access_key. It ends on SIGTERM or SIGINT.

Options:
  --estate FILE      the estate to serve (YAML); without it and --generate, the bundled sample estate
  --generate N       serve N resources made from the seed, over all regions and types
  --seed S           seed of ids, generated resources and fault rates (default 1)
  --port P           port to listen on; 0 takes a free one (default 0)
  --clock-speed X    simulated seconds per second, for state changes and ages (default 1)
  --latency-ms N     delay of every answer (default 0)
  --help             show this text
`;

/** Reads the arguments; finds all problems, not only the first. */
export function parseCommandLine(argv: readonly string[]): CommandLineResult {
  const problems: string[] = [];
  let values: Partial<Record<string, string | boolean>>;
  try {
    ({ values } = parseArgs({
      args: [...argv],
      options: {
        estate: { type: 'string' },
        generate: { type: 'string' },
        seed: { type: 'string' },
        port: { type: 'string' },
        'clock-speed': { type: 'string' },
        'latency-ms': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    return { ok: false, problems: [(error as Error).message] };
  }
  const text = (name: string): string | null => (typeof values[name] === 'string' ? values[name] : null);
  const number = (name: string, usual: number, range: { min: number; max: number; whole: boolean }): number => {
    const given = text(name);
    if (given === null) return usual;
    const value = given.trim() === '' ? Number.NaN : Number(given);
    const fits = value >= range.min && value <= range.max && (!range.whole || Number.isInteger(value));
    if (!fits) {
      problems.push(
        `--${name} ${given}: expected ${range.whole ? 'a whole number' : 'a number'} from ${range.min} to ${range.max}`,
      );
    }
    return value;
  };
  const args: SimulatorArguments = {
    help: values['help'] === true,
    estate: text('estate'),
    generate: text('generate') === null ? null : number('generate', 0, { min: 0, max: 2_000_000, whole: true }),
    seed: number('seed', 1, { min: 0, max: Number.MAX_SAFE_INTEGER, whole: true }),
    port: number('port', 0, { min: 0, max: 65_535, whole: true }),
    clockSpeed: number('clock-speed', 1, { min: 0, max: 1_000_000, whole: false }),
    latencyMs: number('latency-ms', 0, { min: 0, max: 3_600_000, whole: false }),
  };
  if (args.estate !== null && args.generate !== null) problems.push('--estate and --generate exclude each other');
  return problems.length === 0 ? { ok: true, args } : { ok: false, problems };
}
