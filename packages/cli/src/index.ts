/** The command line: `main`, what the composition root has to hand it, and what the library shares with it. */
export { main } from './main.ts';
export type { ControlPlane, ControlPlaneOptions, DemoSimulator, KnownNames, Loaders, ServeOptions } from './loaders.ts';
export { CliError } from './cli-error.ts';
export { replaceFile } from './files/replace-file.ts';
export { formatOfFile } from './output/output-format.ts';
export { writeInventory } from './session/write-inventory.ts';
