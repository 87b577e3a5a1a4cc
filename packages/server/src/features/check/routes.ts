import { endpoints } from '@tradewind/api';
import { route, type Route } from '../../http/route.ts';
import type { CheckService } from './service.ts';

export function checkRoutes({ checks }: { readonly checks: CheckService }): readonly Route[] {
  return [route(endpoints.checkConnections, ({ body, signal }) => checks.check(body, signal))];
}
