import { join } from 'node:path';
import { startProcess, type RunningProcess } from './process.ts';

export interface SimulatorOptions {
  /** Path of an estate file; without it and without `generate`, the sample estate of the demo. */
  readonly estate?: string;
  /** Number of resources to generate instead of an estate file. */
  readonly generate?: number;
  readonly seed?: number;
  readonly extraArgs?: readonly string[];
}

export interface RunningSimulator extends AsyncDisposable {
  readonly url: string;
  /** Base of the admin API (faults, state), for example `http://127.0.0.1:4000/_simulator`. */
  readonly adminUrl: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly process: RunningProcess;
  /** Makes calls fail until `clearFaults`; the fields are those of the simulator's admin endpoint. */
  addFault(fault: Readonly<Record<string, unknown>>): Promise<void>;
  clearFaults(): Promise<void>;
  stop(): Promise<void>;
}

const binPath = join(import.meta.dirname, '../../simulator/src/bin.ts');

/** Starts the simulator as a process of its own on a free port. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const args = [binPath, '--port', '0'];
  if (options.estate !== undefined) args.push('--estate', options.estate);
  if (options.generate !== undefined) args.push('--generate', String(options.generate));
  if (options.seed !== undefined) args.push('--seed', String(options.seed));
  args.push(...(options.extraArgs ?? []));
  const running = await startProcess({
    command: process.execPath,
    args,
    ready: (line) => line.startsWith('{') && line.includes('"admin_url"'),
  });
  const ready = JSON.parse(running.readyLine) as Record<
    'url' | 'admin_url' | 'access_key_id' | 'secret_access_key',
    string
  >;
  return {
    url: ready.url,
    adminUrl: ready.admin_url,
    accessKeyId: ready.access_key_id,
    secretAccessKey: ready.secret_access_key,
    process: running,
    async addFault(fault) {
      const response = await fetch(`${ready.admin_url}/faults`, { method: 'POST', body: JSON.stringify(fault) });
      if (!response.ok) throw new Error(`the simulator refuses the fault: ${await response.text()}`);
    },
    async clearFaults() {
      await fetch(`${ready.admin_url}/faults`, { method: 'DELETE' });
    },
    stop: () => running.stop(),
    [Symbol.asyncDispose]: () => running.stop(),
  };
}
