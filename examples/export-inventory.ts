// Writes everything to a file for other programs.
//
// Run it in the repository, after `npm ci`:  npx node examples/export-inventory.ts
//
// It takes the AWS credentials of your environment. To try it without an account, start `npm run tradewind -- simulate`
// in another terminal, and set here AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to the `url`,
// `access_key_id` and `secret_access_key` that it prints.
import { MultiCloudOrchestrator } from 'tradewind';

const orchestrator = new MultiCloudOrchestrator();
orchestrator.addAwsRegion('us-east-1');
orchestrator.addAwsRegion('eu-west-1');
await orchestrator.discoverAllResources();

await orchestrator.exportInventory('cloud_inventory.json');
console.log('Inventory exported to cloud_inventory.json');
