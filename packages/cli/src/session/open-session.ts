import type { Client } from '@tradewind/api';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import { exitCodes } from '../exit-code.ts';
import { rejectOnAbort } from './reject-on-abort.ts';

/** A client of the control plane that the options name, for the time of one command. */
export interface Session extends AsyncDisposable {
  readonly client: Client;
}

type Fetch = (request: Request) => Response | Promise<Response>;

export interface SessionOptions {
  /** Calls go on when the user interrupts, for commands that still have to put things in order then. */
  readonly outlivesInterrupt?: boolean;
  /** A control plane in this process over these, whatever the options and the environment name. */
  readonly embedded?: { readonly configFile: string; readonly stateFolder: string };
}

/** Over HTTP when a server is named, else in this process. */
export async function openSession(context: CommandContext, options: SessionOptions = {}): Promise<Session> {
  const { options: globals, terminal, loaders } = context;
  // The schemas of the API take longer to load than a help text to print.
  const { createClient } = await import('@tradewind/api');
  const server = options.embedded === undefined ? (globals.server ?? terminal.environment.server) : null;
  const toFetch = (send: Fetch): Fetch => {
    const traced = traceCalls(send, context);
    return options.outlivesInterrupt === true ? traced : (request) => rejectOnAbort(traced(request), context.signal);
  };
  if (server !== null) {
    if (globals.config !== undefined) throw refuseConfig();
    const fetch = toFetch(sendTo(server));
    const { token } = terminal.environment;
    return {
      client: createClient({ fetch, baseUrl: server, ...(token === null ? {} : { token }) }),
      [Symbol.asyncDispose]: async () => undefined,
    };
  }
  const controlPlane = await loaders.openControlPlane({
    configFile: options.embedded?.configFile ?? globals.config ?? null,
    stateFolder: options.embedded?.stateFolder ?? null,
    logLevel: globals.verbose === true ? 'debug' : 'warn',
  });
  return {
    client: createClient({ fetch: toFetch(controlPlane.fetch), baseUrl: 'http://tradewind.local' }),
    [Symbol.asyncDispose]: () => controlPlane.close(),
  };
}

/** A server on a socket; says in plain words when it cannot be reached. */
function sendTo(server: string): Fetch {
  if (!URL.canParse(server) || !['http:', 'https:'].includes(new URL(server).protocol)) {
    throw new CliError(`"${server}" is no address of a server.`, {
      nextStep: 'Give one such as http://127.0.0.1:7777 to --server or TRADEWIND_SERVER.',
      exitCode: exitCodes.usage,
    });
  }
  return async (request) => {
    try {
      return await fetch(request);
    } catch (error) {
      const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new CliError(`The server at ${server} cannot be reached: ${reason}`, {
        nextStep: 'Is `tradewind serve` running there? Without --server and TRADEWIND_SERVER none is needed.',
        cause: error,
      });
    }
  };
}

function traceCalls(send: Fetch, context: CommandContext): Fetch {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const startedAt = context.terminal.now().getTime();
    const response = await send(request);
    const elapsedMs = context.terminal.now().getTime() - startedAt;
    context.debug(`${request.method} ${pathname}${search} answered ${response.status} after ${elapsedMs} ms`);
    return response;
  };
}

function refuseConfig(): CliError {
  return new CliError('--config has no effect together with a server: the server reads its own configuration.', {
    nextStep: 'Leave out either --config or --server (or TRADEWIND_SERVER).',
    exitCode: exitCodes.usage,
  });
}
