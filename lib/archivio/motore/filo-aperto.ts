/** Opens a thread of the engine. Apart from fili.ts: what web pages are built from knows nothing of how a program is loaded. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'

export function openFilo(): Worker {
  const filo = new Worker(path.join(import.meta.dirname, 'filo.ts'), {
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
  })
  filo.unref() // a program that has nothing else to do ends
  return filo
}
