import { Readable } from 'node:stream';
import { DescribeInstancesCommand, EC2Client, type Instance } from '@aws-sdk/client-ec2';
import { HttpResponse } from '@smithy/core/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toInstanceFacts, type InstanceFacts } from '../to-domain/instance.ts';
import { nextTokenLeaf, toDescribeInstancesDocument } from './describe-instances-document.ts';
import { readXmlRecords } from './read-xml-records.ts';
import { MalformedXml } from './xml-scanner.ts';

/** The SDK's own deserialiser on the same bytes: what ours must agree with. */
async function readWithSdk(xml: string): Promise<{ instances: Instance[]; nextToken: string | undefined }> {
  const client = new EC2Client({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    requestHandler: {
      handle: async () => ({
        response: new HttpResponse({ statusCode: 200, headers: {}, body: Readable.from([Buffer.from(xml)]) }),
      }),
    },
  });
  const answer = await client.send(new DescribeInstancesCommand({}));
  return {
    instances: (answer.Reservations ?? []).flatMap((reservation) => reservation.Instances ?? []),
    nextToken: answer.NextToken,
  };
}

async function readStreaming(
  xml: string,
  chunkSizes: readonly number[],
): Promise<{ instances: InstanceFacts[]; nextToken: string | undefined }> {
  const bytes = Buffer.from(xml);
  function* chunks(): Generator<Buffer> {
    let at = 0;
    for (let i = 0; at < bytes.length; i++) {
      const size = chunkSizes.length === 0 ? bytes.length : chunkSizes[i % chunkSizes.length]!;
      yield bytes.subarray(at, at + size);
      at += size;
    }
  }
  const read = await readXmlRecords(
    Readable.from(chunks(), { objectMode: false }),
    toDescribeInstancesDocument((instance) => instance),
  );
  return { instances: read.records, nextToken: read.leaves.get(nextTokenLeaf) };
}

/** In one form for both: times as numbers, and an empty reason as none, which the SDK leaves out in some releases. */
function toComparable(facts: InstanceFacts): object {
  const time = (value: Date | string | undefined): number | undefined =>
    value === undefined ? undefined : new Date(value).getTime();
  return {
    ...facts,
    launchedAt: time(facts.launchedAt),
    attachedAt: time(facts.attachedAt),
    reason: facts.reason === '' ? undefined : facts.reason,
  };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
}

/** Characters that XML 1.0 allows, of every plane, with those that have to be escaped. */
const xmlText = fc
  .array(
    fc.oneof(
      fc.constantFrom('&', '<', '>', '"', "'", '/', 'a', 'é', '漢', '😀', '&amp;', '</value>', '<item>'),
      fc
        .integer({ min: 0x20, max: 0x10_ff_fd })
        .filter((code) => (code < 0xd800 || code > 0xdfff) && (code & 0xfffe) !== 0xfffe)
        .map((code) => String.fromCodePoint(code)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))
  // The SDK trims leaves, and reads one of white space alone as a number or nothing, which EC2 never sends.
  .filter((text) => text.trim() === text && text !== '');

const ascii = (pattern: RegExp): fc.Arbitrary<string> => fc.stringMatching(pattern);
const leaf = (name: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  value.map((text) => `<${name}>${escapeXml(text)}</${name}>`);
const tag = fc
  .tuple(xmlText, xmlText)
  .map(([key, value]) => `<item><key>${escapeXml(key)}</key><value>${escapeXml(value)}</value></item>`);
const list = (name: string, item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(item, { maxLength: 3 })
    .map((items) => (items.length === 0 ? `<${name}/>` : `<${name}>${items.join('')}</${name}>`));

const instanceXml = fc
  .tuple(
    leaf('instanceId', ascii(/^i-[0-9a-f]{17}$/)),
    fc.shuffledSubarray([
      '<imageId>ami-0abc</imageId>',
      '<instanceState><code>16</code><name>running</name></instanceState>',
      '<instanceType>m5.large</instanceType>',
      '<launchTime>2026-01-10T10:10:45.000Z</launchTime>',
      '<placement><availabilityZone>eu-west-1a</availabilityZone><groupName/><tenancy>default</tenancy></placement>',
      '<dnsName/>',
      '<architecture>arm64</architecture>',
      '<ipAddress>192.0.2.1</ipAddress>',
      '<privateIpAddress>10.0.0.1</privateIpAddress>',
      '<subnetId>subnet-e1645e5a32bda2c35</subnetId>',
      '<vpcId>vpc-00665fb681aa959b1</vpcId>',
      '<instanceLifecycle>spot</instanceLifecycle>',
      '<platform>windows</platform>',
      '<platformDetails>Linux/UNIX</platformDetails>',
      '<groupSet><item><groupId>sg-1</groupId><item><name>nested</name></item></item></groupSet>',
      '<aNewField xmlns="urn:later"><item><instanceId>i-not-this-one</instanceId></item></aNewField>',
      '<networkInterfaceSet><item><attachment><deviceIndex>0</deviceIndex><attachTime>2026-01-09T10:10:45.000Z</attachTime></attachment><privateIpAddress>10.0.0.9</privateIpAddress></item></networkInterfaceSet>',
    ]),
    fc.constantFrom('', '<reason/>', '<reason>User initiated (2026-08-29 20:40:27 GMT)</reason>'),
    list('tagSet', tag),
    list(
      'blockDeviceMapping',
      fc.constantFrom(
        '<item><deviceName>/dev/sda1</deviceName><ebs><volumeId>vol-1</volumeId><status>attached</status></ebs></item>',
        '<item><deviceName>/dev/sdb</deviceName></item>',
      ),
    ),
  )
  .map(([id, fields, reason, tags, devices]) => `<item>${id}${fields.join('')}${reason}${tags}${devices}</item>`);

const documentXml = fc
  .tuple(
    fc.array(fc.array(instanceXml, { maxLength: 4 }), { maxLength: 3 }),
    fc.option(ascii(/^[A-Za-z0-9+/]{4,40}={0,2}$/)),
    fc.constantFrom('', '\n', '\n    '),
  )
  .map(([reservations, token, space]) =>
    [
      '<?xml version="1.0" encoding="UTF-8"?>\n<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">',
      '<requestId>8f7724cf</requestId>',
      reservations.length === 0 ? '<reservationSet/>' : '<reservationSet>',
      ...reservations.map((instances) =>
        [
          '<item><reservationId>r-1</reservationId><groupSet/>',
          instances.length === 0 ? '<instancesSet/>' : `<instancesSet>${instances.join(space)}</instancesSet>`,
          '</item>',
        ].join(space),
      ),
      reservations.length === 0 ? '' : '</reservationSet>',
      token === null ? '' : `<nextToken>${token}</nextToken>`,
      '</DescribeInstancesResponse>',
    ].join(space),
  );

describe('the streaming reader of DescribeInstances', () => {
  test("reads what the SDK's deserialiser reads, however the bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        documentXml,
        fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 5 }),
        async (xml, chunkSizes) => {
          const [ours, theirs] = [await readStreaming(xml, chunkSizes), await readWithSdk(xml)];
          expect(ours.nextToken).toBe(theirs.nextToken);
          expect(ours.instances.map(toComparable)).toEqual(
            theirs.instances.map((instance) => toComparable(toInstanceFacts(instance))),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  test('takes no document that ends too early for a whole one', async () => {
    await fc.assert(
      fc.asyncProperty(documentXml, fc.double({ min: 0, max: 0.999, noNaN: true }), async (xml, part) => {
        const cut = Buffer.from(xml)
          .subarray(0, Math.floor(Buffer.byteLength(xml) * part))
          .toString('latin1');
        await expect(readStreaming(cut, [64])).rejects.toThrow(MalformedXml);
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['another document', '<Response><Errors/></Response>'],
    ['a page of a proxy', '<html><body>Bad gateway</body></html>'],
    ['no document', ''],
    ['text', 'upstream connect error'],
    ['crossed tags', '<DescribeInstancesResponse><reservationSet></DescribeInstancesResponse></reservationSet>'],
    [
      'crossed tags in a record',
      '<DescribeInstancesResponse><reservationSet><item><instancesSet><item><imageId>x</instanceId></item></instancesSet></item></reservationSet></DescribeInstancesResponse>',
    ],
    ['something behind the end', '<DescribeInstancesResponse></DescribeInstancesResponse><more/>'],
    ['CDATA', '<DescribeInstancesResponse><![CDATA[x]]></DescribeInstancesResponse>'],
  ])('refuses %s', async (_, xml) => {
    await expect(readStreaming(xml, [])).rejects.toThrow(MalformedXml);
  });
});
