/**
 * Several Next servers behind one port: `web-cluster.mjs <how many> <program> <arguments…>`. A page is made on one
 * processor, so a machine with two can make two at once. Instances share nothing but the database and the files, as
 * those on several machines do. One that falls is started again here; when they keep falling, this program leaves and
 * the supervisor starts it anew, ever more slowly. When it is killed they end by themselves.
 */
import cluster from 'node:cluster'

const [count, exec, ...args] = process.argv.slice(2)
/** One that lives less than this fell at once. */
const AT_ONCE_MS = 5000
const MOST_FALLS_AT_ONCE = 3

let stopping = false
let fallsAtOnce = 0

cluster.setupPrimary({ exec, args, silent: false })

function open() {
  const beganAt = performance.now()
  cluster.fork().once('exit', (code, signal) => {
    if (stopping) return
    fallsAtOnce = performance.now() - beganAt < AT_ONCE_MS ? fallsAtOnce + 1 : 0
    if (fallsAtOnce >= MOST_FALLS_AT_ONCE) process.exit(1)
    console.error(`! Un processo del server web si è fermato (${signal ?? `codice ${code}`}): lo riavvio`)
    open()
  })
}

/** The signal goes to the whole group: each answers what it was asked and ends; the last one out closes the door. */
for (const name of ['SIGTERM', 'SIGINT']) {
  process.on(name, () => {
    stopping = true
    for (const worker of Object.values(cluster.workers ?? {})) if (worker?.isConnected()) worker.process.kill(name)
  })
}

for (let i = 0; i < Number(count); i++) open()
