import { requireCounterpart } from '@tradewind/test-kit';
import { runProviderContract } from '../contract/test-support/provider-contract.ts';
import { newMotoWorld } from './test-support/moto-world.ts';

runProviderContract({
  name: 'AWS, by moto',
  newWorld: newMotoWorld,
  missing: requireCounterpart('moto_server') ? 'moto_server is not installed' : null,
  skip: [
    {
      reason: 'moto ignores the ClientToken of RunInstances',
      tests: [
        'makes one machine when it is asked twice with one key',
        'makes one machine when it is asked twice at once with one key',
        'refuses a key that was used for another wish',
        'makes one machine when the reply is lost',
        'says that a lost reply leaves the outcome unknown, and finds the machine by its key',
      ],
    },
    {
      reason: 'moto tags instances, addresses, gateways and databases that do not exist',
      tests: ['knows no resource that does not exist'],
    },
    { reason: 'moto starts terminated instances', tests: ['does not start what is terminated'] },
    {
      reason: 'moto shows at once what it makes',
      tests: [
        'reads what was just made once that shows',
        'terminates what was just made although it does not show yet',
      ],
    },
    {
      reason: "moto's EKS removes only the first of several tags",
      tests: ['removes tags of every type, also those that are not there, and keeps the others'],
    },
  ],
});
