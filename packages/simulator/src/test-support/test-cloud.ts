import { createHash } from 'node:crypto';
import { createAwsRequest, type AwsRequest } from '../aws/frame/aws-request.ts';
import { simulatorAccessKeyId, simulatorSecretAccessKey } from '../aws/frame/credentials.ts';
import { createCallHandler, type CallResult } from '../aws/frame/handle-call.ts';
import { computeSignature, type SignatureClaim } from '../aws/frame/sigv4.ts';
import { awsServices } from '../aws/services.ts';
import type { EstateFile } from '../estate/estate-schema.ts';
import { createWorld, type World } from '../world.ts';

/** 2026-11-20T12:00:00Z, what tests start at. */
export const testStartMs = Date.UTC(2026, 10, 20, 12);

export interface CallOptions {
  readonly service?: string;
  readonly region?: string;
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  /** Milliseconds by which the client's clock is wrong. */
  readonly skewMs?: number;
  readonly sessionToken?: string;
}

/** A simulator without a socket, with a clock that stands still until a test moves it. */
export interface TestCloud {
  readonly world: World;
  /** Calls with any signature, and tells what became of the call. */
  handle(options: CallOptions): CallResult;
  /** An EC2 call; its answer's XML, whatever its status. */
  ec2(action: string, parameters?: Readonly<Record<string, string>>, region?: string): TestAnswer;
  /** Moves the wall clock, and the simulated one with it. */
  passMs(ms: number): void;
}

export interface TestAnswer {
  readonly status: number;
  readonly xml: string;
  /** The text of each element of this name. */
  texts(name: string): readonly string[];
}

export function createTestCloud(estate: EstateFile = {}, seed = 1): TestCloud {
  let nowMs = testStartMs;
  const world = createWorld({ estate, seed, wallNowMs: () => nowMs });
  const handler = createCallHandler(world, awsServices);
  const handle = (options: CallOptions): CallResult => handler.handle(signedRequest(options, nowMs));
  return {
    world,
    handle,
    ec2(action, parameters = {}, region = 'us-east-1') {
      const body = new URLSearchParams({ Action: action, Version: '2016-11-15', ...parameters }).toString();
      const result = handle({ service: 'ec2', region, body });
      if (!('answer' in result)) throw new Error(`${action}: ${result.outcome}`);
      return toTestAnswer(result.answer.status, String(result.answer.body));
    },
    passMs(ms) {
      nowMs += ms;
    },
  };
}

export function toTestAnswer(status: number, xml: string): TestAnswer {
  return {
    status,
    xml,
    texts: (name) => Array.from(xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g')), ([, text]) => text ?? ''),
  };
}

export function signedRequest(options: CallOptions, nowMs: number): AwsRequest {
  const { service = 'ec2', region = 'us-east-1', path = '/', body = '' } = options;
  const method = options.method ?? 'POST';
  const timestamp = new Date(nowMs + (options.skewMs ?? 0)).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const bodySha256 = createHash('sha256').update(body).digest('hex');
  const headers = new Map<string, readonly string[]>([
    ['host', ['127.0.0.1']],
    ['x-amz-date', [timestamp]],
    ...(options.sessionToken === undefined
      ? []
      : [['x-amz-security-token', [options.sessionToken]] as [string, readonly string[]]]),
    ...Object.entries(options.headers ?? {}).map(([name, value]): [string, readonly string[]] => [name, [value]]),
  ]);
  const [rawPath = '', rawQuery = ''] = path.split('?');
  const claim: SignatureClaim = {
    accessKeyId: options.accessKeyId ?? simulatorAccessKeyId,
    date: timestamp.slice(0, 8),
    region,
    service,
    signedHeaders: Array.from(headers.keys()).sort(),
    signature: '',
    presigned: false,
  };
  const payloadHash = headers.get('x-amz-content-sha256')?.[0] ?? bodySha256;
  const parts = { method, rawPath, rawQuery, headers, timestamp, payloadHash };
  const signature = computeSignature(claim, parts, options.secretAccessKey ?? simulatorSecretAccessKey);
  const scope = `${claim.date}/${region}/${service}/aws4_request`;
  headers.set('authorization', [
    `AWS4-HMAC-SHA256 Credential=${claim.accessKeyId}/${scope}, SignedHeaders=${claim.signedHeaders.join(';')}, Signature=${signature}`,
  ]);
  return createAwsRequest({ method, target: path, headers, body: Buffer.from(body), bodySha256 });
}
