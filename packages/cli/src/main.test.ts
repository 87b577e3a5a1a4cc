import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Loaders } from './loaders.ts';
import { main } from './main.ts';
import { commandEntries } from './registry.ts';
import { FakeProblem, fakeFetch, fakeLoaders, type Answers } from './test-support/fake-control-plane.ts';
import { fakeTerminal } from './test-support/fake-terminal.ts';
import { sampleSummary } from './test-support/sample-answers.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The words of a call as a shell splits them, up to a pipe or redirection. */
function toWords(call: string): string[] {
  const [command = ''] = call.split(/ [|>] /);
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
}

describe.each(commandEntries)('the help of $path', ({ path, load }) => {
  it('has a description and examples', async () => {
    const terminal = fakeTerminal();
    expect(await main([...path, '--help'], fakeLoaders({}, { runSimulator: async () => 0 }), terminal)).toBe(0);
    if (path[0] !== 'simulate') expect(terminal.stdout.text).toMatch(/^Usage: tradewind .+\n\n.+Examples:\n/s);
  });

  it('gives examples that are good usage', async () => {
    // The scripts for shells are printed by their library itself.
    vi.spyOn(console, 'log').mockReturnValue();
    for (const [call] of (await load()).examples) {
      const [program, ...words] = toWords(call);
      if (program !== 'tradewind') continue;
      const terminal = fakeTerminal();
      // Nothing is there to answer, so it fails; but not for its usage.
      expect(await main(words, fakeLoaders({}), terminal).catch(() => 1), terminal.stderr.text).not.toBe(2);
    }
  });
});

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
    ['a time that is none', ['resources', 'list', '--at', 'foo'], /such as 2026-11-20T08:30:00Z/],
    ['a time without an offset', ['resources', 'list', '--at', '2026-11-20T08:30'], /such as 2026-11-20T08:30:00Z/],
    ['a day that is none', ['resources', 'list', '--at', '2026-02-30'], /such as 2026-11-20T08:30:00Z/],
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

  it('tells why a command failed even when closing fails after it', async () => {
    const terminal = fakeTerminal();
    const answers: Answers = {
      readSummary: () => {
        throw new FakeProblem('storage_unavailable', 'The database is damaged.');
      },
    };
    const openControlPlane: Loaders['openControlPlane'] = async () => ({
      fetch: fakeFetch(answers),
      close: () => Promise.reject(new Error('closing failed too')),
    });
    expect(await main(['report', 'summary'], fakeLoaders({}, { openControlPlane }), terminal)).toBe(1);
    expect(terminal.stderr.text).toBe('error: The database is damaged.\n');
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
