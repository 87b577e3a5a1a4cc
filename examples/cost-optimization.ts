// Says what could be saved, and what to do for it.
//
// Run it in the repository, after `npm ci`:  npx node examples/cost-optimization.ts
//
// It takes the AWS credentials of your environment. To try it without an account, start `npm run tradewind -- simulate`
// in another terminal, and set here AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to the `url`,
// `access_key_id` and `secret_access_key` that it prints.
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
