import { spawn } from 'node:child_process'

/** Waits for the end of its input, which comes when its parent is gone, then stops the process it was given. */
const SCRIPT = 'read -r _; kill -s "$1" -- "$2"; sleep 8; kill -s "$3" -- "$2"'

/**
 * Binds the life of a process to ours: when this process ends without having stopped it (kill -9 leaves no time to), a
 * waiting shell of a few hundred KB asks it to stop, and after 8 s makes it.
 *
 * @param target pid, or negative process group id
 * @param gently signal that asks · @param firmly signal that ends it
 */
export function guardOf(
  target: number,
  gently: 'TERM' | 'INT' | 'QUIT',
  firmly: 'KILL' | 'QUIT' = 'KILL',
): { dismiss: () => void } {
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'guard', gently, String(target), firmly], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // Ctrl-C at the terminal is for the supervisor alone
  })
  shell.unref()
  ;(shell.stdin as unknown as { unref: () => void }).unref()
  return { dismiss: () => void shell.kill('SIGKILL') }
}
