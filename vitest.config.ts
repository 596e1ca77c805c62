import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Keys that live as long as one run: none is written down. */
const secrets = {
  NEXTAUTH_SECRET: randomBytes(48).toString('base64url'),
  UPLOADTHING_SECRET: `sk_${randomBytes(32).toString('hex')}`,
  FILES_MASTER_KEY: randomBytes(32).toString('base64'),
  VERIFICA_SIGNING_KEY: generateKeyPairSync('ed25519')
    .privateKey.export({ format: 'der', type: 'pkcs8' })
    .toString('base64'),
}

export default defineConfig({
  resolve: {
    alias: [
      { find: 'server-only', replacement: `${root}node_modules/server-only/empty.js` },
      { find: /^@\//, replacement: root },
    ],
  },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['node_modules/**', '.next/**', '.data/**', '.cache/**', 'e2e/**'],
    globalSetup: ['scripts/runtime/test-database.ts'],
    setupFiles: ['scripts/runtime/test-file.ts'],
    env: { TZ: 'UTC', BASE_URL: 'http://localhost:3000', ...secrets }, // vite sets BASE_URL to '/'
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
