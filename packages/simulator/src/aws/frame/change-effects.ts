import type { FaultEngine, FaultScope } from '../../faults/fault-engine.ts';
import type { ChangeEffects } from './service.ts';

/** Asks the faults at most once per call and effect, so that a call that makes ten instances counts as one. */
export function changeEffects(faults: FaultEngine, scope: FaultScope): ChangeEffects {
  let slow: { readonly durationMs: number | null } | undefined;
  let delayMs: number | undefined;
  return {
    transitionMs(usualMs) {
      slow ??= { durationMs: faults.hit(scope, ['slow_states'])?.duration_ms ?? null };
      return slow.durationMs ?? usualMs;
    },
    readDelayMs() {
      delayMs ??= faults.hit(scope, ['eventual_reads'])?.delay_ms ?? 0;
      return delayMs;
    },
  };
}
