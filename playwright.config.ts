import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/runtime/chromium'

const { executablePath, args, env } = await findChromium()

/** `scripts/test.mjs` starts the portal and gives its address; alone, the one on port 3000 is tested. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts', // what else is there has runners of its own
  testIgnore: process.env.SAMPLE_ARCHIVE === '0' ? [] : '**/vuoto/**',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 1, // who passes only then is named at the end: to be understood, not to be waited for
  timeout: 180_000, // a code of a second factor is good once, and officers are shared: some wait for the next
  expect: { timeout: 15_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: process.env.BASE_URL ?? 'http://localhost:3000',
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    screenshot: 'only-on-failure',
    trace: 'retain-on-first-failure',
    launchOptions: { executablePath, args, env },
  },
})
