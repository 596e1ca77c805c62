/**
 * `esporta.ts <units> <seed> <folder> <questions> <seed of the questions>`: the archive and the questions as plain lines, for the
 * engines that are measured beside ours. They are given what ours is given: the same words, fields and rights.
 */
import { once } from 'node:events'
import { createWriteStream, writeFileSync } from 'node:fs'
import path from 'node:path'
import { haCarte } from '@/lib/archivio/rules'
import { computeConsultabilita } from '@/lib/archivio/rules-consultabilita'
import type { Descrizione } from '@/lib/archivio/rules-descrizione'
import { gruppiOfCampi, gruppiOfTesto } from '@/lib/archivio/rules-domanda'
import { computeVoceIndice } from '@/lib/archivio/rules-indice'
import { pianoOf } from '@/lib/archivio/rules-parole'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { generaArchivio } from '@/lib/mondo/archivio/generatore'
import { testoPagina } from '@/lib/mondo/archivio/testo-pagina'
import { domandeOf } from './domande'

const [units = 1_000, seme = 1] = process.argv.slice(2, 4).map(Number)
const [folder = '.', many = '200', seed = '1'] = process.argv.slice(4)

const asked = domandeOf(units, seme, Number(many), Number(seed))
writeFileSync(
  path.join(folder, `domande-${seed}.tsv`),
  asked
    .map(({ domanda, ufficio, genere }) => {
      const clauses = [...gruppiOfTesto(domanda.testo ?? ''), ...gruppiOfCampi(domanda)].map((gruppo) =>
        gruppo.parola !== undefined && gruppo.alternative.length === 1
          ? `${gruppo.inizio ? 'p' : 'w'}:${gruppo.parola}`
          : gruppo.alternative.map((one) => ('esatto' in one ? `e:${one.esatto}` : `w:${one.parola}`)).join('|'),
      )
      const parcel = domanda.foglio !== undefined
      return [
        genere,
        ufficio ? 1 : 0,
        (!parcel && domanda.comune) || '',
        domanda.dal ?? '',
        domanda.al ?? '',
        clauses.join(' '),
      ].join('\t')
    })
    .join('\n'),
)

if (process.argv[7] === 'solo-domande') process.exit(0)
const out = createWriteStream(path.join(folder, 'archivio.tsv'))
const fonds = new Map<string, string>()
const tags = new Map<string, Descrizione['etichette']>()
for (const one of generaArchivio(units, seme)) {
  const fondo =
    one.padre === null ? one.segnatura : (fonds.get(one.padre) ?? one.segnatura.split('/').slice(0, 2).join('/'))
  if (!haCarte(one.livello)) fonds.set(one.segnatura, fondo)
  const etichette = [...((one.padre && tags.get(one.padre)) || []), ...one.etichette]
  if (one.livello === 'fascicolo') tags.clear()
  tags.set(one.segnatura, etichette)
  const access = computeConsultabilita(one.accessoBase, haCarte(one.livello) ? etichette : [])
  const today = '2026-11-26'
  const accesso =
    access.consultabileDal !== null && access.consultabileDal <= today ? access.accessoDopo : access.accesso
  const voce = computeVoceIndice(one, access, one.comuneIstat ? nomeComune(one.comuneIstat) : null)
  const row = [
    one.segnatura,
    voce.titolo,
    voce.breve,
    voce.esteso,
    [...voce.nomi, voce.riservato].join(' '),
    voce.esatti.filter((esatto) => !esatto.endsWith('/') && !esatto.includes('+')).join(' '),
    pianoOf(testoPagina(one, 1, seme)),
    fondo,
    one.tipologia ?? '',
    one.comuneIstat ?? '',
    one.dal?.slice(0, 4) ?? '0',
    accesso,
    (one.dal ?? '0').replaceAll('-', ''),
  ].join('\t')
  if (!out.write(`${row}\n`)) await once(out, 'drain')
}
out.end()
await once(out, 'close')
