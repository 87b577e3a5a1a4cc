import { ApiError } from '@tradewind/api';
import { ConfigurationError } from './config/configuration-error.ts';
import { StorageError } from './database/storage-error.ts';
import { toProblem } from './http/problems.ts';
import { ProblemError } from './problem-error.ts';
import { StateFolderBusyError } from './state-folder/open-state-folder.ts';

/** What keeps the control plane from opening, in the form in which it answers problems later. Other errors stay. */
export function toApiError(error: unknown): unknown {
  if (error instanceof ConfigurationError) {
    const items = error.problems.map(({ source, line, column, message }) => ({
      path: line === null ? source : `${source}:${line}:${column ?? 1}`,
      message,
    }));
    return new ApiError(toProblem('misconfigured', 'The configuration cannot be used.', items));
  }
  if (error instanceof StorageError) return new ApiError(toProblem('storage_unavailable', error.message));
  if (error instanceof StateFolderBusyError) return new ApiError(toProblem('conflict', error.message));
  if (error instanceof ProblemError) return new ApiError(toProblem(error.code, error.message, error.problems));
  return error;
}
