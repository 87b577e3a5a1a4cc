import { z } from 'zod';

/** Stable codes of the API's errors. A code is never renamed; clients branch on it. */
export const problemCodes = [
  'invalid_request',
  'unauthorized',
  'forbidden',
  'not_found',
  'conflict',
  'unknown_name',
  'misconfigured',
  'shutting_down',
  'storage_unavailable',
  'internal',
] as const;

export const problemCode = z.enum(problemCodes).meta({ id: 'ProblemCode', description: 'Stable code of the error.' });
export type ProblemCode = z.infer<typeof problemCode>;

/** An error as RFC 9457 (application/problem+json). */
export const problem = z
  .object({
    type: z
      .string()
      .meta({ description: 'URI that identifies the kind of problem.', examples: ['urn:tradewind:problem:not_found'] }),
    title: z.string(),
    status: z.int(),
    code: problemCode,
    detail: z.string().meta({ description: 'What happened and what to do next, for a person.' }),
    problems: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Every problem of the request, with the path of the value that is wrong.' }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
