// Lists what has no tag, so that nobody can be asked about it.
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
