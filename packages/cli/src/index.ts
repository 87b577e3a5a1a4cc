/** The command line: `main`, and what the composition root has to hand it. */
export { main } from './main.ts';
export type { ControlPlane, ControlPlaneOptions, DemoSimulator, KnownNames, Loaders, ServeOptions } from './loaders.ts';
