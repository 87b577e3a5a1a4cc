// Finds everything in three regions and prints it.
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
