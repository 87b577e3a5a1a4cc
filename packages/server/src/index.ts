/** The control plane. */
export { createLogger, logLevels, type Logger, type LogLevel } from './logger.ts';
