// The control plane as a process: `serve` with the state folder and the port given, until it is told to end.
import { serve } from '../index.ts';

const [stateFolder = '', port = '0'] = process.argv.slice(2);
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());

process.exitCode = await serve({
  configFile: null,
  stateFolder,
  logLevel: 'warn',
  version: '1.2.3',
  port: Number(port),
  signal: stop.signal,
});
