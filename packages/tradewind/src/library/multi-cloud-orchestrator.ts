import type {
  Client,
  ComplianceReportDto,
  CostReportDto,
  InventoryFilter,
  ResourceDto,
  ScanEventDto,
  ScanWithLedgerDto,
  SummaryReportDto,
} from '@tradewind/api';
import { EmbeddedControlPlane } from './embedded-control-plane.ts';
import { ScanFailedError } from './scan-failed-error.ts';

export interface OrchestratorOptions {
  /** Folder to keep the inventory and its history in. Left out: a temporary one, gone when the process ends. */
  readonly stateFolder?: string;
  /** Configuration file. Left out: `tradewind.yaml` where there is one, as for the command line. */
  readonly configFile?: string;
}

export interface DiscoverOptions {
  /** Ids or short names of resource types, for example `ec2`. Left out: all. */
  readonly types?: readonly string[];
  /** Stops the scan; what it found until then is kept. */
  readonly signal?: AbortSignal;
  /** Told of the scan's progress. */
  readonly onProgress?: (event: ScanEventDto) => void;
}

export interface CostReportOptions {
  /** Count instances stopped for at least so many days. */
  readonly stoppedDays?: number;
  /** Count snapshots that are at least so many days old. */
  readonly snapshotDays?: number;
}

const pageSize = 5000;

/**
 * Discovers what runs in AWS and reports on it: the control plane of the command line, within your process. Credentials
 * come from the standard AWS chain (environment, shared files and profiles, SSO, roles, instance metadata).
 *
 * What the methods answer has the documented JSON keys (`total_resources`, `resource_id`).
 *
 * @example
 * ```ts
 * const orchestrator = new MultiCloudOrchestrator();
 * orchestrator.addAwsRegion('us-east-1');
 * orchestrator.addAwsRegion('eu-west-1');
 * const resources = await orchestrator.discoverAllResources();
 * console.log(`Found ${resources.length} resources`);
 * ```
 */
export class MultiCloudOrchestrator implements AsyncDisposable {
  readonly #controlPlane: EmbeddedControlPlane;
  readonly #regions = new Set<string>();
  #lastScan: ScanWithLedgerDto | null = null;

  constructor(options: OrchestratorOptions = {}) {
    const { stateFolder = null, configFile = null } = options;
    this.#controlPlane = new EmbeddedControlPlane({ stateFolder, configFile });
  }

  /**
   * Adds a region to look at. Resources without a region (buckets) are always looked at. Without any region, those of
   * the configuration are, or else all that the account has enabled. An unknown name is refused by the next discovery.
   *
   * @example
   * ```ts
   * orchestrator.addAwsRegion('us-east-1');
   * ```
   */
  addAwsRegion(region: string): void {
    this.#regions.add(region);
  }

  /** The last discovery with its ledger: what it could not read, and why. Null before the first. */
  get lastScan(): ScanWithLedgerDto | null {
    return this.#lastScan;
  }

  /**
   * Scans all regions at once and answers what there is. When something could not be read, the rest is answered, a
   * warning is emitted (`process.on('warning')`) and the ledger of `lastScan` says what is missing.
   *
   * @throws ApiError for an unknown region or type, or a configuration that cannot be used
   * @throws ScanFailedError when nothing at all could be read, for example for want of credentials
   *
   * @example
   * ```ts
   * for (const resource of await orchestrator.discoverAllResources()) {
   *   console.log(resource.resource_type, resource.resource_id, resource.region, resource.status, resource.tags);
   * }
   * ```
   */
  async discoverAllResources(options: DiscoverOptions = {}): Promise<ResourceDto[]> {
    return this.#controlPlane.use(async (client) => {
      const scan = await this.#scan(client, options);
      this.#lastScan = scan;
      options.signal?.throwIfAborted();
      if (scan.status === 'failed') throw new ScanFailedError(scan);
      if (scan.status !== 'complete') warnOfPartialScan(scan);
      const types = options.types === undefined ? {} : { type: [...options.types] };
      return readAll(client, { ...this.#filter(), ...types });
    });
  }

  /**
   * Counts resources by provider, type, region and status.
   *
   * @example
   * ```ts
   * const summary = await orchestrator.getResourceSummary();
   * for (const [type, count] of Object.entries(summary.by_type)) console.log(type, count);
   * ```
   */
  async getResourceSummary(): Promise<SummaryReportDto> {
    return this.#report((client) => client.readSummary({ query: this.#filter() }));
  }

  /**
   * Answers the resources without any tag.
   *
   * @example
   * ```ts
   * for (const resource of await orchestrator.findUntaggedResources()) console.log(resource.resource_id);
   * ```
   */
  async findUntaggedResources(): Promise<ResourceDto[]> {
    return (await this.#report((client) => client.readUntagged({ query: this.#filter() }))).resources;
  }

  /**
   * Answers the instances that are stopped.
   *
   * @example
   * ```ts
   * const stopped = await orchestrator.findStoppedInstances();
   * ```
   */
  async findStoppedInstances(): Promise<ResourceDto[]> {
    return this.#controlPlane.use(async (client) => {
      await this.#assertScanned(client);
      const stopped = await readAll(client, { ...this.#filter(), status: 'stopped' });
      return stopped.filter((resource) => resource.kind === 'instance');
    });
  }

  /**
   * Says what could be saved and why. A saving that is not known is null, and never 0.
   *
   * @example
   * ```ts
   * const report = await orchestrator.generateCostOptimizationReport();
   * console.log(`Potential monthly savings: $${report.potential_monthly_savings_usd.toFixed(2)}`);
   * for (const { priority, type, message, action } of report.recommendations) console.log(priority, type, message, action);
   * ```
   */
  async generateCostOptimizationReport(options: CostReportOptions = {}): Promise<CostReportDto> {
    const query = {
      ...this.#filter(),
      ...(options.stoppedDays !== undefined && { stopped_days: options.stoppedDays }),
      ...(options.snapshotDays !== undefined && { snapshot_days: options.snapshotDays }),
    };
    return this.#report((client) => client.readCostReport({ query }));
  }

  /**
   * Says which resources lack required tags.
   *
   * @param requiredTags in place of the configured ones (by default Environment, Project and Owner)
   *
   * @example
   * ```ts
   * const { full_compliance_percent } = await orchestrator.getComplianceReport(['Environment', 'Owner', 'CostCenter']);
   * ```
   */
  async getComplianceReport(requiredTags?: readonly string[]): Promise<ComplianceReportDto> {
    const query = { ...this.#filter(), ...(requiredTags !== undefined && { required_tag: [...requiredTags] }) };
    return this.#report((client) => client.readComplianceReport({ query }));
  }

  /**
   * Writes the inventory to a file: JSON or YAML with generated_at, scan and ledger, summary and resources; CSV or
   * Markdown with the resources. The file appears, or takes the place of the old one, only when it is complete.
   *
   * @param file ends in .json, .yaml, .csv or .md; any other is JSON
   *
   * @example
   * ```ts
   * await orchestrator.exportInventory('cloud_inventory.json');
   * ```
   */
  async exportInventory(file: string): Promise<void> {
    const { formatOfFile, replaceFile, writeInventory } = await import('@tradewind/cli/inventory-file');
    await using target = await replaceFile(file);
    await this.#report(async (client) => {
      const format = formatOfFile(file) ?? 'json';
      return writeInventory(client, { filter: this.#filter(), format, write: target.write, now: new Date() });
    });
    await target.commit();
  }

  /** Removes the temporary state. The end of the process does that too. */
  async close(): Promise<void> {
    await this.#controlPlane.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Cancels the scan when the signal is aborted. */
  async #scan(client: Client, { types, signal, onProgress }: DiscoverOptions): Promise<ScanWithLedgerDto> {
    signal?.throwIfAborted();
    const body = {
      providers: ['aws'],
      ...(this.#regions.size > 0 && { regions: [...this.#regions] }),
      ...(types !== undefined && { types: [...types] }),
    };
    const { id } = await client.createScan({ body });
    const cancel = (): void => {
      // When it has just ended, there is nothing to cancel.
      client.cancelScan({ params: { id } }).catch(() => undefined);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted === true) cancel();
    try {
      for await (const event of client.watchScan({ params: { id } })) onProgress?.(event);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
    return client.readScan({ params: { id } });
  }

  /** What was asked for: its regions and what has none. */
  #filter(): InventoryFilter {
    return { provider: ['aws'], ...(this.#regions.size > 0 && { region: [...this.#regions, 'global'] }) };
  }

  async #report<Report extends { readonly coverage: SummaryReportDto['coverage'] }>(
    read: (client: Client) => Promise<Report>,
  ): Promise<Report> {
    return this.#controlPlane.use(async (client) => {
      await this.#assertScanned(client);
      return read(client);
    });
  }

  /** Figures of nothing would pass for good news. */
  async #assertScanned(client: Client): Promise<void> {
    const { scans } = await client.listScans({ query: { limit: 1 } });
    if (scans.length === 0) throw new Error('Nothing has been discovered yet: call discoverAllResources() first.');
  }
}

async function readAll(client: Client, filter: InventoryFilter): Promise<ResourceDto[]> {
  const all: ResourceDto[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Client['listResources']>> = await client.listResources({
      query: { ...filter, limit: pageSize, ...(cursor === null ? {} : { cursor }) },
    });
    for (const resource of page.resources) all.push(resource);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return all;
}

function warnOfPartialScan(scan: ScanWithLedgerDto): void {
  const incomplete = scan.ledger.filter((entry) => entry.outcome !== 'complete');
  const [first] = incomplete;
  const example =
    first === undefined
      ? ''
      : `, for example ${first.resource_type} in ${first.region}: ${first.reason ?? first.outcome}`;
  process.emitWarning(
    `The scan is ${scan.status}: ${incomplete.length} of ${scan.ledger.length} units could not be read completely${example}`,
    { type: 'PartialScanWarning', detail: 'The ledger of lastScan has all of them.' },
  );
}
