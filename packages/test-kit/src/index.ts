/** What tests, benches and journeys share: the real programs around Tradewind, each started as a process of its own. */
export { startProcess, type RunningProcess } from './process.ts';
export { startSimulator, type SimulatorOptions, type RunningSimulator } from './simulator.ts';
export { startMoto, type RunningMoto } from './moto.ts';
export { temporaryFolder } from './temporary-folder.ts';
export { findCommand } from './find-command.ts';
export { requireCounterpart, type Counterpart } from './require-counterpart.ts';
