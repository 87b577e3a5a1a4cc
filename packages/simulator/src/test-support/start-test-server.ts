import { parseEstateFile } from '../estate/estate-file.ts';
import type { Fault } from '../faults/fault-schema.ts';
import { startSimulatorServer, type SimulatorServer } from '../server/start-simulator-server.ts';

/** A simulator in this process over an estate in YAML, with a fixed seed. */
export async function startTestServer(estateYaml: string): Promise<SimulatorServer> {
  const parsed = parseEstateFile(estateYaml);
  if (!parsed.ok) throw new Error(`the estate is not valid: ${JSON.stringify(parsed.problems)}`);
  return startSimulatorServer({ estate: parsed.estate, seed: 1 });
}

/** Runs `body` under a fault that is gone afterwards. */
export async function underFault(server: SimulatorServer, fault: Fault, body: () => Promise<void>): Promise<void> {
  const { id } = server.world.faults.add(fault);
  try {
    await body();
  } finally {
    server.world.faults.remove(id);
  }
}
