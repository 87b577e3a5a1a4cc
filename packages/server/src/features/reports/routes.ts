import { endpoints } from '@tradewind/api';
import { route, type Route } from '../../http/route.ts';
import type { Reader } from '../../reader/start-reader.ts';

export function reportRoutes({ reader }: { readonly reader: Reader }): readonly Route[] {
  return [
    route(endpoints.readSummary, ({ query }) => reader.read('readSummary', query)),
    route(endpoints.readCostReport, ({ query }) => reader.read('readCostReport', query)),
    route(endpoints.readComplianceReport, ({ query }) => reader.read('readComplianceReport', query)),
    route(endpoints.readUntagged, ({ query }) => reader.read('readUntagged', query)),
    route(endpoints.readRegionsReport, ({ query }) => reader.read('readRegionsReport', query)),
  ];
}
