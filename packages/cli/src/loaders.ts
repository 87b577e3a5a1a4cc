/** What the composition root hands to the CLI. Each part is loaded only when a command asks for it. */
export interface Loaders {
  /** Version of the published package. */
  readonly version: string;
  /** Opens the control plane: in this process, or that of the process which owns the state folder already. */
  openControlPlane(options: ControlPlaneOptions): Promise<ControlPlane>;
  /** Runs the control plane on a loopback port until `signal` is aborted; resolves to the exit code. */
  serve(options: ServeOptions): Promise<number>;
  /** Runs the simulator in this process with its own options; resolves to the exit code. */
  runSimulator(argv: readonly string[]): Promise<number>;
  /** Starts a simulator with the sample estate as a process of its own. */
  startDemoSimulator(): Promise<DemoSimulator>;
  /** What can be named without asking any cloud; for shell completion. */
  readKnownNames(): Promise<KnownNames>;
}

export interface ControlPlaneOptions {
  /** Configuration file; null for the one that is found by itself, if any. */
  readonly configFile: string | null;
  /** Folder of the state; null for the user's own. */
  readonly stateFolder: string | null;
  /** `debug` tells each step on stderr; `warn` only what needs attention. */
  readonly logLevel: 'debug' | 'warn';
}

export interface ControlPlane {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Ends what is under way in an orderly manner; what was stored stays. */
  close(): Promise<void>;
}

export interface ServeOptions extends ControlPlaneOptions {
  /** Null for the configured or usual one; 0 for any free one. */
  readonly port: number | null;
  readonly signal: AbortSignal;
}

export interface DemoSimulator {
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  stop(): Promise<void>;
}

export interface KnownNames {
  readonly providers: readonly string[];
  readonly regions: readonly string[];
  readonly types: readonly string[];
}
