import { runProviderContract } from '../contract/test-support/provider-contract.ts';
import { newSimulatorWorld } from './test-support/simulator-world.ts';

runProviderContract({ name: 'AWS, by the simulator', newWorld: newSimulatorWorld });
