import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCommandLine, simulatorUsage, type SimulatorArguments } from './command-line.ts';
import { parseEstateFile, type EstateProblem } from './estate/estate-file.ts';
import type { EstateFile } from './estate/estate-schema.ts';
import { generateEstate } from './generate/generate-estate.ts';
import { startSimulatorServer } from './server/start-simulator-server.ts';

const sampleEstatePath = join(import.meta.dirname, '../estates/sample.yaml');

const exitFailed = 1;
const exitUsage = 2;

/** Runs the simulator until SIGTERM or SIGINT; resolves to the exit code. stdout gets the ready line and nothing else. */
export async function runSimulator(argv: readonly string[]): Promise<number> {
  const commandLine = parseCommandLine(argv);
  if (!commandLine.ok) {
    for (const problem of commandLine.problems) process.stderr.write(`${problem}\n`);
    process.stderr.write(`\n${simulatorUsage}`);
    return exitUsage;
  }
  const { args } = commandLine;
  if (args.help) {
    process.stdout.write(simulatorUsage);
    return 0;
  }
  const estate = await readEstate(args);
  if (estate === null) return exitUsage;
  // Before the ready line, so that whoever reads it can stop the simulator at once.
  const stopped = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const { seed, port, clockSpeed, latencyMs } = args;
  let server;
  try {
    server = await startSimulatorServer({ estate, seed, port, clockSpeed, latencyMs });
  } catch (error) {
    process.stderr.write(`cannot listen on 127.0.0.1:${port}: ${(error as Error).message}\n`);
    return exitFailed;
  }
  const ready = {
    url: server.url,
    admin_url: server.adminUrl,
    access_key_id: server.accessKeyId,
    secret_access_key: server.secretAccessKey,
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  await stopped;
  await server.stop();
  return 0;
}

/** Null when there is something wrong with it, which has then been said. */
async function readEstate(args: SimulatorArguments): Promise<EstateFile | null> {
  if (args.generate !== null) return generateEstate(args.generate, args.seed);
  const path = args.estate ?? sampleEstatePath;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    process.stderr.write(`cannot read the estate file: ${(error as Error).message}\n`);
    return null;
  }
  const result = parseEstateFile(text);
  if (result.ok) return result.estate;
  const count = result.problems.length;
  process.stderr.write(`${path}: ${count} ${count === 1 ? 'problem' : 'problems'}\n`);
  for (const problem of result.problems) process.stderr.write(`  ${describeProblem(problem)}\n`);
  return null;
}

function describeProblem({ path, line, message }: EstateProblem): string {
  const place = line === null ? '' : `line ${line}: `;
  return `${place}${path === '' ? '' : `${path}: `}${message}`;
}
