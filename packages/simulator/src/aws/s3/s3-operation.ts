import type { AwsCall } from '../frame/service.ts';

/** What an operation answers; without XML, an empty body. */
export interface S3Result {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly xml?: string;
}

export type S3Operation = (call: AwsCall) => S3Result;

export const s3Namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
