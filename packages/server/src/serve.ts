import { once } from 'node:events';
import { toFingerprint } from './config/fingerprint.ts';
import { prepareEnvironment, type ControlPlaneOptions } from './control-plane-environment.ts';
import { isControlPlaneAlive } from './guest-control-plane.ts';
import { openOwnerControlPlane } from './owner-control-plane.ts';
import { ProblemError } from './problem-error.ts';
import { openStateFolder } from './state-folder/open-state-folder.ts';
import { toApiError } from './to-api-error.ts';

export interface ServeOptions extends ControlPlaneOptions {
  /** Null for the configured one; 0 for any that is free. */
  readonly port: number | null;
  /** Ends it: scans that run are cancelled, and what they found is kept. */
  readonly signal: AbortSignal;
  /** Told where it answers, once it does. */
  readonly onListening?: (url: string) => void;
}

/**
 * Runs the control plane as a server until the signal is aborted, and resolves to the exit code.
 * @throws ApiError as `openControlPlane` does, and `conflict` when another process owns the state folder or the port.
 */
export async function serve(options: ServeOptions): Promise<number> {
  const { port, signal, version, onListening = printAddress } = options;
  try {
    const { configuration, logger } = await prepareEnvironment(options);
    const folder = await openStateFolder({ folder: configuration.stateFolder, isAlive: isControlPlaneAlive });
    if (folder.role === 'guest') {
      throw new ProblemError(
        'conflict',
        `Process ${folder.ownerPid} owns the state folder ${folder.folder} already and answers at ${folder.url}. Use that one, ` +
          'stop it, or set TRADEWIND_HOME to another folder.',
      );
    }
    try {
      const owner = await openOwnerControlPlane({
        folder,
        configuration,
        fingerprint: toFingerprint(configuration),
        version,
        logger,
      });
      try {
        onListening(await owner.listen({ host: configuration.server.host, port: port ?? configuration.server.port }));
        if (!signal.aborted) await once(signal, 'abort');
        return 0;
      } finally {
        await owner.close({ cancelScans: true });
      }
    } finally {
      folder.close();
    }
  } catch (error) {
    throw toApiError(error);
  }
}

function printAddress(url: string): void {
  process.stdout.write(`Tradewind answers at ${url} (API documentation: ${url}/docs). Stop it with Ctrl-C.\n`);
}
