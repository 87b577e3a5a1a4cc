// A process that opens a state folder and tells what it became: one line of JSON, then it waits to be killed.
import { openStateFolder } from '../state-folder/open-state-folder.ts';

const [folder = '', patienceMs = '5000', announcedUrl] = process.argv.slice(2);

try {
  const opened = await openStateFolder({ folder, patienceMs: Number(patienceMs), isAlive: async () => true });
  if (opened.role === 'owner' && announcedUrl !== undefined) {
    opened.announce({ url: announcedUrl, version: '1.2.3', startedAt: new Date(0), fingerprint: 'f' });
  }
  process.stdout.write(
    `${JSON.stringify({ role: opened.role, ...(opened.role === 'guest' && { url: opened.url, pid: opened.ownerPid }) })}\n`,
  );
  setInterval(() => undefined, 1000);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: (error as Error).name })}\n`);
}
