import { endpoints } from '@tradewind/api';
import type { Catalog } from '../../catalog.ts';
import type { Connection } from '../../config.ts';
import { route, type Route } from '../../http/route.ts';
import type { HealthCheck } from './health.ts';
import { toProviderListDto } from './to-wire.ts';

export interface SystemRoutesOptions {
  readonly health: HealthCheck;
  readonly catalog: Catalog;
  readonly connections: readonly Connection[];
}

export function systemRoutes({ health, catalog, connections }: SystemRoutesOptions): readonly Route[] {
  return [
    route(endpoints.readHealth, () => health.read()),
    route(endpoints.listProviders, () => toProviderListDto(catalog, connections)),
  ];
}
