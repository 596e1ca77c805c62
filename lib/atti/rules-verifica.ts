/** The roadside check: what it looks at in an act, and nothing else. @see art. 10 cc. 18–25 CdS */
import type { IsoDate } from '@/lib/core/date'
import type { TipoAtto } from '@/lib/pratiche/rules'

import type { Asse, Carico, Convoglio, Percorso, Periodo } from '@/lib/trasporti/rules-tipi'
import { type ContenutoAtto, computeStatoVerifica, type PayloadVerifica, type StatoVerifica } from './rules'
import { isRiserva } from './rules-parole'

/** An act as the register has it. */
export type AttoRegistrato = {
  tipo: TipoAtto
  stato: string
  numero: string
  validoDal: IsoDate | null
  validoAl: IsoDate | null
  targhe: readonly string[]
  contenuto: ContenutoAtto
}

/** Figures and words to be compared with the vehicle on the road: no tax codes, telephones, costs or grounds. */
export type VistaVerifica = {
  stato: StatoVerifica
  tipo: TipoAtto
  titolo: string
  numero: string
  adottatoIl: IsoDate | null
  ufficio: string
  titolare: string
  validoDal: IsoDate | null
  validoAl: IsoDate | null
  viaggi: number | null
  targhe: string[]
  riserve: string[]
  convoglio: Convoglio | null
  assi: Asse[]
  carico: Pick<Carico, 'natura' | 'pezzi' | 'descrizione' | 'massaKg'> | null
  percorso: Percorso | null
  orario: Periodo['orario'] | null
  prescrizioni: { testo: string; norma: string | null }[]
  /** Without a convoy there is nothing to measure: only what the act is about. */
  oggetto: string | null
}

export function vistaOf(atto: AttoRegistrato, oggi: IsoDate): VistaVerifica {
  const { contenuto } = atto
  const veicoli = contenuto.convoglio?.veicoli ?? []
  const plates = (riserva: boolean) =>
    veicoli.filter((one) => isRiserva(one.ruolo) === riserva && one.targa).map((one) => one.targa)
  const carico = contenuto.trasporto?.carico ?? null
  return {
    stato: computeStatoVerifica(atto, oggi),
    tipo: atto.tipo,
    titolo: contenuto.titolo,
    numero: atto.numero,
    adottatoIl: contenuto.firmato?.il ?? null,
    ufficio: contenuto.ufficio,
    titolare: contenuto.titolare.denominazione,
    validoDal: atto.validoDal,
    validoAl: atto.validoAl,
    viaggi: contenuto.viaggi,
    targhe: contenuto.convoglio ? plates(false) : [...atto.targhe],
    riserve: plates(true),
    convoglio: contenuto.convoglio,
    assi: contenuto.convoglio?.assi ?? [],
    carico: carico && {
      natura: carico.natura,
      pezzi: carico.pezzi,
      descrizione: carico.descrizione,
      massaKg: carico.massaKg,
    },
    percorso: contenuto.percorso,
    orario: contenuto.trasporto?.periodo?.orario ?? null,
    prescrizioni: contenuto.prescrizioni,
    oggetto: contenuto.convoglio ? null : contenuto.istanza.oggetto,
  }
}

/**
 * Where the register no longer says what was sealed when the act was adopted: one of them was changed.
 * @param impronta first 16 hex characters of the SHA-256 of the canonical contenuto in the register
 * @returns names of what differs, in Italian; empty when they agree
 */
export function listDifferenze(
  sigillo: PayloadVerifica,
  atto: AttoRegistrato,
  ente: string,
  impronta: string,
): string[] {
  const c = atto.contenuto.convoglio
  const misure = [c?.lunghezzaCm ?? null, c?.larghezzaCm ?? null, c?.altezzaCm ?? null]
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  return [
    same([sigillo.e, sigillo.n], [ente, atto.numero]) ? null : 'numero',
    sigillo.t.split(':')[0] === atto.tipo ? null : 'tipo',
    same([sigillo.d, sigillo.a], [atto.validoDal, atto.validoAl]) ? null : 'validità',
    same(sigillo.g, atto.targhe) ? null : 'targhe',
    same([sigillo.m, sigillo.l], [c?.massaComplessivaKg ?? null, misure]) ? null : 'massa e misure',
    sigillo.s === impronta ? null : 'testo dell’atto',
  ].filter((name) => name !== null)
}

/** 32 signs that cannot be misread: neither I nor O, neither 0 nor 1. */
const CODICE = /^[2-9A-HJ-NP-Z]{16}$/

/** Reads a code as people type it, with spaces, hyphens and small letters. @returns null when it cannot be a code */
export function parseCodice(text: string): string | null {
  const codice = text.toUpperCase().replace(/[\s\-–.]+/g, '')
  return CODICE.test(codice) ? codice : null
}

/** '2026/0000042' or '2026/42' */
export function parseNumero(text: string): { anno: number; numero: number } | null {
  const match = /^(?:n\.?\s*)?(\d{4})\s*\/\s*0*([1-9]\d{0,8})$/i.exec(text.trim())
  return match ? { anno: Number(match[1]), numero: Number(match[2]) } : null
}

/** The word in large letters, agreeing with the act: l’autorizzazione, il nulla osta. */
export function parolaOf(stato: StatoVerifica, tipo: TipoAtto): string {
  const word = stato.replaceAll('_', ' ')
  return tipo === 'autorizzazione' ? word : `${word.slice(0, -1)}o`
}
