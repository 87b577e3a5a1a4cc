/** How data is written. `table` is for people; the others are stable. */
export const outputFormats = ['table', 'json', 'yaml', 'csv', 'md'] as const;

export type OutputFormat = (typeof outputFormats)[number];
