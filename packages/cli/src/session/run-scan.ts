import type { CreateScanRequest, LedgerEntryDto, ScanWithLedgerDto } from '@tradewind/api';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { formatQuantity } from '../output/numbers.ts';
import { createScanProgress } from '../progress/scan-progress.ts';
import type { Session } from './open-session.ts';

/**
 * Starts a scan and follows it to its end. An interrupt cancels it, so that what was found is stored as partial, and
 * resolves like any other end.
 *
 * @param session one that outlives an interrupt
 */
export async function runScan(
  context: CommandContext,
  session: Session,
  request: CreateScanRequest,
): Promise<ScanWithLedgerDto> {
  const { client } = session;
  context.signal.throwIfAborted();
  const { id } = await client.createScan({ body: request });
  context.debug(`Scan ${id} has been started`);
  const progress = await createScanProgress(context);
  let cancelling: Promise<unknown> = Promise.resolve();
  const cancel = (): void => {
    progress.note('Stopping the scan; what it found is kept. Interrupt again to end at once.');
    // When it has ended by itself meanwhile, there is nothing to cancel.
    cancelling = client.cancelScan({ params: { id } }).catch((error: unknown) => context.debug(String(error)));
  };
  context.signal.addEventListener('abort', cancel, { once: true });
  if (context.signal.aborted) cancel();
  try {
    for await (const event of client.watchScan({ params: { id } })) {
      progress.show(event);
      if (event.event === 'unit') context.debug(toUnitLine(event.entry));
    }
    await cancelling;
  } catch (error) {
    throw isBrokenStream(error) ? lostScanner(id, error) : error;
  } finally {
    context.signal.removeEventListener('abort', cancel);
    progress.end();
  }
  const scan = await client.readScan({ params: { id } });
  if (scan.status === 'running') throw lostSight(id);
  return scan;
}

function toUnitLine({ resource_type: type, region, outcome, resources, reason }: LedgerEntryDto): string {
  return `${type} in ${region}: ${outcome}, ${formatQuantity(resources, 'resource')}${reason === null ? '' : `: ${reason}`}`;
}

const exitCodeOf: Readonly<Record<ScanWithLedgerDto['status'], ExitCode>> = {
  running: exitCodes.failed,
  complete: exitCodes.done,
  partial: exitCodes.partial,
  failed: exitCodes.failed,
  cancelled: exitCodes.interrupted,
};

/** An interrupted command says so, even when the scan came to its end just before. */
export function toScanExitCode(scan: ScanWithLedgerDto, context: CommandContext): ExitCode {
  return context.signal.aborted ? exitCodes.interrupted : exitCodeOf[scan.status];
}

/** What fetch makes of a connection that ends in the middle of an answer. */
function isBrokenStream(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'terminated';
}

function lostScanner(id: string, cause: unknown): CliError {
  return new CliError(`The process that ran scan ${id} ended before the scan did, or the connection to it broke off.`, {
    nextStep: 'What the scan had found until then is kept. Run the command again to scan the rest.',
    cause,
  });
}

function lostSight(id: string): CliError {
  return new CliError(`The connection broke off while scan ${id} was running; it goes on in the server.`, {
    nextStep: `See how it ends with \`tradewind scans get ${id}\`.`,
  });
}
