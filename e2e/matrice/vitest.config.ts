import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { portalEnvironment } from '../environment'

const root = `${path.resolve(import.meta.dirname, '../..')}/`

/** The matrix, on the portal that uses the data folder named in DATA_DIR. */
export default defineConfig({
  root,
  resolve: {
    alias: [
      { find: 'server-only', replacement: `${root}node_modules/server-only/empty.js` },
      { find: /^@\//, replacement: root },
    ],
  },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    include: ['e2e/matrice/*.test.ts'],
    env: { TZ: 'UTC', ...(await portalEnvironment()) },
    pool: 'forks',
    testTimeout: 60_000,
  },
})
