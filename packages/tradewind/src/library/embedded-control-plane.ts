import type { Client } from '@tradewind/api';
import type { ControlPlane } from '@tradewind/server';
import { makeTemporaryFolder, removeTemporaryFolder } from './temporary-folders.ts';
import { readVersion } from './version.ts';

export interface EmbeddedControlPlaneOptions {
  readonly stateFolder: string | null;
  readonly configFile: string | null;
}

/**
 * The control plane in this process, open only while something asks it, so that a program which is done ends by itself.
 * Without a folder of its own for the state it makes a temporary one.
 */
export class EmbeddedControlPlane {
  readonly #options: EmbeddedControlPlaneOptions;
  #temporaryFolder: string | null = null;
  #users = 0;
  #plane: Promise<ControlPlane> | null = null;
  #closing: Promise<void> = Promise.resolve();

  constructor(options: EmbeddedControlPlaneOptions) {
    this.#options = options;
  }

  /** Hands the work a client; those who work at the same time share one control plane. */
  async use<T>(work: (client: Client) => Promise<T>): Promise<T> {
    this.#users += 1;
    this.#plane ??= this.#closing.then(() => this.#open());
    const opening = this.#plane;
    try {
      const { createClient } = await import('@tradewind/api');
      const plane = await opening;
      return await work(createClient({ fetch: plane.fetch, baseUrl: 'http://tradewind.local' }));
    } finally {
      this.#users -= 1;
      if (this.#users === 0) {
        this.#plane = null;
        // One that could not be opened has nothing to close.
        this.#closing = opening.then(
          (plane) => plane.close({ cancelScans: true }),
          () => undefined,
        );
      }
      await this.#closing;
    }
  }

  /** Removes the temporary folder, if there is one. */
  async close(): Promise<void> {
    await this.#closing;
    if (this.#temporaryFolder !== null) removeTemporaryFolder(this.#temporaryFolder);
    this.#temporaryFolder = null;
  }

  async #open(): Promise<ControlPlane> {
    const { openControlPlane } = await import('@tradewind/server');
    this.#temporaryFolder ??= this.#options.stateFolder === null ? makeTemporaryFolder() : null;
    return openControlPlane({
      configFile: this.#options.configFile,
      stateFolder: this.#options.stateFolder ?? this.#temporaryFolder,
      logLevel: 'warn',
      version: readVersion(),
    });
  }
}
