import { extname } from 'node:path';

/** How data is written. `table` is for people; the others are stable. */
export const outputFormats = ['table', 'json', 'yaml', 'csv', 'md'] as const;

export type OutputFormat = (typeof outputFormats)[number];

/** Formats of files; a table is for reading. */
export type FileFormat = Exclude<OutputFormat, 'table'>;

const formatBySuffix: ReadonlyMap<string, FileFormat> = new Map([
  ['.json', 'json'],
  ['.yaml', 'yaml'],
  ['.yml', 'yaml'],
  ['.csv', 'csv'],
  ['.md', 'md'],
]);

/** What the name of a file says of its format, or null. */
export function formatOfFile(path: string): FileFormat | null {
  return formatBySuffix.get(extname(path).toLowerCase()) ?? null;
}
