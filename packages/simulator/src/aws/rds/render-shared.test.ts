import { expect, it } from 'vitest';
import { engineFamilies } from './render-shared.ts';

it.each([
  ['mysql', '8.0.42', 'mysql8.0', 'mysql-8-0'],
  ['mariadb', '10.11.11', 'mariadb10.11', 'mariadb-10-11'],
  ['postgres', '16.9', 'postgres16', 'postgres-16'],
  ['aurora-mysql', '8.0.mysql_aurora.3.08.2', 'aurora-mysql8.0', 'aurora-mysql-8-0'],
  ['aurora-postgresql', '16.8', 'aurora-postgresql16', 'aurora-postgresql-16'],
  ['oracle-ee', '19.0.0.0.ru-2025-07.rur-2025-07.r1', 'oracle-ee-19', 'oracle-ee-19'],
  ['sqlserver-ex', '16.00.4185.3.v1', 'sqlserver-ex-16.0', 'sqlserver-ex-16-00'],
])('names the groups of %s %s', (engine, version, parameters, options) => {
  expect(engineFamilies(engine, version)).toEqual({ parameters, options });
});
