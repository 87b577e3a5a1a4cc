import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { DemoSimulator } from '@tradewind/cli';

interface ReadyLine {
  readonly url: string;
  readonly access_key_id: string;
  readonly secret_access_key: string;
}

/** Far more than it takes, so that a start that never ends is an error and not a silence. */
const readyWithinMs = 30_000;

/**
 * Starts the simulator with the sample estate as a process of its own, by running this program again.
 *
 * @param program path of the script that runs this program
 */
export async function startDemoSimulator(program: string): Promise<DemoSimulator> {
  // The channel tells the simulator when this process is gone, however it ended.
  const child = spawn(process.execPath, [program, 'simulate', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const ready = await new Promise<ReadyLine>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the simulator was not ready within ${readyWithinMs / 1000} s: ${said.join('').trim()}`));
    }, readyWithinMs);
    timer.unref();
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    lines.once('line', (line) => {
      clearTimeout(timer);
      resolve(JSON.parse(line) as ReadyLine);
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error(`the simulator ended before it was ready: ${said.join('').trim()}`)));
  });
  return {
    url: ready.url,
    accessKeyId: ready.access_key_id,
    secretAccessKey: ready.secret_access_key,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
