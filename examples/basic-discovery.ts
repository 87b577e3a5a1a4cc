// Finds everything in three regions and prints it.
//
// Run it in the repository, after `npm ci`:  npx node examples/basic-discovery.ts
//
// It takes the AWS credentials of your environment. To try it without an account, start `npm run tradewind -- simulate`
// in another terminal, and set here AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to the `url`,
// `access_key_id` and `secret_access_key` that it prints.
import { MultiCloudOrchestrator } from 'tradewind';

const orchestrator = new MultiCloudOrchestrator();

orchestrator.addAwsRegion('us-east-1');
orchestrator.addAwsRegion('eu-west-1');
orchestrator.addAwsRegion('ap-southeast-1');

const resources = await orchestrator.discoverAllResources();
console.log(`Found ${resources.length} resources`);

for (const resource of resources) {
  console.log(`${resource.resource_type}: ${resource.resource_id}`);
  console.log(`  Region: ${resource.region}`);
  console.log(`  Status: ${resource.status}`);
  console.log(`  Tags: ${JSON.stringify(resource.tags)}`);
}
