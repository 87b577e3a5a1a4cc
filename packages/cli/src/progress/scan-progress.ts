import type { ScanEventDto } from '@tradewind/api';
import type { CommandContext } from '../command-context.ts';
import { formatCount, formatDuration, formatQuantity } from '../output/numbers.ts';
import { createLiveLine } from './live-line.ts';

/** Tells on stderr how far a scan is. */
export interface ScanProgress {
  readonly show: (event: ScanEventDto) => void;
  /** Says something without spoiling the live line. */
  readonly note: (message: string) => void;
  /** Removes what moves; nothing may be shown afterwards. */
  readonly end: () => void;
}

export interface ProgressState {
  readonly unitsDone: number;
  readonly unitsTotal: number;
  readonly incomplete: number;
  readonly resources: number;
  readonly calls: number;
  readonly throttled: number;
  readonly startedAtMs: number;
}

/** How often a log or pipe gets a line. */
const lineEveryMs = 5000;

/** A live line in a terminal; elsewhere a plain line now and then. */
export async function createScanProgress(context: CommandContext): Promise<ScanProgress> {
  const { stderr, environment } = context.terminal;
  const nowMs = (): number => context.terminal.now().getTime();
  let state: ProgressState = {
    unitsDone: 0,
    unitsTotal: 0,
    incomplete: 0,
    resources: 0,
    calls: 0,
    throttled: 0,
    startedAtMs: nowMs(),
  };
  if (stderr.isTTY === true && !environment.dumbTerminal) {
    const live = await createLiveLine(stderr, (columns) => toBarLine(state, nowMs(), columns));
    return {
      show(event) {
        state = advance(state, event);
        live.refresh();
      },
      note: (message) => live.note(message),
      end: () => live.end(),
    };
  }
  let lastLineAtMs = nowMs();
  return {
    show(event) {
      state = advance(state, event);
      if (nowMs() - lastLineAtMs < lineEveryMs) return;
      lastLineAtMs = nowMs();
      context.say(`Scanning: ${toFigures(state, nowMs())}`);
    },
    note: context.say,
    end: () => undefined,
  };
}

function advance(state: ProgressState, event: ScanEventDto): ProgressState {
  switch (event.event) {
    case 'snapshot':
      return { ...state, unitsTotal: event.scan.units.total, resources: event.scan.resources };
    case 'progress':
      return {
        ...state,
        unitsDone: event.units_done,
        unitsTotal: event.units_total,
        resources: event.resources,
        calls: event.calls,
        throttled: event.throttled,
      };
    case 'unit':
      return event.entry.outcome === 'complete' ? state : { ...state, incomplete: state.incomplete + 1 };
    case 'finished':
      return { ...state, unitsDone: state.unitsTotal, resources: event.scan.resources };
  }
}

function toFigures(state: ProgressState, nowMs: number): string {
  return [
    state.unitsTotal === 0 ? 'planning' : `${formatCount(state.unitsDone)}/${formatQuantity(state.unitsTotal, 'unit')}`,
    ...(state.incomplete === 0 ? [] : [`${formatCount(state.incomplete)} incomplete`]),
    formatQuantity(state.resources, 'resource'),
    formatQuantity(state.calls, 'call'),
    ...(state.throttled === 0 ? [] : [`${formatCount(state.throttled)} throttled`]),
    formatDuration(nowMs - state.startedAtMs),
  ].join(', ');
}

const longestBar = 30;
const shortestBar = 5;

/** The figures behind a bar, as far as the terminal is wide enough for one. */
export function toBarLine(state: ProgressState, nowMs: number, columns: number): string {
  const figures = toFigures(state, nowMs);
  const length = Math.min(longestBar, columns - figures.length - 'Scanning [] '.length);
  if (length < shortestBar) return `Scanning ${figures}`;
  const share = state.unitsTotal === 0 ? 0 : Math.min(state.unitsDone / state.unitsTotal, 1);
  const filled = Math.floor(share * length);
  return `Scanning [${'#'.repeat(filled)}${'.'.repeat(length - filled)}] ${figures}`;
}
