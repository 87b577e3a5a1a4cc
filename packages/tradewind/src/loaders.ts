import type { Loaders } from '@tradewind/cli';

export interface ProgramSettings {
  readonly version: string;
  /** Path of the script that runs this program, to run it again. */
  readonly program: string;
}

/** Hands the command line the other parts of the program, each loaded when it is asked for. */
export function createLoaders({ version, program }: ProgramSettings): Loaders {
  return {
    version,
    async openControlPlane(options) {
      const { openControlPlane } = await import('@tradewind/server');
      return openControlPlane({ ...options, logFormat: 'text', version });
    },
    async serve(options) {
      const { serve } = await import('@tradewind/server');
      return serve({ ...options, version });
    },
    async runSimulator(argv) {
      const { endWithParent } = await import('./end-with-parent.ts');
      const { runSimulator } = await import('@tradewind/simulator');
      endWithParent();
      return runSimulator(argv);
    },
    async startDemoSimulator() {
      const { startDemoSimulator } = await import('./start-demo-simulator.ts');
      return startDemoSimulator(program);
    },
    async readKnownNames() {
      const { providerDescriptions } = await import('@tradewind/providers');
      return {
        providers: providerDescriptions.map(({ id }) => id),
        regions: providerDescriptions.flatMap(({ knownRegions }) => knownRegions),
        types: providerDescriptions.flatMap(({ resourceTypes }) => resourceTypes.map(({ id }) => id)),
      };
    },
  };
}
