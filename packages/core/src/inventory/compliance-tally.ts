import { toPercent } from '../percent.ts';

/** How many of a group carry tags, and how many carry all the required ones in order. */
export interface TagComplianceFigures {
  readonly totalResources: number;
  /** With at least one tag that the provider did not set itself. */
  readonly taggedResources: number;
  /** Percent with one decimal; of no resources it is 0 (see `toPercent`). */
  readonly taggingCompliancePercent: number;
  /** Without a violation of any required tag. */
  readonly fullyCompliant: number;
  readonly fullCompliancePercent: number;
  /** Of which the tags could not be read: neither tagged nor compliant as far as is known, and without violations. */
  readonly tagsUnknown: number;
}

/** Counts towards the figures of one group. */
export class ComplianceTally {
  total = 0;
  tagged = 0;
  compliant = 0;
  unknown = 0;

  add(isTagged: boolean, isCompliant: boolean): void {
    this.total += 1;
    if (isTagged) this.tagged += 1;
    if (isCompliant) this.compliant += 1;
  }

  addUnknown(): void {
    this.total += 1;
    this.unknown += 1;
  }

  toFigures(): TagComplianceFigures {
    return {
      totalResources: this.total,
      taggedResources: this.tagged,
      taggingCompliancePercent: toPercent(this.tagged, this.total),
      fullyCompliant: this.compliant,
      fullCompliancePercent: toPercent(this.compliant, this.total),
      tagsUnknown: this.unknown,
    };
  }
}
