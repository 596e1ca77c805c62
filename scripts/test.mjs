// `npm test`: every check from a bare checkout. See scripts/runtime/checks.ts for what and in which order.
// The Node that Debian and Ubuntu had for years must be able to read this file, to be refused in words: no await here.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 9)) {
  console.error(`\n✗ Serve Node 20.9 o successivo: questo è ${process.version}. Su Debian 13: apt install nodejs npm\n`)
  process.exit(1)
}
import('./runtime/launch.mjs').then(({ launch }) => launch('scripts/runtime/checks.ts', process.argv.slice(2)))
