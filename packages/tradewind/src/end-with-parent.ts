/**
 * A process that was started with a channel to its parent (the demo's simulator) ends when that is gone, so that a
 * parent killed with -9 leaves nothing behind. Without a channel nothing happens.
 */
export function endWithParent(): void {
  if (process.channel === undefined || process.channel === null) return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // Waiting for that alone is no reason to go on.
  process.channel.unref();
}
