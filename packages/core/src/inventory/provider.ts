/** Who runs the machines. Ids are lower case and stable: they are part of every resource's identity. */
export const providerIds = [
  'aws',
  'azure',
  'gcp',
  'alibaba',
  'ibm',
  'oracle',
  'digitalocean',
  'linode',
  'kubernetes',
  'on_prem',
  'edge',
] as const;

export type ProviderId = (typeof providerIds)[number];

/** What people and the documented reports see in place of the id. */
export const providerDisplayNames: Readonly<Record<ProviderId, string>> = {
  aws: 'AWS',
  azure: 'Azure',
  gcp: 'GCP',
  alibaba: 'Alibaba Cloud',
  ibm: 'IBM Cloud',
  oracle: 'Oracle Cloud',
  digitalocean: 'DigitalOcean',
  linode: 'Linode',
  kubernetes: 'Kubernetes',
  on_prem: 'On-premises',
  edge: 'Edge',
};
