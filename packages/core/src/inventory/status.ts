/** The closed set of states: an adapter maps its cloud's words to these and keeps the raw word beside it. */
export const resourceStatuses = [
  'pending',
  'starting',
  'running',
  'stopping',
  'stopped',
  'terminating',
  'terminated',
  'active',
  'failed',
  'unknown',
] as const;

export type ResourceStatus = (typeof resourceStatuses)[number];
