import { stripVTControlCharacters } from 'node:util';
import type { ScanEventDto } from '@tradewind/api';
import { describe, expect, it } from 'vitest';
import { createContext } from '../command-context.ts';
import { fakeLoaders } from '../test-support/fake-control-plane.ts';
import { fakeTerminal, type FakeTerminal } from '../test-support/fake-terminal.ts';
import { sampleEntry, sampleScan } from '../test-support/sample-answers.ts';
import { createScanProgress, toBarLine } from './scan-progress.ts';

function progressOn(terminal: FakeTerminal) {
  const signal = new AbortController().signal;
  return createScanProgress(createContext({ terminal, loaders: fakeLoaders({}), options: { color: true }, signal }));
}

function progressEvent(done: number): ScanEventDto {
  return { event: 'progress', units_done: done, units_total: 30, resources: done * 10, calls: done, throttled: 2 };
}

describe('createScanProgress', () => {
  it('tells a pipe now and then how far it is, in whole lines', async () => {
    const terminal = fakeTerminal();
    const progress = await progressOn(terminal);
    for (let done = 1; done <= 5; done += 1) {
      terminal.advance(3000);
      progress.show(progressEvent(done));
    }
    progress.end();
    expect(terminal.stderr.text.split('\n')).toEqual([
      'Scanning: 2/30 units, 20 resources, 2 calls, 2 throttled, 6.0 s',
      'Scanning: 4/30 units, 40 resources, 4 calls, 2 throttled, 12.0 s',
      '',
    ]);
  });

  it('draws a line in a terminal again and again, and takes it away at the end', async () => {
    const terminal = fakeTerminal({ columns: 80 });
    const progress = await progressOn(terminal);
    progress.show({ event: 'snapshot', scan: sampleScan({ resources: 0 }) });
    progress.show({ event: 'unit', entry: sampleEntry({ outcome: 'failed', reason: 'why' }) });
    progress.show(progressEvent(15));
    progress.note('a note\u001b[2J');
    const drawn = stripVTControlCharacters(terminal.stderr.text);
    progress.end();
    expect(drawn).toContain('1 incomplete');
    expect(drawn).toContain(String.raw`a note\x1b[2J`);
    const eraseLine = '\u001b[2K';
    expect(terminal.stderr.text.lastIndexOf(eraseLine)).toBeGreaterThan(terminal.stderr.text.lastIndexOf('Scanning'));
  });
});

describe('toBarLine', () => {
  const state = {
    unitsDone: 15,
    unitsTotal: 30,
    incomplete: 0,
    resources: 1234,
    calls: 40,
    throttled: 0,
    startedAtMs: 0,
  };

  it.each([
    [140, 'Scanning [###############...............] 15/30 units, 1,234 resources, 40 calls, 1.5 s'],
    [70, 'Scanning [######.......] 15/30 units, 1,234 resources, 40 calls, 1.5 s'],
    [50, 'Scanning 15/30 units, 1,234 resources, 40 calls, 1.5 s'],
  ])('gives the bar what %i columns leave', (columns, line) => {
    expect(toBarLine(state, 1500, columns)).toBe(line);
  });

  it('does not count what is not planned yet', () => {
    expect(toBarLine({ ...state, unitsDone: 0, unitsTotal: 0 }, 0, 50)).toMatch(/^Scanning .*planning/);
  });
});
