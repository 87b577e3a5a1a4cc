// Counts what there is by type and by region.
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
