import { MessagePort, type Worker } from 'node:worker_threads';

/**
 * Methods that one thread offers to another. Arguments and results must survive structured cloning; a port among the
 * arguments is handed over.
 */
export type RemoteMethods = Readonly<Record<string, (...args: never[]) => unknown>>;

/** The same methods as the other thread sees them. */
export type RemoteCaller<Methods extends RemoteMethods> = {
  readonly [Name in keyof Methods]: (...args: Parameters<Methods[Name]>) => Promise<Awaited<ReturnType<Methods[Name]>>>;
};

interface CallMessage {
  readonly call: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

type AnswerMessage =
  | { readonly answer: number; readonly result: unknown }
  | { readonly answer: number; readonly error: RemoteError };

/** An error as data: structured cloning drops the name and the properties of any class but the language's own. */
interface RemoteError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code: string | null;
}

/**
 * Answers calls that arrive at `port`, each in the order of arrival when the method is synchronous. An error goes back
 * with its name, message, stack and `code`.
 */
export function serveRemoteCalls(port: MessagePort, methods: RemoteMethods): void {
  port.on('message', (message: CallMessage) => {
    void answerCall(port, methods, message);
  });
}

async function answerCall(
  port: MessagePort,
  methods: RemoteMethods,
  { call, method, args }: CallMessage,
): Promise<void> {
  try {
    const called = methods[method];
    if (called === undefined) throw new Error(`the thread has no method ${method}`);
    const result: unknown = await called(...(args as never[]));
    port.postMessage({ answer: call, result } satisfies AnswerMessage);
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
    const { name, message, stack } = error;
    port.postMessage({ answer: call, error: { name, message, stack, code } } satisfies AnswerMessage);
  }
}

/**
 * Calls the methods that another thread serves at the other end of `port`. When that thread ends, every call under way
 * and every later one is rejected with `ThreadEnded`.
 */
export function callRemotely<Methods extends RemoteMethods>(port: MessagePort | Worker): RemoteCaller<Methods> {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastCall = 0;
  let ended: Error | null = null;
  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  port.on('message', (message: AnswerMessage) => {
    const caller = waiting.get(message.answer);
    if (caller === undefined) return;
    waiting.delete(message.answer);
    if (!('error' in message)) caller.resolve(message.result);
    else caller.reject(toError(message.error));
  });
  port.on('error', (error: Error) =>
    end(new ThreadEnded(`a thread of the control plane failed: ${error.message}`, error)),
  );
  port.on('exit', () => end(new ThreadEnded('a thread of the control plane has ended')));
  port.on('close', () => end(new ThreadEnded('a thread of the control plane has ended')));
  return new Proxy(Object.create(null) as RemoteCaller<Methods>, {
    get: (_, method) => (typeof method === 'symbol' || method === 'then' ? undefined : call(method)),
  });

  function call(method: string): (...args: unknown[]) => Promise<unknown> {
    return (...args) =>
      new Promise((resolve, reject) => {
        if (ended !== null) {
          reject(ended);
          return;
        }
        lastCall += 1;
        waiting.set(lastCall, { resolve, reject });
        const ports = args.filter((arg) => arg instanceof MessagePort);
        port.postMessage({ call: lastCall, method, args } satisfies CallMessage, ports);
      });
  }
}

function toError({ name, message, stack, code }: RemoteError): Error {
  const error = Object.assign(new Error(message), { name }, code === null ? {} : { code });
  if (stack !== undefined) error.stack = stack;
  return error;
}

/** The thread that should have answered is no more. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';

  constructor(message: string, cause?: Error) {
    super(message, cause === undefined ? undefined : { cause });
  }
}
