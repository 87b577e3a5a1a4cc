// Counts what there is by type and by region.
//
// Run it in the repository, after `npm ci`:  npx node examples/resource-summary.ts
//
// It takes the AWS credentials of your environment. To try it without an account, start `npm run tradewind -- simulate`
// in another terminal, and set here AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to the `url`,
// `access_key_id` and `secret_access_key` that it prints.
import { MultiCloudOrchestrator } from 'tradewind';

const orchestrator = new MultiCloudOrchestrator();
orchestrator.addAwsRegion('us-east-1');
orchestrator.addAwsRegion('eu-west-1');
await orchestrator.discoverAllResources();

const summary = await orchestrator.getResourceSummary();
console.log(`Total resources: ${summary.total_resources}`);

console.log('\nBy type:');
for (const [type, count] of Object.entries(summary.by_type)) console.log(`  ${type}: ${count}`);

console.log('\nBy region:');
for (const [region, count] of Object.entries(summary.by_region)) console.log(`  ${region}: ${count}`);
