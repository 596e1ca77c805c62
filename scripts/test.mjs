// `npm test`: every check from a bare checkout. See scripts/runtime/checks.ts for what and in which order.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 9)) {
  console.error(`\n✗ Serve Node 20.9 o successivo: questo è ${process.version}. Su Debian 13: apt install nodejs npm\n`)
  process.exit(1)
}
const { exitWith } = await import('./runtime/failure.mjs')
try {
  const { ensureInstalled, runTypeScript } = await import('./runtime/bootstrap.mjs')
  ensureInstalled()
  runTypeScript('scripts/runtime/checks.ts', process.argv.slice(2))
} catch (error) {
  exitWith(error)
}
