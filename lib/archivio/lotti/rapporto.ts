import 'server-only'
import type { Actor } from '@/lib/db/actor'
import { listNonNominati, listRighe } from './queries'
import { countAntivirus } from './queries-antivirus'
import { NOMI_STATO_RIGA } from './rules'
import { fraseAntivirus } from './rules-antivirus'
import { writeCsv } from './rules-modello'

const A_PAGINA = 500
const MAX_NON_NOMINATI = 200_000
const INTESTAZIONI = ['Riga', 'Segnatura', 'Titolo', 'Stato', 'Gravità', 'Colonna', 'Che cosa']

/** The report as a table: a line for each thing said, one for each row of which nothing is said, one for the antivirus. */
export async function writeRapporto(actor: Actor, lottoId: string): Promise<string> {
  const lines: string[][] = [INTESTAZIONI]
  for (let after = 0; ; ) {
    const rows = await listRighe(actor, lottoId, null, after, A_PAGINA)
    for (const { riga, segnatura, titolo, stato, esiti } of rows) {
      const start = [String(riga), segnatura, titolo ?? '', NOMI_STATO_RIGA[stato]]
      if (esiti.length === 0) lines.push([...start, '', '', ''])
      for (const { gravita, colonna, testo } of esiti) lines.push([...start, gravita, colonna ?? '', testo])
    }
    const last = rows.at(-1)
    if (!last || rows.length < A_PAGINA) break
    after = last.riga
  }
  for (const { nome, esiti } of await listNonNominati(actor, lottoId, MAX_NON_NOMINATI)) {
    const start = ['', '', nome, 'Non nominato']
    lines.push([...start, 'avviso', 'File', 'l’indice non nomina questo file: non entra'])
    for (const { gravita, testo } of esiti) lines.push([...start, gravita, 'File', testo])
  }
  const antivirus = fraseAntivirus(await countAntivirus(lottoId))
  if (antivirus) lines.push(['', '', '', '', 'avviso', 'File', `Antivirus: ${antivirus}`])
  return writeCsv(lines)
}
