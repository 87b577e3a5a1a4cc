// Lists what has no tag, so that nobody can be asked about it.
//
// Run it in the repository, after `npm ci`:  npx node examples/untagged-resources.ts
//
// It takes the AWS credentials of your environment. To try it without an account, start `npm run tradewind -- simulate`
// in another terminal, and set here AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to the `url`,
// `access_key_id` and `secret_access_key` that it prints.
import { MultiCloudOrchestrator } from 'tradewind';

const orchestrator = new MultiCloudOrchestrator();
orchestrator.addAwsRegion('us-east-1');
orchestrator.addAwsRegion('eu-west-1');
await orchestrator.discoverAllResources();

const untagged = await orchestrator.findUntaggedResources();
console.log(`Untagged resources found: ${untagged.length}`);

for (const resource of untagged) {
  console.log(`${resource.resource_type}: ${resource.resource_id}`);
  console.log(`  Region: ${resource.region}`);
}
