/** The control plane. Each entry loads what it needs when it is called: importing this costs next to nothing. */
import type { ControlPlane } from './control-plane.ts';
import type { ControlPlaneOptions } from './control-plane-environment.ts';
import type { ServeOptions } from './serve.ts';

export type { ControlPlane } from './control-plane.ts';
export type { ControlPlaneOptions } from './control-plane-environment.ts';
export type { ServeOptions } from './serve.ts';

/** Opens the control plane of a state folder: in this process, or that of the process which owns it already. */
export async function openControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  return await (await import('./control-plane.ts')).openControlPlane(options);
}

/** Runs the control plane as a server until the signal is aborted. */
export async function serve(options: ServeOptions): Promise<number> {
  return await (await import('./serve.ts')).serve(options);
}
