// `node scripts/run.mjs scripts/x.ts …`: one TypeScript program with the portal's Node, database and configuration.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 9)) {
  console.error(`\n✗ Serve Node 20.9 o successivo: questo è ${process.version}.\n`)
  process.exit(1)
}
const { exitWith, StartFailure } = await import('./runtime/failure.mjs')
try {
  if (!process.argv[2]) throw new StartFailure('Uso: node scripts/run.mjs scripts/programma.ts [argomenti]')
  const { ensureInstalled, runTypeScript } = await import('./runtime/bootstrap.mjs')
  ensureInstalled()
  runTypeScript('scripts/runtime/with-database.ts', process.argv.slice(2))
} catch (error) {
  exitWith(error)
}
