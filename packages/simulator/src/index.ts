/** The clouds on loopback: each one's own wire protocol over one model of an estate. */
export { runSimulator } from './run-simulator.ts';
export {
  startSimulatorServer,
  type SimulatorServer,
  type SimulatorServerOptions,
} from './server/start-simulator-server.ts';
export { parseEstateFile, type EstateFileResult, type EstateProblem } from './estate/estate-file.ts';
export type { EstateFile } from './estate/estate-schema.ts';
