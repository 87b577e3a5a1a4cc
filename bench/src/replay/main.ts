/**
 * A neutral endpoint for discovery benches: DescribeInstances pages of EC2, rendered before the first call, so that
 * nearly all CPU of a run is the client's. Serves STS GetCallerIdentity, EC2 DescribeRegions and DescribeInstances, and
 * an empty S3 ListBuckets; 501 for anything else. GET /_stats answers counters, POST /_reset clears them and the buckets.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { regions } from '../regions.ts';
import { idMarker, instanceXml } from './ec2-instance-xml.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    pages: { type: 'string', default: '10' },
    'page-size': { type: 'string', default: '1000' },
    'delay-ms': { type: 'string', default: '50' },
    /** Token bucket per region; capacity 0 means no limit. */
    bucket: { type: 'string', default: '0' },
    'refill-per-s': { type: 'string', default: '0' },
  },
});
const pageCount = Number(values.pages);
const pageSize = Number(values['page-size']);
const delayMs = Number(values['delay-ms']);
const bucketCapacity = Number(values.bucket);
const refillPerS = Number(values['refill-per-s']);

const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';
const ec2Namespace = 'xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"';

const pages = Array.from({ length: pageCount }, (_, page) => renderPage(page));

function renderPage(page: number): { bytes: Buffer; markers: number[] } {
  const items = Array.from({ length: pageSize }, (_, i) => instanceXml(page * pageSize + i)).join('');
  const next = page + 1 < pageCount ? `<nextToken>p${page + 1}</nextToken>` : '';
  const bytes = Buffer.from(
    `${xmlHead}<DescribeInstancesResponse ${ec2Namespace}><requestId>replay</requestId><reservationSet><item>` +
      `<reservationId>r-${page.toString(16).padStart(17, '0')}</reservationId><ownerId>123456789012</ownerId><groupSet/>` +
      `<instancesSet>${items}</instancesSet></item></reservationSet>${next}</DescribeInstancesResponse>`,
  );
  const markers: number[] = [];
  for (let at = bytes.indexOf(idMarker); at >= 0; at = bytes.indexOf(idMarker, at + 1)) {
    markers.push(at + idMarker.length - 2);
  }
  return { bytes, markers };
}

/** The page with the region's number patched into every id: ids are unique over all regions. */
function pageOf(region: string, page: number): Buffer {
  const { bytes, markers } = pages[page]!;
  const copy = Buffer.from(bytes);
  const code = Math.max(0, regions.indexOf(region)).toString(16).padStart(2, '0');
  for (const marker of markers) copy.write(code, marker, 'latin1');
  return copy;
}

const stats = { calls: 0, describe_instances: 0, throttled: 0, first_call_ms: 0, last_call_ms: 0 };
const buckets = new Map<string, { tokens: number; atMs: number }>();

function isAdmitted(region: string): boolean {
  if (bucketCapacity === 0) return true;
  const nowMs = performance.now();
  const bucket = buckets.get(region) ?? { tokens: bucketCapacity, atMs: nowMs };
  buckets.set(region, bucket);
  bucket.tokens = Math.min(bucketCapacity, bucket.tokens + ((nowMs - bucket.atMs) / 1000) * refillPerS);
  bucket.atMs = nowMs;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
}

function xml(status: number, body: string | Buffer): Answer {
  return { status, contentType: 'text/xml;charset=UTF-8', body };
}

function answer(request: IncomingMessage, form: URLSearchParams): Answer {
  const [, region = '-', service = '-'] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
  switch (form.get('Action')) {
    case 'GetCallerIdentity':
      return xml(
        200,
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
          '<Arn>arn:aws:iam::123456789012:user/bench</Arn><UserId>AIDABENCH</UserId><Account>123456789012</Account>' +
          '</GetCallerIdentityResult></GetCallerIdentityResponse>',
      );
    case 'DescribeRegions':
      return xml(
        200,
        `<DescribeRegionsResponse ${ec2Namespace}><regionInfo>${regions.map(regionXml).join('')}</regionInfo></DescribeRegionsResponse>`,
      );
    case 'DescribeInstances':
      if (!isAdmitted(region)) {
        stats.throttled += 1;
        const error = '<Error><Code>RequestLimitExceeded</Code><Message>Request limit exceeded.</Message></Error>';
        return xml(503, `<Response><Errors>${error}</Errors><RequestID>replay</RequestID></Response>`);
      }
      stats.describe_instances += 1;
      return xml(200, pageOf(region, Number((form.get('NextToken') ?? 'p0').slice(1))));
    default:
      if (service === 's3') {
        return xml(
          200,
          '<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Owner><ID>o</ID></Owner><Buckets/></ListAllMyBucketsResult>',
        );
      }
      return { status: 501, contentType: 'text/plain', body: 'not served by the replay' };
  }
}

function regionXml(region: string): string {
  return (
    `<item><regionName>${region}</regionName><regionEndpoint>ec2.${region}.amazonaws.com</regionEndpoint>` +
    '<optInStatus>opt-in-not-required</optInStatus></item>'
  );
}

function respond(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => {
    body += chunk.toString('latin1');
  });
  request.on('end', () => {
    if (request.url === '/_stats')
      return respond(response, { status: 200, contentType: 'application/json', body: JSON.stringify(stats) });
    if (request.url === '/_reset') {
      buckets.clear();
      Object.assign(stats, { calls: 0, describe_instances: 0, throttled: 0, first_call_ms: 0, last_call_ms: 0 });
      return respond(response, { status: 200, contentType: 'text/plain', body: 'ok' });
    }
    stats.calls += 1;
    if (stats.first_call_ms === 0) stats.first_call_ms = performance.now();
    stats.last_call_ms = performance.now();
    const made = answer(request, new URLSearchParams(body));
    setTimeout(() => respond(response, made), delayMs);
    return undefined;
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(values.port), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}`, page_bytes: pages[0]!.bytes.length })}\n`);
});
process.on('SIGTERM', () => process.exit(0));
