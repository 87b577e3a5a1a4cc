import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '@tradewind/api';
import { toFingerprint } from './config/fingerprint.ts';
import {
  prepareEnvironment,
  type ControlPlaneEnvironment,
  type ControlPlaneOptions,
} from './control-plane-environment.ts';
import { forward, isControlPlaneAlive, toRepeatable, type RepeatableRequest } from './guest-control-plane.ts';
import { problemOf, problemResponse } from './http/problems.ts';
import { openOwnerControlPlane, type OwnerControlPlane } from './owner-control-plane.ts';
import { ProblemError } from './problem-error.ts';
import { openStateFolder, type GuestStateFolder } from './state-folder/open-state-folder.ts';
import { toApiError } from './to-api-error.ts';

/** The control plane, wherever it runs. */
export interface ControlPlane {
  /** `owner`: it runs in this process. `guest`: another process owns the state folder, and requests go there. */
  readonly role: 'owner' | 'guest';
  /** Address on the loopback interface, or null while it only answers within this process. */
  readonly url: string | null;
  /** Answers a request of this process; its token is added, and the host of its url does not matter. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Waits for the scans that run here, or cancels them, and gives the state folder up. */
  close(options?: { readonly cancelScans?: boolean }): Promise<void>;
}

/** How long an owner answers only in its own process: most commands are done by then. */
const quietMs = 150;

/** How long a request waits for an owner that is ending to have ended. */
const patienceMs = 10_000;
const retryEveryMs = 50;

/**
 * Opens the control plane of the state folder: in this process, or that of the process which owns the folder already. If
 * that one ends, this one takes its place.
 * @throws ApiError `misconfigured`, `storage_unavailable`, or `conflict` when the owner does not answer.
 */
export async function openControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  try {
    const plane = new FolderControlPlane(await prepareEnvironment(options));
    await plane.open();
    return plane;
  } catch (error) {
    throw toApiError(error);
  }
}

type Seat = { readonly owner: OwnerControlPlane } | { readonly guest: GuestStateFolder };

class FolderControlPlane implements ControlPlane {
  readonly #environment: ControlPlaneEnvironment;
  #seat: Promise<Seat> | null = null;
  #current: Seat | null = null;
  #quiet: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(environment: ControlPlaneEnvironment) {
    this.#environment = environment;
  }

  get role(): 'owner' | 'guest' {
    return this.#current !== null && 'guest' in this.#current ? 'guest' : 'owner';
  }

  get url(): string | null {
    if (this.#current === null) return null;
    return 'guest' in this.#current ? this.#current.guest.url : this.#current.owner.url;
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    try {
      return await this.#answer(await toRepeatable(request));
    } catch (error) {
      if (request.signal.aborted) throw error;
      const expected = toApiError(error);
      if (expected instanceof ApiError) return problemResponse(expected.problem);
      const requestId = randomUUID();
      this.#environment.logger.error({ requestId, err: error }, 'request failed');
      return problemResponse(problemOf(error, requestId));
    }
  };

  async open(): Promise<void> {
    await this.#sit();
  }

  async close({ cancelScans = false }: { readonly cancelScans?: boolean } = {}): Promise<void> {
    this.#isClosed = true;
    // A seat that is being taken sets the timer when it has been.
    const seat = await this.#seat?.catch(() => null);
    clearTimeout(this.#quiet);
    if (seat != null && 'owner' in seat) await seat.owner.close({ cancelScans });
  }

  async #answer(repeatable: RepeatableRequest): Promise<Response> {
    const { request, body } = repeatable;
    // Set by the first answer that is none: a long report may take longer than that.
    let giveUpAtMs: number | null = null;
    for (;;) {
      const seat = await this.#sit();
      if ('owner' in seat) {
        const { method, headers, signal } = request;
        return await seat.owner.app.fetch(new Request(request.url, { method, headers, body, signal }), {
          inProcess: true,
        });
      }
      const result = await forward(repeatable, seat.guest);
      giveUpAtMs ??= performance.now() + patienceMs;
      const isPatient = performance.now() <= giveUpAtMs;
      if ('response' in result) {
        if (!(await isShuttingDown(result.response)) || !isPatient) return result.response;
        await sleep(retryEveryMs);
      } else if (result.maybeDone || !isPatient) {
        this.#leave(seat);
        const { ownerPid } = seat.guest;
        throw new ProblemError(
          'shutting_down',
          result.maybeDone
            ? `Process ${ownerPid}, which owned the state folder, ended while it worked on this. Look whether it was done before you repeat it.`
            : `Process ${ownerPid}, which owns the state folder, does not answer this. Try again, or stop that process.`,
        );
      }
      this.#environment.logger.debug({ pid: seat.guest.ownerPid }, 'the owner of the state folder is ending');
      this.#leave(seat);
    }
  }

  /** Becomes owner or guest, once for all who ask at the same time. */
  #sit(): Promise<Seat> {
    if (this.#isClosed) throw new ProblemError('shutting_down', 'The control plane has been closed.');
    this.#seat ??= this.#takeSeat().then(
      (seat) => {
        this.#current = seat;
        return seat;
      },
      (error: unknown) => {
        this.#seat = null;
        throw error;
      },
    );
    return this.#seat;
  }

  #leave(seat: Seat): void {
    // Of several who find the owner gone, the first gives the seat up.
    if (this.#current !== seat) return;
    this.#current = null;
    this.#seat = null;
  }

  async #takeSeat(): Promise<Seat> {
    const { configuration, logger, options } = this.#environment;
    const fingerprint = toFingerprint(configuration);
    const folder = await openStateFolder({ folder: configuration.stateFolder, isAlive: isControlPlaneAlive });
    if (folder.role === 'guest') {
      logger.debug({ pid: folder.ownerPid, url: folder.url }, 'another process owns the state folder');
      if (folder.fingerprint !== fingerprint) this.#tellOtherConfiguration(folder);
      return { guest: folder };
    }
    try {
      const owner = await openOwnerControlPlane({
        folder,
        configuration,
        fingerprint,
        version: options.version,
        logger,
      });
      this.#quiet = setTimeout(() => {
        owner.listen({ host: '127.0.0.1', port: 0 }).catch((error: unknown) => {
          logger.warn({ err: error }, 'other processes cannot use this state folder until this one ends');
        });
      }, quietMs);
      this.#quiet.unref();
      return { owner };
    } catch (error) {
      folder.close();
      throw error;
    }
  }

  #tellOtherConfiguration({ ownerPid, folder }: GuestStateFolder): void {
    const { logger, options } = this.#environment;
    if (options.configFile === null) {
      logger.warn(
        { pid: ownerPid, folder },
        'the configuration of the process that owns the state folder applies, which is another',
      );
      return;
    }
    throw new ProblemError(
      'conflict',
      `Process ${ownerPid} owns the state folder ${folder} and works by another configuration, so ${options.configFile} would ` +
        'have no effect. Stop that process, or set TRADEWIND_HOME to another folder.',
    );
  }
}

/** An owner that is ending takes no more work: what it was asked has not been done. */
async function isShuttingDown(response: Response): Promise<boolean> {
  if (response.status !== 503) return false;
  const answer: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return typeof answer === 'object' && answer !== null && 'code' in answer && answer.code === 'shutting_down';
}
