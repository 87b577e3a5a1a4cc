import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { startMoto } from '@tradewind/test-kit';
import type { ContractFault, ContractWorld } from '../../contract/test-support/contract-world.ts';
import { createAwsProvider } from '../index.ts';
import { awsOperations } from './aws-operations.ts';
import { seedMoto } from './seed-moto.ts';
import { toSettings } from './settings.ts';
import { startRewritingProxy, type Interference, type ProxiedRequest } from './rewriting-proxy.ts';
import { addUnknownFields } from './unknown-fields.ts';

const region = 'eu-central-1';

interface ActiveFault {
  readonly fault: Exclude<ContractFault, { kind: 'unknown_fields' | 'eventual_reads' }>;
  left: number;
}

/** moto as the contract's world. It knows no faults, so a proxy in between makes them. */
export async function newMotoWorld(): Promise<ContractWorld> {
  const moto = await startMoto();
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIAMOTOMOTOMOTO0001';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'moto';
  // Once for all cases: it takes half a second, and each case counts from what it finds.
  await seedMoto(moto.url, region);
  let faults: ActiveFault[] = [];
  let isEnriched = false;
  let operations: string[] = [];

  const interfere = (request: ProxiedRequest): Interference | null => {
    const operation = new URLSearchParams(request.body).get('Action') ?? '';
    operations.push(operation);
    const hit = faults.find(({ fault, left }) => left > 0 && awsOperations[fault.operation].operation === operation);
    if (hit !== undefined) {
      hit.left -= 1;
      return toInterference(hit.fault);
    }
    return isEnriched ? { rewrite: addUnknownFields } : null;
  };
  const proxy = await startRewritingProxy(moto.url, interfere);
  const ec2 = new EC2Client({ region, endpoint: moto.url });

  return {
    region,
    emptyRegion: 'sa-east-1',
    spec: { region, name: null, machineType: 't3.micro', imageId: 'ami-03cf127a', tags: { Made: 'by the contract' } },
    async connect({ policy, clock, pageSize }) {
      const settings = toSettings(proxy.url);
      return createAwsProvider(settings, { policy, clock, ...(pageSize === undefined ? {} : { pageSize }) });
    },
    async inject(fault) {
      if (fault.kind === 'unknown_fields') isEnriched = true;
      else if (fault.kind === 'eventual_reads') throw new Error('moto shows everything at once');
      else faults.push({ fault, left: fault.count ?? Number.POSITIVE_INFINITY });
    },
    async settle() {
      // moto changes states at once.
    },
    async liveInstances() {
      const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
      return Reservations.flatMap(({ Instances = [] }) => Instances)
        .filter(({ State }) => !/terminated|shutting-down/.test(State?.Name ?? ''))
        .flatMap(({ InstanceId }) => InstanceId ?? []);
    },
    async countCalls(operation) {
      return operations.filter((name) => name === awsOperations[operation].operation).length;
    },
    async reset() {
      faults = [];
      isEnriched = false;
      operations = [];
    },
    async close() {
      ec2.destroy();
      await proxy.close();
      await moto[Symbol.asyncDispose]();
    },
  };
}

function toInterference(fault: ActiveFault['fault']): Interference {
  switch (fault.kind) {
    case 'rate_limited':
      return refusal(503, 'RequestLimitExceeded', 'Request limit exceeded.', fault.retryAfterSeconds);
    case 'server_error':
      return refusal(500, 'InternalError', 'An internal error has occurred');
    case 'denied':
      return refusal(403, 'UnauthorizedOperation', 'You are not authorized to perform this operation.');
    case 'expired_credentials':
      return refusal(400, 'RequestExpired', 'Request has expired.');
    case 'malformed':
      return { rewrite: (body) => body.replace(/<\/\w+>/, '</wrong>') };
    case 'truncated':
      return { cutAfterBytes: 300 };
    case 'lost_reply':
      return { cutAfterBytes: 0 };
    case 'hang':
      return { neverAnswer: true };
  }
}

/** As EC2 refuses. */
function refusal(status: number, code: string, message: string, retryAfterSeconds?: number): Interference {
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>r</RequestID></Response>`;
  const retryAfter = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return { answerInstead: { status, headers: { 'content-type': 'text/xml', ...retryAfter }, body: Buffer.from(body) } };
}
