import { temporaryFolder } from '@tradewind/test-kit';
import { afterEach, expect, it, vi } from 'vitest';
import { prepareEnvironment } from './control-plane-environment.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('logs in words for a command, also where stderr is no terminal', async () => {
  using folder = temporaryFolder();
  let written = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
  const options = { configFile: null, stateFolder: folder.path, logLevel: 'warn', version: '1.2.3' } as const;
  const { logger } = await prepareEnvironment({ ...options, logFormat: 'text' });
  logger.warn({ scans: 1 }, 'scans of a process that ended are partial');
  expect(written).toBe('warning: scans of a process that ended are partial scans=1\n');
});
