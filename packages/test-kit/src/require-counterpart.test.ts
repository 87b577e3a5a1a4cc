import { afterEach, describe, expect, it, vi } from 'vitest';
import { requireCounterpart, type Counterpart } from './require-counterpart.ts';

const missing = (): null => null;
const present = (name: string): string => `/bin/${name}`;

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('requireCounterpart', () => {
  it.each(['true', ''])('skips nothing when the program is there (CI=%s)', (ci) => {
    vi.stubEnv('CI', ci);
    expect(requireCounterpart('aws', present)).toBe(false);
  });

  it('skips by name on a machine that lacks the program', () => {
    vi.stubEnv('CI', '');
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(requireCounterpart('moto_server', missing)).toBe(true);
    expect(write.mock.lastCall?.[0]).toMatch(/^moto \(moto_server\) is not installed/);
  });

  it.each<[Counterpart, boolean]>([
    ['aws', false],
    ['moto_server', false],
    ['gcloud', true],
    ['az', true],
  ])('in CI, %s may be missing: %s', (command, mayMiss) => {
    vi.stubEnv('CI', 'true');
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const attempt = (): boolean => requireCounterpart(command, missing);
    if (mayMiss) expect(attempt()).toBe(true);
    else expect(attempt).toThrow(/is not installed/);
  });
});
