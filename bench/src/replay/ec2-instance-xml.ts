/**
 * One instance as EC2 answers it in DescribeInstances (API 2016-11-15): about 3 kB of XML, of which a scan needs a few
 * fields. Every digit that depends on the region stands at `idMarker`, so that a page is rendered once for all regions.
 */
export const idMarker = 'i-0RR';

const states: readonly (readonly [code: number, name: string])[] = [
  [16, 'running'],
  [80, 'stopped'],
  [16, 'running'],
  [16, 'running'],
  [0, 'pending'],
];
const machineTypes = ['t3.medium', 'm5.large', 'c6i.xlarge', 'r6g.2xlarge', 'm7i.4xlarge'];

export function instanceXml(n: number): string {
  const [stateCode, stateName] = states[n % states.length]!;
  const suffix = n.toString(16).padStart(16, '0');
  const address = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
  const attachTime = '2026-01-10T10:10:45.000Z';
  const group = element('item', element('groupId', 'sg-1c60c9c047915abe3') + element('groupName', 'default'));
  const network = element('subnetId', 'subnet-e1645e5a32bda2c35') + element('vpcId', 'vpc-00665fb681aa959b1');
  const disk = element(
    'ebs',
    element('volumeId', `vol-0${suffix}`) +
      element('status', 'attached') +
      element('attachTime', attachTime) +
      element('deleteOnTermination', 'true'),
  );
  const networkInterface = [
    element('networkInterfaceId', `eni-0${suffix}`),
    network,
    element('description', 'Primary network interface'),
    element('ownerId', '123456789012'),
    element('status', 'in-use'),
    element('macAddress', '02:00:00:8e:ff:1e'),
    element('privateIpAddress', address),
    element('sourceDestCheck', 'true'),
    element('groupSet', group),
    element(
      'attachment',
      element('attachmentId', `eni-attach-0${suffix}`) +
        element('deviceIndex', '0') +
        element('status', 'attached') +
        element('attachTime', attachTime) +
        element('deleteOnTermination', 'true') +
        element('networkCardIndex', '0'),
    ),
    element(
      'privateIpAddressesSet',
      element('item', element('privateIpAddress', address) + element('primary', 'true')),
    ),
    '<ipv6AddressesSet/>',
    element('interfaceType', 'interface'),
  ].join('');
  const month = 1 + (n % 9);
  return element(
    'item',
    [
      element('instanceId', `${idMarker}${suffix.slice(2)}`),
      element('imageId', 'ami-03cf127a'),
      element('instanceState', element('code', String(stateCode)) + element('name', stateName)),
      element('privateDnsName', `ip-${address.replaceAll('.', '-')}.ec2.internal`),
      '<dnsName/><reason/>',
      element('keyName', 'ops'),
      element('amiLaunchIndex', '0'),
      '<productCodes/>',
      element('instanceType', machineTypes[n % machineTypes.length]!),
      element('launchTime', `2026-0${month}-1${n % 10}T08:30:00.000Z`),
      element('placement', `${element('availabilityZone', 'zone-a')}<groupName/>${element('tenancy', 'default')}`),
      element('monitoring', element('state', 'disabled')),
      network,
      element('privateIpAddress', address),
      element('sourceDestCheck', 'true'),
      element('groupSet', group),
      element('architecture', 'x86_64'),
      element('rootDeviceType', 'ebs'),
      element('rootDeviceName', '/dev/sda1'),
      element('blockDeviceMapping', element('item', element('deviceName', '/dev/sda1') + disk)),
      element('virtualizationType', 'hvm'),
      element('clientToken', suffix.padStart(32, '0')),
      tagSetXml(n),
      element('hypervisor', 'xen'),
      element('networkInterfaceSet', element('item', networkInterface)),
      element('ebsOptimized', 'false'),
      element('enaSupport', 'true'),
      element('cpuOptions', element('coreCount', '1') + element('threadsPerCore', '2')),
      element(
        'metadataOptions',
        element('state', 'applied') +
          element('httpTokens', 'required') +
          element('httpPutResponseHopLimit', '2') +
          element('httpEndpoint', 'enabled') +
          element('httpProtocolIpv6', 'disabled') +
          element('instanceMetadataTags', 'disabled'),
      ),
    ].join(''),
  );
}

/** Every seventh instance has no tag, the others two to four; one value needs an entity. */
function tagSetXml(n: number): string {
  if (n % 7 === 0) return '<tagSet/>';
  const tags: [string, string][] = [
    ['Name', `node-${n}`],
    ['Environment', n % 3 === 0 ? 'dev' : 'prod'],
  ];
  if (n % 2 === 1) tags.push(['Owner', `team-${n % 11}`], ['Project', `p${n % 5} &amp; co`]);
  return element(
    'tagSet',
    tags.map(([key, value]) => element('item', element('key', key) + element('value', value))).join(''),
  );
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}
