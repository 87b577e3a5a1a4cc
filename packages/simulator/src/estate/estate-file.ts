import { LineCounter, isNode, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { checkReferences } from '../aws/estate/check-references.ts';
import { estateFileSchema, type EstateFile } from './estate-schema.ts';

export interface EstateProblem {
  /** For example `aws.regions.us-east-1.instances[0].type`; empty for the file as a whole. */
  readonly path: string;
  readonly line: number | null;
  readonly message: string;
}

export type EstateFileResult =
  | { readonly ok: true; readonly estate: EstateFile }
  | { readonly ok: false; readonly problems: readonly EstateProblem[] };

/** Reads the text of an estate file (YAML, of which JSON is a part); finds all problems, not only the first. */
export function parseEstateFile(text: string): EstateFileResult {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => ({
      path: '',
      line: lineCounter.linePos(pos[0]).line,
      message: message.split('\n')[0] ?? message,
    }));
    return { ok: false, problems };
  }
  const parsed = estateFileSchema.safeParse(document.toJS() ?? {});
  if (parsed.success) {
    const found = checkReferences(parsed.data.aws ?? {});
    if (found.length === 0) return { ok: true, estate: parsed.data };
    return {
      ok: false,
      problems: found.map(({ path, message }) => locate(['aws', ...path], message, document, lineCounter)),
    };
  }
  const problems = parsed.error.issues.flatMap((issue) => toProblems(issue, document, lineCounter));
  return { ok: false, problems };
}

function toProblems(issue: z.core.$ZodIssue, document: Document, lineCounter: LineCounter): EstateProblem[] {
  // An unknown key is reported at its own place rather than at the object around it.
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => locate([...issue.path, key], 'unknown key', document, lineCounter));
  }
  return [locate(issue.path, issue.message, document, lineCounter)];
}

function locate(
  path: readonly PropertyKey[],
  message: string,
  document: Document,
  lineCounter: LineCounter,
): EstateProblem {
  return { path: formatPath(path), line: lineOf(path, document, lineCounter), message };
}

/** The line of the innermost part of the path that the document has. */
function lineOf(path: readonly PropertyKey[], document: Document, lineCounter: LineCounter): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line;
  }
  return null;
}

function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
