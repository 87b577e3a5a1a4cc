import type { AccountIdentity, CallContext } from '@tradewind/core';
import { malformedReply } from './errors.ts';
import type { AwsSession } from './session.ts';
import { untilAborted } from './until-aborted.ts';

/** Who the caller is: asked once per connection, however many units wait for it. */
export interface IdentityLookup {
  /** `region` is where to ask when nobody has asked yet. */
  read(region: string, context: CallContext): Promise<AccountIdentity>;
}

/** How long a unit waits for another region's answer before it asks in its own: that region may be down. */
const patienceMs = 1_000;

export function createIdentityLookup(session: AwsSession): IdentityLookup {
  let known: AccountIdentity | null = null;
  const underWay = new Map<string, Promise<AccountIdentity>>();

  const ask = (region: string, context: CallContext): Promise<AccountIdentity> => {
    let asked = underWay.get(region);
    if (asked === undefined) {
      // Others wait for this answer too, so the first caller's abort must not end it; the call policy bounds it.
      const detached = { ...context, signal: new AbortController().signal };
      asked = fetchIdentity(session, region, detached)
        .then((identity) => {
          known = identity;
          session.noteCredentialsWork();
          return identity;
        })
        .finally(() => underWay.delete(region));
      underWay.set(region, asked);
    }
    return asked;
  };

  return {
    async read(region, context) {
      if (known !== null) return known;
      const others = [...underWay.values()];
      if (others.length > 0 && !underWay.has(region)) {
        const early = await untilAborted(firstOf(others, patienceMs, session, context.signal), context.signal);
        if (early !== null) return early;
      }
      if (known !== null) return known;
      try {
        return await untilAborted(ask(region, context), context.signal);
      } catch (error) {
        // Another region was slow and has answered meanwhile.
        if (known !== null && !context.signal.aborted) return known;
        throw error;
      }
    },
  };
}

/** The first answer within the time, or null. */
async function firstOf(
  answers: readonly Promise<AccountIdentity>[],
  waitMs: number,
  session: AwsSession,
  signal: AbortSignal,
): Promise<AccountIdentity | null> {
  const timer = new AbortController();
  const onAbort = (): void => timer.abort();
  signal.addEventListener('abort', onAbort, { once: true });
  const timeUp = session.clock.sleep(waitMs, timer.signal).then(
    () => null,
    () => null,
  );
  const answered = Promise.any(answers).catch(() => null);
  try {
    return await Promise.race([answered, timeUp]);
  } finally {
    timer.abort();
    signal.removeEventListener('abort', onAbort);
  }
}

async function fetchIdentity(session: AwsSession, region: string, context: CallContext): Promise<AccountIdentity> {
  const { GetCallerIdentityCommand } = await import('./sdk/sts.ts');
  const operation = { service: 'sts', region, operation: 'GetCallerIdentity' } as const;
  const answer = await session.call(operation, context, (sts, options) =>
    sts.send(new GetCallerIdentityCommand({}), options),
  );
  if (answer.Account === undefined || answer.Arn === undefined) {
    throw malformedReply(`sts:GetCallerIdentity in ${region} names no account`);
  }
  return { account: answer.Account, principal: answer.Arn };
}
