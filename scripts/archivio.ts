/**
 * The archive from the machine where the portal runs.
 *
 * Use: npm run archivio -- COMANDO …; without a command it lists them
 */
import { closeDatabase } from '@/lib/db/client'

type Comando = {
  uso: string
  /** @returns the code to leave with: 0 done, 1 something was left out, 2 could not begin */
  run: (args: string[]) => Promise<number>
}

const COMANDI: Record<string, () => Promise<Comando>> = {
  campione: async () => (await import('./archivio/campione')).campione,
  converti: async () => (await import('./archivio/converti')).converti,
  importa: async () => (await import('./archivio/importa')).importa,
  lavora: async () => (await import('./archivio/lavora')).lavora,
  modello: async () => (await import('./archivio/modello')).modello,
  rilavora: async () => (await import('./archivio/rilavora')).rilavora,
}

const [nome = '', ...args] = process.argv.slice(2)
try {
  const load = Object.hasOwn(COMANDI, nome) ? COMANDI[nome] : undefined
  if (load) process.exitCode = await (await load()).run(args)
  else {
    const all = await Promise.all(Object.values(COMANDI).map((one) => one()))
    console.error(`Uso:\n${all.map(({ uso }) => `  npm run archivio -- ${uso}`).join('\n')}`)
    process.exitCode = 2
  }
} finally {
  await closeDatabase()
}
