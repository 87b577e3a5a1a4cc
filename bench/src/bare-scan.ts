/**
 * The yardstick of the scale bench: what a scan must do at the least. All regions at once, page after page, each answer
 * buffered and searched for eight fields an instance and its tags; no SDK, no signature, no character set, nothing kept.
 * Prints its figures as one line of JSON.
 */
import { Agent, request } from 'node:http';

const endpoint = new URL(process.argv[2]!);
const regions = (process.argv[3] ?? '').split(',');
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Row {
  readonly id: string;
  readonly image: string;
  readonly state: string;
  readonly type: string;
  readonly launched: string;
  readonly zone: string;
  readonly network: string;
  readonly address: string;
  readonly tags: [string, string][];
}

function call(region: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: endpoint.hostname,
        port: endpoint.port,
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: `AWS4-HMAC-SHA256 Credential=bare/20261120/${region}/ec2/aws4_request`,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).toString('latin1')));
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function field(xml: string, name: string, from: number): string {
  const start = xml.indexOf(`<${name}>`, from) + name.length + 2;
  return xml.slice(start, xml.indexOf('<', start));
}

function rowsOf(xml: string): Row[] {
  const rows: Row[] = [];
  for (let at = xml.indexOf('<instanceId>'); at >= 0; at = xml.indexOf('<instanceId>', at + 1)) {
    const tags: [string, string][] = [];
    const tagSet = xml.indexOf('<tagSet', at);
    if (xml.startsWith('<tagSet>', tagSet)) {
      const end = xml.indexOf('</tagSet>', tagSet);
      for (let key = xml.indexOf('<key>', tagSet); key >= 0 && key < end; key = xml.indexOf('<key>', key + 1)) {
        tags.push([field(xml, 'key', key), field(xml, 'value', key)]);
      }
    }
    rows.push({
      id: field(xml, 'instanceId', at),
      image: field(xml, 'imageId', at),
      state: field(xml, 'name', at),
      type: field(xml, 'instanceType', at),
      launched: field(xml, 'launchTime', at),
      zone: field(xml, 'availabilityZone', at),
      network: field(xml, 'vpcId', at),
      address: field(xml, 'privateIpAddress', at),
      tags,
    });
  }
  return rows;
}

async function scan(region: string): Promise<number> {
  let count = 0;
  let token: string | undefined;
  do {
    const xml = await call(
      region,
      `Action=DescribeInstances&Version=2016-11-15&MaxResults=1000${token === undefined ? '' : `&NextToken=${token}`}`,
    );
    count += rowsOf(xml).length;
    token = /<nextToken>([^<]*)/.exec(xml.slice(-500))?.[1];
  } while (token !== undefined);
  return count;
}

const found = await Promise.all(regions.map((region) => scan(region)));
process.stdout.write(
  `${JSON.stringify({
    instances: found.reduce((sum, count) => sum + count, 0),
    cpu_s: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
    max_rss_mb: process.resourceUsage().maxRSS / 1024,
  })}\n`,
);
agent.destroy();
