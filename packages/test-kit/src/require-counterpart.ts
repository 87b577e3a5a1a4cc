import { findCommand } from './find-command.ts';

/** The real programs that tests compare with: the command, and how to get it. */
const counterparts = {
  moto_server: { title: 'moto', install: 'pip install "moto[server]"', mayMissInCi: false },
  aws: { title: 'the AWS CLI', install: 'pip install awscli', mayMissInCi: false },
  gcloud: { title: 'the Google Cloud CLI', install: 'https://cloud.google.com/sdk', mayMissInCi: true },
  az: { title: 'the Azure CLI', install: 'pip install azure-cli', mayMissInCi: true },
} as const;

export type Counterpart = keyof typeof counterparts;

/**
 * Says whether the tests against a counterpart have to be skipped because it is missing on this machine, and says so
 * on stderr: `describe.skipIf(requireCounterpart('aws'))('...', ...)`. In CI (`CI=true`), where `.ci/run` installs
 * them, a missing one throws, so that no test is skipped unseen; only the Google Cloud and Azure CLIs may be missing.
 */
export function requireCounterpart(command: Counterpart, find: (name: string) => string | null = findCommand): boolean {
  if (find(command) !== null) return false;
  const { title, install, mayMissInCi } = counterparts[command];
  const missing = `${title} (${command}) is not installed`;
  if (process.env['CI'] === 'true' && !mayMissInCi) throw new Error(`${missing}: ${install}`);
  process.stderr.write(`${missing}: its tests are skipped. To run them: ${install}\n`);
  return true;
}
