import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';

describe('parseCommandLine', () => {
  it('has defaults', () => {
    expect(parseCommandLine([])).toEqual({
      ok: true,
      args: { help: false, estate: null, generate: null, seed: 1, port: 0, clockSpeed: 1, latencyMs: 0 },
    });
  });

  it('reads every option', () => {
    const argv = ['--generate', '100', '--seed', '7', '--port', '4000', '--clock-speed', '60', '--latency-ms', '0.5'];
    expect(parseCommandLine(argv)).toMatchObject({
      args: { generate: 100, seed: 7, port: 4000, clockSpeed: 60, latencyMs: 0.5 },
    });
  });

  it.each([
    [['--port', '70000'], ['--port 70000: expected a whole number from 0 to 65535']],
    [
      ['--port', 'http', '--seed', '-1'],
      ['Option', ''],
    ],
    [
      ['--generate', '1.5', '--latency-ms', ''],
      ['--generate 1.5', '--latency-ms'],
    ],
    [['--estate', 'a', '--generate', '1'], ['--estate and --generate exclude each other']],
    [['--nonsense'], ["Unknown option '--nonsense'"]],
    [['estate.yaml'], ['Unexpected argument']],
  ])('refuses %j', (argv, words) => {
    const result = parseCommandLine(argv);
    expect(result.ok).toBe(false);
    const problems = result.ok ? '' : result.problems.join('\n');
    for (const word of words) expect(problems).toContain(word);
  });
});
