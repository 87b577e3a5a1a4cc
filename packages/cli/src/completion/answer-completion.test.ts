import { afterEach, describe, expect, it, vi } from 'vitest';
import { main } from '../main.ts';
import { fakeLoaders } from '../test-support/fake-control-plane.ts';
import { fakeTerminal } from '../test-support/fake-terminal.ts';

const names = { providers: ['aws'], regions: ['eu-west-1', 'us-east-1'], types: ['ec2', 'ebs_volume', 's3'] };

afterEach(() => {
  vi.restoreAllMocks();
});

/** The values that are offered for the last word, and the directive. */
async function complete(...words: string[]): Promise<{ values: string[]; directive: string | undefined }> {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const terminal = fakeTerminal();
  const loaders = fakeLoaders({}, { readKnownNames: async () => names });
  expect(await main(['complete', '--', ...words], loaders, terminal)).toBe(0);
  lines.push(...terminal.stdout.text.split('\n').filter((line) => line !== ''));
  return { values: lines.slice(0, -1).map((line) => line.split('\t')[0] ?? ''), directive: lines.at(-1) };
}

describe('answerCompletion', () => {
  it.each([
    ['commands', ['re'], ['resources', 'report']],
    ['verbs', ['report', 'co'], ['cost', 'compliance']],
    ['options of a command', ['discover', '--un'], ['--unit-deadline']],
    ['global options behind a command', ['report', 'cost', '--out'], ['--output']],
    ['formats', ['report', 'cost', '-o', ''], ['table', 'json', 'yaml', 'csv', 'md']],
    ['formats behind an equals sign', ['report', 'cost', '--output=j'], ['json']],
    ['types', ['discover', '--types', 'e'], ['ec2', 'ebs_volume']],
    ['types that go on a list, but none twice', ['discover', '--types', 'ec2,'], ['ec2,ebs_volume', 'ec2,s3']],
    ['regions of a list behind an equals sign', ['discover', '--regions=us-east-1,e'], ['us-east-1,eu-west-1']],
    ['providers', ['report', 'summary', '--providers', ''], ['aws']],
    ['shells', ['completion', ''], ['bash', 'zsh', 'fish']],
    ['nothing for what cannot be known', ['resources', 'get', 'i-'], []],
  ])('offers %s', async (_, words, values) => {
    expect(await complete(...words)).toEqual({ values, directive: ':4' });
  });

  it.each([
    ['the file of an export', ['resources', 'export', 'cl']],
    ['the configuration file', ['discover', '--config', '']],
  ])('leaves %s to the shell', async (_, words) => {
    expect(await complete(...words)).toEqual({ values: [], directive: ':0' });
  });

  it('reads names only when they are asked for', async () => {
    vi.spyOn(console, 'log').mockReturnValue();
    // The default fails the test when it is called.
    expect(await main(['complete', '--', 'discover', '--un'], fakeLoaders({}), fakeTerminal())).toBe(0);
  });
});
