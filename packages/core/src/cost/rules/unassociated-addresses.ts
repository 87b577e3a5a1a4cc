import { readText } from '../../inventory/read-attribute.ts';
import type { CostRule } from '../cost-rule.ts';
import { countOf, toFinding } from '../cost-rule.ts';
import { readResourcePrice, toMonthlyCost } from '../saving.ts';

/** A public address costs by the hour while it is reserved, used or not. */
export const unassociatedAddresses: CostRule = {
  type: 'unassociated_addresses',
  priority: 'MEDIUM',
  kind: 'address',
  describe: (count) => `${countOf(count, 'address', 'addresses')} that nothing uses`,
  advise: () => 'Release the addresses, unless someone outside relies on them',
  find(address, context) {
    if (readText(address.attributes, 'associated_with') !== null) return null;
    const price = readResourcePrice(address, 'address_hour', 'unassociated', context);
    return toFinding(this, address, toMonthlyCost(price, context.hoursPerMonth), {
      evidence: { associated_with: null, public_ip: readText(address.attributes, 'public_ip') ?? null },
      message: 'Reserved, but used by nothing',
      action: 'Release the address, unless someone outside relies on it',
    });
  },
};
