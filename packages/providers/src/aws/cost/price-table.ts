/**
 * List prices in US dollars, on demand, without taxes, free tiers and discounts. A small table until there is a catalog:
 * what is not here is unknown. `date` is that of AWS's price list from which the figure stems, as far as the source tells.
 */
export interface PriceGroup {
  readonly what: 'instance_hour' | 'volume_gib_month' | 'snapshot_gib_month' | 'address_hour' | 'load_balancer_hour';
  readonly regions: readonly string[];
  readonly source: string;
  readonly date: string;
  readonly usd: Readonly<Record<string, number>>;
}

const ebsPricing = 'https://aws.amazon.com/ebs/pricing/';
const elbPricing = 'https://aws.amazon.com/elasticloadbalancing/pricing/';
const vpcPricing = 'https://aws.amazon.com/vpc/pricing/';
/** Generated from AWS's price list, for us-east-1 only; the file says when. */
const karpenterPrices =
  'https://github.com/aws/karpenter-provider-aws/blob/main/pkg/providers/pricing/zz_generated.pricing_aws.go';
/** Generated from AWS's price list, daily. */
const skypilotPrices = 'https://github.com/skypilot-org/skypilot-catalog/blob/master/catalogs/v8/aws/vms.csv';

export const priceGroups: readonly PriceGroup[] = [
  // Per GiB: AWS's "GB" of storage are 2^30 bytes.
  {
    what: 'volume_gib_month',
    regions: ['us-east-1', 'us-west-2'],
    source: ebsPricing,
    date: '2026-07-17',
    usd: { gp3: 0.08, gp2: 0.1, io1: 0.125, io2: 0.125, st1: 0.045, sc1: 0.015, standard: 0.05 },
  },
  {
    what: 'volume_gib_month',
    regions: ['eu-west-1'],
    source: ebsPricing,
    date: '2026-07-17',
    usd: { gp3: 0.088, gp2: 0.11, io1: 0.138, io2: 0.138, st1: 0.05, sc1: 0.0168, standard: 0.055 },
  },
  {
    what: 'snapshot_gib_month',
    regions: ['us-east-1', 'us-west-2', 'eu-west-1'],
    source: ebsPricing,
    date: '2026-07-17',
    usd: { standard: 0.05 },
  },
  {
    what: 'snapshot_gib_month',
    regions: ['us-east-1', 'eu-west-1'],
    source: ebsPricing,
    date: '2026-07-17',
    usd: { archive: 0.0125 },
  },
  // Since February 2024 every public IPv4 address costs this, used or not.
  {
    what: 'address_hour',
    regions: ['us-east-1', 'us-west-2', 'eu-west-1'],
    source: vpcPricing,
    date: '2026-11-20',
    usd: { unassociated: 0.005 },
  },
  {
    what: 'load_balancer_hour',
    regions: ['us-east-1'],
    source: elbPricing,
    date: '2026-11-20',
    usd: { application: 0.0225, network: 0.0225, gateway: 0.0125, classic: 0.025 },
  },
  {
    what: 'load_balancer_hour',
    regions: ['us-west-2'],
    source: elbPricing,
    date: '2026-11-20',
    usd: { application: 0.0225 },
  },
  {
    what: 'load_balancer_hour',
    regions: ['eu-west-1'],
    source: elbPricing,
    date: '2026-11-20',
    usd: { application: 0.0252, network: 0.0252 },
  },
  // Linux, shared tenancy.
  {
    what: 'instance_hour',
    regions: ['us-east-1'],
    source: karpenterPrices,
    date: '2026-01-19',
    usd: {
      't1.micro': 0.02,
      't2.nano': 0.0058,
      't2.micro': 0.0116,
      't2.small': 0.023,
      't2.medium': 0.0464,
      't2.large': 0.0928,
      't2.xlarge': 0.1856,
      't2.2xlarge': 0.3712,
      't3.nano': 0.0052,
      't3.micro': 0.0104,
      't3.small': 0.0208,
      't3.medium': 0.0416,
      't3.large': 0.0832,
      't3.xlarge': 0.1664,
      't3.2xlarge': 0.3328,
      'm4.large': 0.1,
      'm4.xlarge': 0.2,
      'm4.2xlarge': 0.4,
      'm4.4xlarge': 0.8,
      'm5.large': 0.096,
      'm5.xlarge': 0.192,
      'm5.2xlarge': 0.384,
      'm6i.large': 0.096,
      'm6i.xlarge': 0.192,
      'm6i.2xlarge': 0.384,
      'm6i.4xlarge': 0.768,
      'c4.large': 0.1,
      'c4.xlarge': 0.199,
      'c4.2xlarge': 0.398,
      'c4.4xlarge': 0.796,
      'c5.large': 0.085,
      'c5.xlarge': 0.17,
      'c5.2xlarge': 0.34,
      'c6i.large': 0.085,
      'c6i.xlarge': 0.17,
      'c6i.2xlarge': 0.34,
      'c6i.4xlarge': 0.68,
      'r4.large': 0.133,
      'r4.xlarge': 0.266,
      'r4.2xlarge': 0.532,
      'r4.4xlarge': 1.064,
      'r5.large': 0.126,
      'r5.xlarge': 0.252,
      'r5.2xlarge': 0.504,
      'r6i.large': 0.126,
      'r6i.xlarge': 0.252,
      'r6i.2xlarge': 0.504,
      'r6i.4xlarge': 1.008,
      'i2.xlarge': 0.853,
      'i2.2xlarge': 1.705,
      'i3.xlarge': 0.312,
      'i3.2xlarge': 0.624,
    },
  },
  {
    what: 'instance_hour',
    regions: ['us-west-2'],
    source: skypilotPrices,
    date: '2026-11-20',
    usd: {
      't2.nano': 0.0058,
      't2.micro': 0.0116,
      't2.small': 0.023,
      't2.medium': 0.0464,
      't2.large': 0.0928,
      't2.xlarge': 0.1856,
      't3.nano': 0.0052,
      't3.micro': 0.0104,
      't3.medium': 0.0416,
    },
  },
  {
    what: 'instance_hour',
    regions: ['eu-west-1'],
    source: skypilotPrices,
    date: '2026-11-20',
    usd: {
      't2.nano': 0.0063,
      't2.micro': 0.0126,
      't2.small': 0.025,
      't2.medium': 0.05,
      't2.large': 0.1008,
      't2.xlarge': 0.2016,
      't3.nano': 0.0057,
      't3.micro': 0.0114,
      't3.small': 0.0228,
      't3.medium': 0.0456,
    },
  },
];
