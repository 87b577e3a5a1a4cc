// Says what could be saved, and what to do for it.
import { MultiCloudOrchestrator } from 'tradewind';

const orchestrator = new MultiCloudOrchestrator();
orchestrator.addAwsRegion('us-east-1');
orchestrator.addAwsRegion('us-west-2');
await orchestrator.discoverAllResources();

const report = await orchestrator.generateCostOptimizationReport();
console.log(`Potential monthly savings: $${report.potential_monthly_savings_usd.toFixed(2)}`);
console.log(`Findings whose saving is unknown: ${report.findings_without_price}`);

for (const recommendation of report.recommendations) {
  console.log(`\n[${recommendation.priority}] ${recommendation.type}`);
  console.log(`  Message: ${recommendation.message}`);
  console.log(`  Action: ${recommendation.action}`);
}
