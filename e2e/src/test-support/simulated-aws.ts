import type { RunningSimulator } from '@tradewind/test-kit';

/** What leads any AWS program to the simulator. */
export function awsVariables(simulator: RunningSimulator): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: simulator.url,
    AWS_ACCESS_KEY_ID: simulator.accessKeyId,
    AWS_SECRET_ACCESS_KEY: simulator.secretAccessKey,
  };
}
