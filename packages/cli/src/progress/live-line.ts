import type { TextStream } from '../terminal.ts';
import { toDisplayText } from '../output/display-text.ts';

/** A line of a terminal that is drawn again in place. */
export interface LiveLine {
  refresh(): void;
  /** Writes a line that stays, above the live one. */
  note(message: string): void;
  end(): void;
}

/** Often enough for a clock with tenths of seconds. */
const refreshEveryMs = 100;

/** Draws what `render` answers until `end` is called; it draws by itself so that elapsed time moves. */
export async function createLiveLine(stream: TextStream, render: (columns: number) => string): Promise<LiveLine> {
  const { createLogUpdate } = await import('log-update');
  const update = createLogUpdate(stream);
  const refresh = (): void => update(render(stream.columns ?? 80));
  const timer = setInterval(refresh, refreshEveryMs);
  refresh();
  return {
    refresh,
    note: (message) => update.persist(toDisplayText(message)),
    end() {
      clearInterval(timer);
      update.clear();
      update.done();
    },
  };
}
