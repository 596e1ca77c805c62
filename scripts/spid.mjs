// `npm run spid -- …`: key and certificate for SPID and CIE, without a database. See docs/spid.md.
const { exitWith } = await import('./runtime/failure.mjs')
try {
  const { ensureInstalled, runTypeScript } = await import('./runtime/bootstrap.mjs')
  ensureInstalled()
  runTypeScript('scripts/spid.ts', process.argv.slice(2))
} catch (error) {
  exitWith(error)
}
