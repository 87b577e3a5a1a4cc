import { join } from 'node:path';
import { startProcess } from '@tradewind/test-kit';

export interface ReplayStats {
  readonly calls: number;
  readonly describe_instances: number;
  readonly throttled: number;
  readonly first_call_ms: number;
  readonly last_call_ms: number;
}

export interface Replay extends AsyncDisposable {
  readonly url: string;
  reset(): Promise<void>;
  readStats(): Promise<ReplayStats>;
}

/** Starts the replay endpoint as a process of its own. */
export async function startReplay(options: Readonly<Record<string, number>> = {}): Promise<Replay> {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const running = await startProcess({
    command: process.execPath,
    args: [join(import.meta.dirname, 'replay/main.ts'), ...args],
    ready: (line) => line.includes('"page_bytes"'),
  });
  const { url } = JSON.parse(running.readyLine) as { url: string };
  return {
    url,
    reset: async () => {
      await fetch(`${url}/_reset`, { method: 'POST' });
    },
    readStats: async () => (await (await fetch(`${url}/_stats`)).json()) as ReplayStats,
    [Symbol.asyncDispose]: () => running.stop(),
  };
}
