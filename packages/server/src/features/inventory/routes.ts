import { endpoints } from '@tradewind/api';
import { route, type Route } from '../../http/route.ts';
import type { Reader } from '../../reader/start-reader.ts';

export function inventoryRoutes({ reader }: { readonly reader: Reader }): readonly Route[] {
  return [
    route(endpoints.listResources, ({ query }) => reader.read('listResources', query)),
    route(endpoints.readResource, ({ params }) => reader.read('readResource', params)),
    route(endpoints.diffResources, ({ query }) => reader.read('diffResources', query)),
  ];
}
