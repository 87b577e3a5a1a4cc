import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { startDemoSimulator } from './start-demo-simulator.ts';

const program = join(import.meta.dirname, 'bin.ts');

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}

/** The simulator is gone once nobody listens any more; the test's own time limit bounds the wait. */
async function untilGone(url: string): Promise<void> {
  while (await answers(url)) await new Promise((resolve) => setImmediate(resolve));
}

describe('the simulator of the demo', () => {
  it('answers until it is stopped', async () => {
    const simulator = await startDemoSimulator(program);
    expect(simulator.accessKeyId).not.toBe('');
    expect(await answers(simulator.url)).toBe(true);
    await simulator.stop();
    expect(await answers(simulator.url)).toBe(false);
    await simulator.stop();
  });

  it('ends with the process that started it, also when that is killed', async () => {
    const start = JSON.stringify(join(import.meta.dirname, 'start-demo-simulator.ts'));
    const code = `const { startDemoSimulator } = await import(${start});
      const simulator = await startDemoSimulator(${JSON.stringify(program)});
      console.log(simulator.url);`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [url] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
    expect(await answers(url)).toBe(true);
    parent.kill('SIGKILL');
    await untilGone(url);
  });

  it('says what went wrong when it cannot start', async () => {
    await expect(startDemoSimulator('/nowhere/bin.ts')).rejects.toThrow(/ended before it was ready: .*nowhere/s);
  });
});
