import { endpoints } from '@tradewind/api';
import { route, type Route } from '../../http/route.ts';
import type { Reader } from '../../reader/start-reader.ts';
import type { ScanService } from './scan-service.ts';

export function scanRoutes({
  reader,
  scans,
}: {
  readonly reader: Reader;
  readonly scans: ScanService;
}): readonly Route[] {
  return [
    route(endpoints.createScan, ({ body }) => scans.start(body)),
    route(endpoints.listScans, ({ query }) => reader.read('listScans', query)),
    route(endpoints.readScan, ({ params }) => scans.readUnstoredEnd(params.id) ?? reader.read('readScan', params)),
    route(endpoints.watchScan, ({ params }) => scans.events(params.id)),
    route(endpoints.cancelScan, ({ params }) => scans.cancel(params.id)),
  ];
}
