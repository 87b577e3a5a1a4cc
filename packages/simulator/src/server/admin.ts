import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { faultSchema } from '../faults/fault-schema.ts';
import type { ActiveFault } from '../faults/fault-engine.ts';
import type { World } from '../world.ts';
import type { CallRecord } from './call-log.ts';
import { stateToWire } from './state-to-wire.ts';

export const adminPath = '/_simulator';

export interface Admin {
  serve(message: IncomingMessage, response: ServerResponse): Promise<void>;
}

interface AdminAnswer {
  readonly status: number;
  readonly body: unknown;
}

const clockSchema = z.strictObject({ advance_ms: z.number().min(0) });

/** The admin endpoint: faults, state, calls, clock. It asks for no credentials, so it must never answer a web page:
 * requests from a browser carry an Origin, and after DNS rebinding a foreign Host. */
export function createAdmin(world: World): Admin {
  return {
    async serve(message, response) {
      const chunks: Buffer[] = [];
      for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
      const answer = isFromOutside(message)
        ? { status: 403, body: { error: 'the admin endpoint answers only local programs' } }
        : answerAdmin(world, {
            method: message.method ?? 'GET',
            path: (message.url ?? '').split('?')[0]?.slice(adminPath.length) ?? '',
            body: Buffer.concat(chunks).toString('utf8'),
          });
      const text = answer.body === null ? '' : `${JSON.stringify(answer.body)}\n`;
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(text);
    },
  };
}

function isFromOutside(message: IncomingMessage): boolean {
  const { host = '', origin } = message.headers;
  const name = host.replace(/:\d+$/, '');
  return origin !== undefined || !['127.0.0.1', 'localhost', '[::1]'].includes(name);
}

export interface AdminRequest {
  readonly method: string;
  /** Below the admin path, for example `/faults/fault-1`. */
  readonly path: string;
  readonly body: string;
}

export function answerAdmin(world: World, request: AdminRequest): AdminAnswer {
  const { method, path } = request;
  const faultId = /^\/faults\/([^/]+)$/.exec(path)?.[1];
  if (faultId !== undefined && method === 'DELETE') {
    return world.faults.remove(decodeURIComponent(faultId))
      ? { status: 204, body: null }
      : { status: 404, body: { error: `there is no fault ${faultId}` } };
  }
  switch (`${method} ${path}`) {
    case 'GET /faults':
      return { status: 200, body: { faults: world.faults.list().map(faultToWire) } };
    case 'POST /faults':
      return withBody(request, faultSchema, (fault) => ({ status: 201, body: faultToWire(world.faults.add(fault)) }));
    case 'DELETE /faults':
      world.faults.clear();
      return { status: 204, body: null };
    case 'GET /state':
      return { status: 200, body: stateToWire(world) };
    case 'GET /calls':
      return { status: 200, body: { calls: world.calls.list().map(callToWire) } };
    case 'DELETE /calls':
      world.calls.clear();
      return { status: 204, body: null };
    case 'GET /clock':
      return { status: 200, body: { now: new Date(world.clock.nowMs()).toISOString() } };
    case 'POST /clock':
      return withBody(request, clockSchema, (clock) => {
        world.clock.advance(clock.advance_ms);
        return { status: 200, body: { now: new Date(world.clock.nowMs()).toISOString() } };
      });
    case 'POST /reset':
      world.reset();
      return { status: 204, body: null };
    default:
      return { status: 404, body: { error: `the admin endpoint has no ${method} ${adminPath}${path}` } };
  }
}

function withBody<T>(request: AdminRequest, schema: z.ZodType<T>, answer: (body: T) => AdminAnswer): AdminAnswer {
  let json: unknown;
  try {
    json = JSON.parse(request.body);
  } catch {
    return { status: 400, body: { error: 'the body is not JSON' } };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return answer(parsed.data);
  const problems = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  return { status: 400, body: { error: 'the body is not valid', problems } };
}

function faultToWire({ id, fault, remaining, hits }: ActiveFault): unknown {
  return { ...fault, id, remaining, hits };
}

function callToWire(record: CallRecord): unknown {
  return {
    service: record.service,
    region: record.region,
    operation: record.operation,
    at: new Date(record.atMs).toISOString(),
    status: record.status,
    outcome: record.outcome,
    error_code: record.errorCode,
    request_id: record.requestId,
  };
}
