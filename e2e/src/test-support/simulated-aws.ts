import type { RunningSimulator } from '@tradewind/test-kit';

/** What leads any AWS program to the simulator. */
export function awsVariables(simulator: RunningSimulator): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: simulator.url,
    AWS_ACCESS_KEY_ID: simulator.accessKeyId,
    AWS_SECRET_ACCESS_KEY: simulator.secretAccessKey,
  };
}

/** Makes calls of the simulator fail until `clearFaults`. */
export async function addFault(simulator: RunningSimulator, fault: Readonly<Record<string, unknown>>): Promise<void> {
  const response = await fetch(`${simulator.adminUrl}/faults`, { method: 'POST', body: JSON.stringify(fault) });
  if (!response.ok) throw new Error(`the simulator refuses the fault: ${await response.text()}`);
}

export async function clearFaults(simulator: RunningSimulator): Promise<void> {
  await fetch(`${simulator.adminUrl}/faults`, { method: 'DELETE' });
}
