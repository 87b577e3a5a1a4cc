import { visibleTags } from '../../estate/resource.ts';
import type { Instance } from '../estate/instance.ts';
import type { AwsRegion } from '../estate/region.ts';
import { element, escapeXml, isoTime } from '../frame/xml.ts';
import { instanceStateXml } from './instance-states.ts';
import { instanceTypes } from './instance-types.ts';
import { tagSetXml } from './render-tags.ts';

/** One instance as DescribeInstances and RunInstances answer it, fields in EC2's order. Scans read thousands of these,
 * so it is one template rather than a tree that is then written. */
export function instanceXml(instance: Instance, region: AwsRegion, nowMs: number): string {
  const { privateIp, publicIp, state } = instance;
  const attached = state !== 'terminated';
  const privateDns = attached ? privateDnsName(privateIp, region.name) : '';
  const publicDns = publicIp === null ? '' : publicDnsName(publicIp, region.name);
  return (
    `<instanceId>${instance.id}</instanceId><imageId>${instance.imageId}</imageId>` +
    instanceStateXml('instanceState', state) +
    `${text('privateDnsName', privateDns)}${text('dnsName', publicDns)}` +
    `${text('reason', instance.stateTransitionReason)}${element('keyName', instance.keyName)}` +
    `<amiLaunchIndex>${instance.launchIndex}</amiLaunchIndex><productCodes/>` +
    `<instanceType>${escapeXml(instance.instanceType)}</instanceType><launchTime>${isoTime(instance.launchedAtMs)}</launchTime>` +
    `<placement><availabilityZone>${instance.zone}</availabilityZone><groupName/><tenancy>default</tenancy></placement>` +
    (instance.windows ? '<platform>windows</platform>' : '') +
    `<monitoring><state>${instance.detailedMonitoring ? 'enabled' : 'disabled'}</state></monitoring>` +
    `${attached ? networkXml(instance, region) : ''}${stateReasonXml(instance)}` +
    `<architecture>${instance.architecture}</architecture><rootDeviceType>ebs</rootDeviceType>` +
    `<rootDeviceName>/dev/xvda</rootDeviceName>${blockDevicesXml(instance, region)}` +
    `<virtualizationType>hvm</virtualizationType>${instance.spot ? '<instanceLifecycle>spot</instanceLifecycle>' : ''}` +
    `${text('clientToken', instance.clientToken ?? '')}${tagSetXml(visibleTags(instance, nowMs))}<hypervisor>xen</hypervisor>` +
    `${attached ? networkInterfaceXml(instance, region) : '<networkInterfaceSet/>'}${profileXml(instance, region)}` +
    `<ebsOptimized>${instance.ebsOptimized}</ebsOptimized><enaSupport>true</enaSupport>` +
    cpuOptionsXml(instance.instanceType) +
    `<capacityReservationSpecification><capacityReservationPreference>open</capacityReservationPreference></capacityReservationSpecification>` +
    `<hibernationOptions><configured>false</configured></hibernationOptions>` +
    `<metadataOptions><state>applied</state><httpTokens>required</httpTokens><httpPutResponseHopLimit>2</httpPutResponseHopLimit>` +
    `<httpEndpoint>enabled</httpEndpoint><httpProtocolIpv6>disabled</httpProtocolIpv6><instanceMetadataTags>disabled</instanceMetadataTags></metadataOptions>` +
    `<enclaveOptions><enabled>false</enabled></enclaveOptions>` +
    `<platformDetails>${instance.windows ? 'Windows' : 'Linux/UNIX'}</platformDetails>` +
    `<usageOperation>${instance.windows ? 'RunInstances:0002' : 'RunInstances'}</usageOperation>` +
    `<usageOperationUpdateTime>${isoTime(instance.createdAtMs)}</usageOperationUpdateTime>` +
    (attached ? privateDnsNameOptions : '') +
    `<maintenanceOptions><autoRecovery>default</autoRecovery></maintenanceOptions><currentInstanceBootMode>legacy-bios</currentInstanceBootMode>`
  );
}

const privateDnsNameOptions =
  '<privateDnsNameOptions><hostnameType>ip-name</hostnameType>' +
  '<enableResourceNameDnsARecord>false</enableResourceNameDnsARecord>' +
  '<enableResourceNameDnsAAAARecord>false</enableResourceNameDnsAAAARecord></privateDnsNameOptions>';

/** An element that EC2 answers also when it is empty. */
function text(name: string, value: string): string {
  return value === '' ? `<${name}/>` : element(name, value);
}

function networkXml(instance: Instance, { network }: AwsRegion): string {
  return (
    `<subnetId>${instance.subnetId}</subnetId><vpcId>${network.vpcId}</vpcId>` +
    `<privateIpAddress>${instance.privateIp}</privateIpAddress>${element('ipAddress', instance.publicIp)}` +
    `<sourceDestCheck>true</sourceDestCheck>${groupSetXml(network.securityGroupId)}`
  );
}

function groupSetXml(securityGroupId: string): string {
  return `<groupSet><item><groupId>${securityGroupId}</groupId><groupName>default</groupName></item></groupSet>`;
}

function stateReasonXml({ stateReason }: Instance): string {
  if (stateReason === null) return '';
  return `<stateReason>${element('code', stateReason.code)}${element('message', stateReason.message)}</stateReason>`;
}

function blockDevicesXml({ volumeIds }: Instance, { volumes }: AwsRegion): string {
  let items = '';
  for (const volumeId of volumeIds) {
    const attachment = volumes.get(volumeId)?.attachment;
    if (attachment === undefined || attachment === null) continue;
    items +=
      `<item><deviceName>${escapeXml(attachment.device)}</deviceName><ebs><volumeId>${volumeId}</volumeId>` +
      `<status>attached</status><attachTime>${isoTime(attachment.attachedAtMs)}</attachTime>` +
      `<deleteOnTermination>${attachment.deleteOnTermination}</deleteOnTermination></ebs></item>`;
  }
  return items === '' ? '<blockDeviceMapping/>' : `<blockDeviceMapping>${items}</blockDeviceMapping>`;
}

function networkInterfaceXml(instance: Instance, region: AwsRegion): string {
  const { network, accountId, name } = region;
  const { networkInterfaceId, privateIp, publicIp, subnetId } = instance;
  const attachTime = isoTime(instance.createdAtMs);
  const dns = privateDnsName(privateIp, name);
  const association =
    publicIp === null
      ? ''
      : `<association><publicIp>${publicIp}</publicIp><publicDnsName>${publicDnsName(publicIp, name)}</publicDnsName>` +
        `<ipOwnerId>${instance.elasticIpId === null ? 'amazon' : accountId}</ipOwnerId></association>`;
  return (
    `<networkInterfaceSet><item><networkInterfaceId>${networkInterfaceId}</networkInterfaceId><subnetId>${subnetId}</subnetId>` +
    `<vpcId>${network.vpcId}</vpcId><description/><ownerId>${accountId}</ownerId><status>in-use</status>` +
    `<macAddress>${macAddress(networkInterfaceId)}</macAddress><privateIpAddress>${privateIp}</privateIpAddress>` +
    `<privateDnsName>${dns}</privateDnsName><sourceDestCheck>true</sourceDestCheck>${groupSetXml(network.securityGroupId)}` +
    `<attachment><attachmentId>eni-attach-${networkInterfaceId.slice(4)}</attachmentId><deviceIndex>0</deviceIndex>` +
    `<status>attached</status><attachTime>${attachTime}</attachTime><deleteOnTermination>true</deleteOnTermination>` +
    `<networkCardIndex>0</networkCardIndex></attachment>${association}<privateIpAddressesSet><item>` +
    `<privateIpAddress>${privateIp}</privateIpAddress><privateDnsName>${dns}</privateDnsName><primary>true</primary>${association}` +
    `</item></privateIpAddressesSet><ipv6AddressesSet/><interfaceType>interface</interfaceType>` +
    `<operator><managed>false</managed></operator></item></networkInterfaceSet>`
  );
}

function profileXml({ iamInstanceProfile, id }: Instance, { accountId }: AwsRegion): string {
  if (iamInstanceProfile === null) return '';
  const arn = escapeXml(`arn:aws:iam::${accountId}:instance-profile/${iamInstanceProfile}`);
  return `<iamInstanceProfile><arn>${arn}</arn><id>AIPA${id.slice(-17).toUpperCase()}</id></iamInstanceProfile>`;
}

function cpuOptionsXml(instanceType: string): string {
  const vcpus = instanceTypes.get(instanceType)?.vcpus ?? 2;
  const threadsPerCore = vcpus > 1 ? 2 : 1;
  return `<cpuOptions><coreCount>${vcpus / threadsPerCore}</coreCount><threadsPerCore>${threadsPerCore}</threadsPerCore></cpuOptions>`;
}

function macAddress(networkInterfaceId: string): string {
  const digits = networkInterfaceId.slice(-10);
  return `02:${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4, 6)}:${digits.slice(6, 8)}:${digits.slice(8, 10)}`;
}

/** us-east-1 has the names of the time before there were regions. */
function privateDnsName(ip: string, region: string): string {
  const host = `ip-${ip.replaceAll('.', '-')}`;
  return region === 'us-east-1' ? `${host}.ec2.internal` : `${host}.${region}.compute.internal`;
}

function publicDnsName(ip: string, region: string): string {
  const host = `ec2-${ip.replaceAll('.', '-')}`;
  return region === 'us-east-1' ? `${host}.compute-1.amazonaws.com` : `${host}.${region}.compute.amazonaws.com`;
}
