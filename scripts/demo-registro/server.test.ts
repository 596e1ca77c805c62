import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { readRegistro } from '@/lib/imprese/registro'
import { caricaRappresentante } from '@/lib/imprese/rules'
import { freePort } from '../runtime/system'

const root = path.join(import.meta.dirname, '../..')
const start = (variables: Record<string, string>): ChildProcess =>
  spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', path.join(root, 'scripts/demo-registro/server.ts')],
    {
      cwd: root,
      stdio: 'ignore',
      env: { ...process.env, ...variables },
    },
  )

const settings = env() as { REGISTRO_IMPRESE_URL?: string | undefined; REGISTRO_IMPRESE_TOKEN?: string | undefined }
let url: string
let program: ChildProcess
beforeAll(async () => {
  url = `http://127.0.0.1:${await freePort()}`
  program = start({
    REGISTRO_IMPRESE_URL: url,
    REGISTRO_IMPRESE_TOKEN: 'chiave-di-prova',
    BASE_URL: 'http://localhost:3000',
  })
  for (let tries = 0; tries < 200; tries += 1) {
    if (await fetch(url).catch(() => null)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
})
afterAll(async () => {
  settings.REGISTRO_IMPRESE_URL = undefined
  settings.REGISTRO_IMPRESE_TOKEN = undefined
  program.kill('SIGTERM')
  await once(program, 'exit')
})

test('the adapter reads the demo register over HTTP: who represents a company, and who does not', async () => {
  settings.REGISTRO_IMPRESE_URL = url
  settings.REGISTRO_IMPRESE_TOKEN = 'chiave-di-prova'
  const magra = await readRegistro('99990080006')
  if (magra.esito !== 'trovata') throw new Error(magra.esito)
  expect(magra.impresa).toMatchObject({ denominazione: 'MAGRA SOLLEVAMENTI S.R.L.', stato: 'attiva' })
  expect(caricaRappresentante(magra.impresa, 'NVUBRN73C21Z999A', '2026-11-26')).toBe('Amministratore unico')
  expect(caricaRappresentante(magra.impresa, 'PRVMRC79H02Z999U', '2026-11-26')).toBeNull()
  expect(await readRegistro('99999990004')).toEqual({ esito: 'non_trovata' })
  expect(await readRegistro('99990050009')).toEqual({ esito: 'non_trovata' }) // a Comune is no company
})

test('a wrong key is as a register that is not there', async () => {
  settings.REGISTRO_IMPRESE_URL = url
  settings.REGISTRO_IMPRESE_TOKEN = 'altra-chiave'
  expect(await readRegistro('99990080006')).toEqual({ esito: 'assente' })
})

test('it does not start for a portal that is elsewhere', async () => {
  const elsewhere = start({ REGISTRO_IMPRESE_URL: url, BASE_URL: 'https://sportello.example.it' })
  const [code] = await once(elsewhere, 'exit')
  expect(code).not.toBe(0)
})
