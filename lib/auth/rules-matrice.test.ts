import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { livelliPer } from '@/lib/bozze/rules'
import { canAmministrare } from '@/lib/imprese/rules'
import { motivoDiLettura, motivoProprio } from '@/lib/letture/rules'
import { canMandato } from '@/lib/mandati/rules'
import { canPratica } from '@/lib/pratiche/rules'
import { canDecideRichiesta } from '@/lib/ruoli/rules'
import { RUOLI_APPARTENENZA, RUOLI_CHE_PRESENTANO, RUOLI_ENTE, type RuoloAppartenenza, type RuoloEnte } from './rules'
import { needsSecondoFattore } from './rules-fattore'
import {
  type Figura,
  nomeProprio,
  OGGETTI,
  type Oggetto,
  PORTE,
  type Riga,
  type Risposta,
  rispostaAttesa,
  TUTTI,
} from './rules-matrice'
import { AZIONI } from './rules-matrice-azioni'
import { PAGINE } from './rules-matrice-pagine'
import { ROTTE } from './rules-matrice-rotte'

const RIGHE = [...PAGINE, ...ROTTE, ...AZIONI]
const riga = (nome: string): Riga => {
  const found = RIGHE.find((one) => one.nome === nome)
  if (!found) throw new Error(`No row ${nome}`)
  return found
}
const answer = (nome: string, figura: Figura, stato: string): Risposta => rispostaAttesa(riga(nome), figura, stato)

describe('the table and the sources name the same things', () => {
  const root = path.resolve(import.meta.dirname, '../..')
  const files = (folder: string) => (readdirSync(path.join(root, folder), { recursive: true }) as string[]).sort()
  const address = (file: string) => `/${path.dirname(file)}`.replace(/\/\([^)]+\)/g, '').replace(/\/\.$/, '') || '/'
  const written = (name: string) =>
    files('app')
      .filter((file) => path.basename(file) === name)
      .map(address)
  const rows = (rows: readonly Riga[], of: (nome: string) => string = (nome) => nome) =>
    [...new Set(rows.map((one) => of(nomeProprio(one))))].sort()
  /** made by the framework: what no page is at, the picture of the tab, what is for robots */
  const OF_THE_FRAMEWORK = ['/_not-found', '/icon.svg', '/robots.txt']
  const own = (list: string[]) => list.filter((one) => !OF_THE_FRAMEWORK.includes(one))

  test('every page', () => expect(own(rows(PAGINE))).toEqual(written('page.tsx').sort()))
  test('every route', () => {
    const addresses = rows(ROTTE, (nome) => nome.split(' ')[1] ?? '')
    expect(own(addresses)).toEqual(written('route.ts').sort())
  })
  test('every server action', () => {
    const actions = ['lib', 'app', 'components'].flatMap((folder) =>
      files(folder)
        .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
        .map((file) => readFileSync(path.join(root, folder, file), 'utf8'))
        .filter((source) => source.startsWith("'use server'"))
        .flatMap((source) => [...source.matchAll(/^export async function (\w+)/gm)].map(([, name]) => name as string)),
    )
    expect(rows(AZIONI)).toEqual(actions.sort())
  })
  test('no row is there twice, and each case of a row answers some cell', () => {
    expect(new Set(RIGHE.map(({ genere, nome }) => `${genere} ${nome}`)).size).toBe(RIGHE.length)
    const dead = RIGHE.flatMap(({ nome, oggetto, casi }) => {
      const stati: readonly string[] = OGGETTI[oggetto as Oggetto]
      const first = new Set(
        TUTTI.flatMap((figura) =>
          stati.map((stato) => casi.findIndex((one) => one.chi.includes(figura) && (one.in?.includes(stato) ?? true))),
        ),
      )
      return casi.flatMap((_, i) => (first.has(i) ? [] : [`${nome}, caso ${i + 1}`]))
    })
    expect(dead).toEqual([])
  })
})

describe('the table and the rules say the same', () => {
  const MEMBRI: Record<RuoloAppartenenza, Figura> = {
    legale_rappresentante: 'amministratore',
    amministratore: 'amministratore',
    richiedente: 'richiedente',
    osservatore: 'osservatore',
    autista: 'autista',
  }
  test.each(RUOLI_APPARTENENZA)('what a company lets its %s do', (ruolo) => {
    const files = RUOLI_CHE_PRESENTANO.includes(ruolo)
    expect(answer('saveVeicoloAction#nuovo', MEMBRI[ruolo], 'attiva') === 'si').toBe(files)
    expect(answer('withdrawPraticaAction', MEMBRI[ruolo], 'ricevuta') === 'si').toBe(files)
    expect(answer('inviteMembroAction', MEMBRI[ruolo], 'attiva') === 'si').toBe(canAmministrare(ruolo))
    expect(answer('offerPraticaAction', MEMBRI[ruolo], 'ricevuta') === 'si').toBe(canAmministrare(ruolo))
    expect(answer('changeMandatoAction#revoke', MEMBRI[ruolo], 'attivo') === 'si').toBe(canAmministrare(ruolo))
  })

  const CONDIVISA = { vede: 'lettore', modifica: 'redattore', invia: 'inviante' } as const
  test.each(Object.entries(CONDIVISA))('a draft shared as «%s»', (livello, figura) => {
    const may = (potere: 'modifica' | 'invia' | 'gestisce') => (livelliPer(potere) as string[]).includes(livello)
    expect(answer('savePassoAction', figura, 'in_compilazione') === 'si').toBe(may('modifica'))
    expect(answer('presentaIstanzaAction', figura, 'in_compilazione') === 'si').toBe(may('invia'))
    expect(answer('shareBozzaAction', figura, 'in_compilazione') === 'si').toBe(may('gestisce'))
  })

  const ATTI = [
    ['withdrawPraticaAction', 'withdraw', 'richiedente'],
    ['sendOsservazioniAction', 'sendOsservazioni', 'richiedente'],
    ['claimPraticaAction', 'claim', 'istruttore'],
    ['askIntegrazioneAction', 'askIntegrazione', 'istruttore'],
    ['noticeRefusalAction', 'noticeRefusal', 'istruttore'],
    ['proposeDecisioneAction', 'propose', 'istruttore'],
    ['sendBackPropostaAction', 'sendBack', 'dirigente'],
    ['decideAction', 'decide', 'dirigente'],
    ['offerPraticaAction', 'transfer', 'amministratore'],
  ] as const
  test.each(ATTI)('%s may start where «%s» may (L. 241/1990)', (nome, act, figura) => {
    for (const stato of [
      'ricevuta',
      'in_istruttoria',
      'sospesa',
      'preavviso_diniego',
      'in_decisione',
      'conclusa',
    ] as const)
      expect(answer(nome, figura, stato), stato).toBe(canPratica(act, stato) ? 'si' : 'no')
  })
  test.each(['accept', 'reject', 'withdraw', 'revoke', 'renounce'] as const)('a mandate: %s', (atto) => {
    const figura = atto === 'withdraw' || atto === 'renounce' ? 'agenzia' : 'amministratore'
    for (const stato of OGGETTI.mandato)
      expect(answer(`changeMandatoAction#${atto}`, figura, stato), stato).toBe(canMandato(atto, stato) ? 'si' : 'no')
  })

  const CON_RUOLO: Record<RuoloEnte, Figura> = {
    istruttore: 'istruttore',
    dirigente: 'dirigente',
    polizia: 'polizia',
    tecnico_comunale: 'tecnico',
    amministratore_sistema: 'amministratore_sistema',
  }
  test.each(RUOLI_ENTE)('the second factor of a %s (S12)', (ruolo) => {
    const needed = needsSecondoFattore([{ ruolo }])
    expect((PORTE.fattore.entra as readonly Figura[]).includes(CON_RUOLO[ruolo])).toBe(needed)
  })

  test('who has a practice in charge opens it, a colleague says why (GDPR art. 5 c. 1)', () => {
    const pratica = { assegnatarioId: 'istruttore' }
    for (const figura of ['istruttore', 'collega', 'dirigente'] as const)
      expect(answer('/ufficio/pratiche/[id]', figura, 'in_istruttoria')).toBe(
        motivoDiLettura(pratica, figura, null) ? 'si' : 'motivo',
      )
  })
  test('one press is enough to decide, for the dirigente alone', () => {
    for (const stato of ['in_istruttoria', 'in_decisione', 'conclusa'])
      for (const figura of ['collega', 'dirigente'] as const) {
        const own = motivoProprio({ stato, assegnatarioId: 'istruttore' }, figura === 'dirigente')
        expect(answer('openSubitoAction#decisione', figura, stato)).toBe(own === 'decisione' ? 'si' : 'no')
      }
  })
  test('nobody confirms the right they asked for, nor one of another office (S26)', () => {
    const right = { personaId: 'nuova', chiestaDaId: 'amministratore_sistema' }
    const richiesta = { ...right, ruolo: 'istruttore', ufficioId: 'trasporti', organizzazioneId: null } as const
    const held = (ruolo: RuoloEnte, ufficioId: string | null) => [{ ruolo, ufficioId, organizzazioneId: null }]
    const CHI = {
      amministratore_sistema: held('amministratore_sistema', null),
      altro_amministratore: held('amministratore_sistema', null),
      dirigente: held('dirigente', 'trasporti'),
      dirigente_altro: held('dirigente', 'archivio'),
    }
    for (const [figura, ruoli] of Object.entries(CHI))
      expect(answer('decideRichiestaAction', figura as Figura, 'aperta') === 'si', figura).toBe(
        canDecideRichiesta({ personaId: figura, ruoli }, richiesta),
      )
  })
})
