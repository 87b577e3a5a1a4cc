// Writes everything to a file for other programs.
import { MultiCloudOrchestrator } from 'tradewind';

const orchestrator = new MultiCloudOrchestrator();
orchestrator.addAwsRegion('us-east-1');
orchestrator.addAwsRegion('eu-west-1');
await orchestrator.discoverAllResources();

await orchestrator.exportInventory('cloud_inventory.json');
console.log('Inventory exported to cloud_inventory.json');
