import { describe, expect, it } from 'vitest';
import { main } from './main.ts';
import { fakeLoaders } from './test-support/fake-control-plane.ts';
import { fakeTerminal } from './test-support/fake-terminal.ts';
import { sampleSummary } from './test-support/sample-answers.ts';

describe('main', () => {
  it.each([
    ['an unknown command', ['discvoer'], /unknown command 'discvoer'.*Did you mean discover\?/s],
    ['an unknown verb', ['report', 'csot'], /unknown command 'csot'/],
    [
      'an unknown option',
      ['report', 'summary', '--reginos', 'x'],
      /unknown option '--reginos'.*Did you mean --regions\?/s,
    ],
    ['an unknown format', ['report', 'summary', '-o', 'xml'], /Allowed choices are table, json, yaml, csv, md/],
    ['an option without its value', ['report', 'summary', '--types'], /argument missing/],
    ['an empty list', ['report', 'summary', '--types', ','], /It names nothing/],
    ['a number that is none', ['resources', 'list', '--limit', '1e3'], /whole number from 1/],
    ['a noun alone', ['report'], /Usage: tradewind report/],
    ['nothing at all', [], /Usage: tradewind/],
  ])('exits 2 with the reason on stderr for %s', async (_, argv, message) => {
    const terminal = fakeTerminal();
    expect(await main(argv, fakeLoaders({}), terminal)).toBe(2);
    expect(terminal.stderr.text).toMatch(message);
    expect(terminal.stdout.text).toBe('');
  });

  it.each([
    [['--version'], /^1\.2\.3\n$/],
    [['--help'], /Usage: tradewind \[options\] \[command\]/],
    [['report', '--help'], /summary .*How many resources/],
    [['report', 'summary', '--help'], /--regions.*Global Options:.*--output.*Examples:/s],
  ])('answers %j on stdout with 0', async (argv, expected) => {
    const terminal = fakeTerminal();
    expect(await main(argv, fakeLoaders({}), terminal)).toBe(0);
    expect(terminal.stdout.text).toMatch(expected);
    expect(terminal.stderr.text).toBe('');
  });

  it('hands everything after `simulate` to the simulator', async () => {
    const seen: string[][] = [];
    const loaders = fakeLoaders({}, { runSimulator: async (argv) => seen.push([...argv]) });
    expect(await main(['simulate', '--port', '0', '-o', '--help'], loaders, fakeTerminal())).toBe(1);
    expect(seen).toEqual([['--port', '0', '-o', '--help']]);
  });

  it('takes global options before and after the command', async () => {
    for (const argv of [
      ['-o', 'json', 'report', 'summary'],
      ['report', 'summary', '-o', 'json'],
    ]) {
      const terminal = fakeTerminal();
      expect(await main(argv, fakeLoaders({ readSummary: () => sampleSummary() }), terminal)).toBe(0);
      expect(JSON.parse(terminal.stdout.text)).toEqual(sampleSummary());
    }
  });

  it('ends quietly when the reader of its output goes away', async () => {
    const terminal = fakeTerminal();
    terminal.stdout._write = (_chunk, _encoding, done: (error?: Error) => void) =>
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    const loaders = fakeLoaders({ readSummary: () => sampleSummary() });
    expect(await main(['report', 'summary'], loaders, terminal)).toBe(0);
    expect(terminal.stderr.text).toBe('');
    expect(loaders.closed).toBe(1);
  });

  it('gives up a call that hangs when interrupted, closes what it opened and exits 130', async () => {
    const terminal = fakeTerminal();
    let closed = 0;
    const loaders = fakeLoaders(
      {},
      {
        openControlPlane: async () => ({
          fetch: () => {
            queueMicrotask(terminal.interrupt);
            return new Promise<Response>(() => undefined);
          },
          close: async () => {
            closed += 1;
          },
        }),
      },
    );
    expect(await main(['report', 'summary'], loaders, terminal)).toBe(130);
    expect(closed).toBe(1);
    expect(terminal.deaths).toBe(0);
  });
});
