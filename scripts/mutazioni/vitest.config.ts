import path from 'node:path'
import { mergeConfig } from 'vitest/config'
import base from '../../vitest.config'
import { MUTAZIONI, mutated } from './spid'

const root = path.join(import.meta.dirname, '../..')
const mutazione = MUTAZIONI[Number(process.env.MUTAZIONE)]
if (!mutazione) throw new Error('MUTAZIONE: il numero di una riga di scripts/mutazioni/spid.ts')

/** The tests of the sign-in on code with one check less. */
export default mergeConfig(base, {
  root,
  plugins: [
    {
      name: 'mutazione',
      enforce: 'pre',
      transform: (code: string, id: string) =>
        id.split('?')[0] === path.join(root, mutazione.file) ? mutated(mutazione, code) : undefined,
    },
  ],
  test: { bail: 1 },
})
