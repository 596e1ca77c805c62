import { ensureInstalled, runTypeScript } from './bootstrap.mjs'
import { exitWith, StartFailure } from './failure.mjs'

/** Installs what is missing, then runs a TypeScript program of ours in our place; says plainly why it cannot. */
export function launch(file, args, usage = '') {
  try {
    if (usage && !args[0]) throw new StartFailure(usage)
    ensureInstalled()
    runTypeScript(file, args)
  } catch (error) {
    exitWith(error)
  }
}
