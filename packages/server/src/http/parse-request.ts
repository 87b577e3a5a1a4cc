import type { z } from 'zod';
import { describeUnknownName } from '../catalog.ts';
import { ProblemError, type ProblemItem } from '../problem-error.ts';

export function parseParams(schema: z.ZodObject | undefined, params: Readonly<Record<string, string>>): unknown {
  return schema === undefined ? undefined : parse(schema, params, []);
}

/** A parameter that is given several times becomes a list. One that the endpoint does not have is a problem. */
export function parseQuery(schema: z.ZodObject | undefined, parameters: URLSearchParams): unknown {
  const known = Object.keys(schema?.shape ?? {});
  const names = [...new Set(parameters.keys())];
  const unknown = names
    .filter((name) => !known.includes(name))
    .map((name) => ({ path: name, message: describeUnknownName('parameter', name, known) }));
  const values = Object.fromEntries(
    names.map((name) => {
      const all = parameters.getAll(name);
      return [name, all.length === 1 ? all[0] : all];
    }),
  );
  if (schema !== undefined) return parse(schema, values, unknown);
  if (unknown.length > 0) throw invalid(unknown);
  return undefined;
}

export async function parseBody(schema: z.ZodObject, request: Request): Promise<unknown> {
  const text = await request.text();
  let value: unknown;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch {
    throw invalid([{ path: '', message: 'the body is not JSON' }]);
  }
  return parse(schema, value, []);
}

function parse(schema: z.ZodObject, value: unknown, others: readonly ProblemItem[]): unknown {
  const result = schema.safeParse(value);
  const problems = [
    ...others,
    ...(result.success ? [] : result.error.issues.flatMap((issue) => toItems(issue, schema))),
  ];
  if (problems.length > 0) throw invalid(problems);
  return result.data;
}

function toItems(issue: z.core.$ZodIssue, schema: z.ZodObject): readonly ProblemItem[] {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({
    path: path === '' ? key : `${path}.${key}`,
    message: describeUnknownName('field', key, Object.keys(schema.shape)),
  }));
}

function invalid(problems: readonly ProblemItem[]): ProblemError {
  const detail = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  return new ProblemError('invalid_request', detail, problems);
}
