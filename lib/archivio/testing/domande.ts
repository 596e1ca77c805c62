/** Questions with answers known from what the sample archive was made of, by class. */

import { nomeComune } from '@/lib/comuni/rules-comuni'
import { generaArchivio } from '@/lib/mondo/archivio/generatore'
import { UNITA_DI_PROVA } from '@/lib/mondo/archivio/load-archivio'
import { testoPagina } from '@/lib/mondo/archivio/testo-pagina'
import { CATEGORIE_ETICHETTA } from '../rules-consultabilita'
import type { Descrizione } from '../rules-descrizione'
import type { Domanda } from '../rules-domanda'
import { paroleOf } from '../rules-parole'
import type { Carte } from './pagine'

export const UNITA: readonly Descrizione[] = [...generaArchivio(UNITA_DI_PROVA)]
const TAGGED: readonly string[] = CATEGORIE_ETICHETTA.filter((one) => one !== 'sicurezza')
/** Closed to all but who is named: in no answer here. Tags of this sample that have lapsed are of the fonds with none of these words. */
export const isClosed = (unit: Descrizione) => unit.etichette.some((tag) => TAGGED.includes(tag.categoria))
export const isReserved = (unit: Descrizione) =>
  unit.accessoBase === 'riservato' || unit.etichette.some((tag) => tag.categoria === 'sicurezza')

export type DomandaGiudicata = {
  classe: string
  domanda: Domanda
  chi: 'pubblico' | 'ufficio'
  /** the units that answer; some must be on the first page */
  giuste: readonly Descrizione[]
  /** how many places the first right one may be at */
  entro: number
  /** all and only these are right: the total is their number */
  esatto?: boolean
  /** the page of the first right one on which the words are */
  pagina?: number
}

const FILES = UNITA.filter((unit) => unit.livello === 'fascicolo' && !isClosed(unit))
const every = (step: number, start = 3) => FILES.filter((_, i) => i % step === start)
const known = (unit: Descrizione) => !isClosed(unit)

/** Papers of some of the files: three pages each, of the same invented archive. */
const CON_CARTE = FILES.filter((_, i) => i % 5 === 2).slice(0, 240)
export const CARTE: readonly Carte[] = CON_CARTE.map((unit) => ({
  segnatura: unit.segnatura,
  pagine: [1, 2, 3].map((numero) => ({ testo: testoPagina(unit, numero, 1) })),
}))

/** Words met on one page of all, and on no card. */
const SOLE = (() => {
  const times = new Map<string, number>()
  const known = new Set(UNITA.flatMap((unit) => paroleOf(JSON.stringify(unit))))
  for (const { pagine } of CARTE)
    for (const { testo } of pagine)
      for (const word of new Set(paroleOf(testo))) times.set(word, (times.get(word) ?? 0) + 1)
  return (testo: string) =>
    paroleOf(testo).filter((word) => word.length > 8 && times.get(word) === 1 && !known.has(word))
})()

/** One letter lost, or two changed places, in the middle of the word. */
const broken = (word: string, i: number): string => {
  const at = Math.floor(word.length / 2)
  return i % 2 === 0
    ? word.slice(0, at) + word.slice(at + 1)
    : word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
}

function* make(): Generator<DomandaGiudicata> {
  for (const unit of every(230))
    yield { classe: 'segnatura', domanda: { testo: unit.segnatura }, chi: 'pubblico', giuste: [unit], entro: 1 }
  for (const unit of every(230, 31)) {
    const { numeroPratica, annoPratica } = unit
    const giuste = FILES.filter((one) => one.numeroPratica === numeroPratica && one.annoPratica === annoPratica)
    yield {
      classe: 'numero',
      domanda: { testo: `${numeroPratica}/${annoPratica}` },
      chi: 'pubblico',
      giuste,
      entro: 1,
      esatto: true,
    }
    yield {
      classe: 'numero',
      domanda: { numero: numeroPratica, anno: annoPratica },
      chi: 'pubblico',
      giuste,
      entro: 1,
      esatto: true,
    }
  }
  for (const unit of every(190, 7)) {
    const giuste = FILES.filter(
      (one) =>
        one.opera === unit.opera && one.comuneIstat === unit.comuneIstat && one.titolo.startsWith(unit.opera ?? '?'),
    )
    yield {
      classe: 'parole',
      domanda: { testo: `${unit.opera} ${nomeComune(unit.comuneIstat ?? '')}` },
      chi: 'pubblico',
      giuste,
      entro: 3,
    }
  }
  const plurals: [string, string][] = [
    ['muri di sostegno', 'Muro di sostegno'],
    ['capannoni artigianali', 'Capannone artigianale'],
    ['scuole elementari', 'Scuola elementare'],
    ['tettoie agricole', 'Tettoia agricola'],
    ['passerelle pedonali', 'Passerella pedonale'],
    ['piscine', 'Piscina'],
    ['accessi carrabili', 'Accesso carrabile'],
    ['barriere di sicurezza', 'Barriera di sicurezza'],
    ['serbatoi pensili', 'Serbatoio pensile'],
    ['autorimesse interrate', 'Autorimessa interrata'],
  ]
  for (const [testo, opera] of plurals)
    yield {
      classe: 'radice',
      domanda: { testo },
      chi: 'pubblico',
      giuste: UNITA.filter((one) => known(one) && one.titolo.startsWith(opera)),
      entro: 1,
    }
  for (const [testo, comune] of [
    ['ricco del golfo', '011023'],
    ['scurtabo', '011029'],
    ['ponzo', '011023'],
    ['LA SPEZIA', '011015'],
    ['Ortonovo', '011020'],
  ] as const)
    yield {
      classe: 'accenti',
      domanda: { testo },
      chi: 'pubblico',
      giuste: FILES.filter((one) => one.comuneIstat === comune),
      entro: 1,
    }
  for (const [testo, opera] of [
    ['capann*', 'Capannone artigianale'],
    ['consolidam', 'Consolidamento'],
    ['sopraele', 'Sopraelevazione'],
    ['autorim*', 'Autorimessa'],
    ['piscin', 'Piscina'],
    ['palifica', 'Palificata'],
    ['attraversam', 'Attraversamento'],
    ['pubblicit*', 'Impianto pubblicitario'],
  ] as const)
    yield {
      classe: 'prefisso',
      domanda: { testo },
      chi: 'pubblico',
      giuste: UNITA.filter((one) => known(one) && one.titolo.startsWith(opera)),
      entro: 3,
    }
  for (const [i, word] of [
    'capannone',
    'consolidamento',
    'sopraelevazione',
    'autorimessa',
    'palificata',
    'passerella',
    'serbatoio',
    'attraversamento',
    'pavimentazione',
    'pubblicitario',
    'volastra',
    'manarola',
    'marinella',
    'corniglia',
  ].entries())
    yield {
      classe: 'refuso',
      domanda: { testo: broken(word, i) },
      chi: 'pubblico',
      giuste: UNITA.filter((one) => known(one) && one.titolo.toLowerCase().includes(word)),
      entro: 10,
    }
  for (const unit of every(260, 11)) {
    const parcel = unit.ubicazioni.find((one) => one.mappale)
    if (!parcel || isReserved(unit)) continue
    const giuste = FILES.filter(
      (one) =>
        !isReserved(one) &&
        one.comuneIstat === unit.comuneIstat &&
        one.ubicazioni.some((each) => each.foglio === parcel.foglio && each.mappale === parcel.mappale),
    )
    yield {
      classe: 'particella',
      domanda: { comune: unit.comuneIstat, foglio: parcel.foglio, mappale: parcel.mappale },
      chi: 'pubblico',
      giuste,
      entro: 1,
      esatto: true,
    }
  }
  for (const unit of FILES.filter((one) => one.tratte.length > 0).filter((_, i) => i % 70 === 5)) {
    const [road] = unit.tratte
    const km = Math.floor((road?.daM ?? 0) / 1000)
    const giuste = FILES.filter((one) =>
      one.tratte.some(
        (each) =>
          each.strada === road?.strada &&
          Math.floor((each.daM ?? -1) / 1000) <= km &&
          Math.floor((each.aM ?? -1) / 1000) >= km,
      ),
    )
    yield { classe: 'strada', domanda: { strada: road?.strada, km }, chi: 'pubblico', giuste, entro: 1, esatto: true }
    yield {
      classe: 'strada',
      domanda: { testo: `${road?.strada} km ${km}` },
      chi: 'pubblico',
      giuste,
      entro: 1,
      esatto: true,
    }
  }
  const progettati = FILES.filter((one) => one.agenti.some((agent) => agent.ruolo === 'progettista'))
  for (const [i, unit] of progettati.filter((_, i) => i % 150 === 9).entries()) {
    const nome = unit.agenti.find((agent) => agent.ruolo === 'progettista')?.nome ?? ''
    const giuste = FILES.filter((one) => one.agenti.some((agent) => agent.nome === nome))
    // by name and surname, or as a register has it
    const testo = i % 2 === 0 ? nome : nome.split(' ').reverse().join(' ')
    yield { classe: 'nome', domanda: { testo }, chi: 'ufficio', giuste, entro: 1 }
  }
  for (const [i, unit] of CON_CARTE.entries()) {
    const numero = (i % 3) + 1
    const testo = CARTE[i]?.pagine[numero - 1]?.testo ?? ''
    const sole = SOLE(testo)
    const [rare = '', other = ''] = [sole[0], sole.at(-1)]
    if (i % 3 !== 0 || rare === '' || rare === other) continue
    const chi = unit.accessoBase === 'libero' && !isReserved(unit) ? 'pubblico' : 'ufficio'
    yield { classe: 'pagina', domanda: { testo: rare }, chi, giuste: [unit], entro: 1, pagina: numero }
    yield {
      classe: 'pagina e scheda',
      domanda: { testo: `${other} ${unit.opera?.split(' ')[0]}` },
      chi,
      giuste: [unit],
      entro: 1,
      pagina: numero,
    }
  }
  for (const anno of [1971, 1988, 1999, 2012])
    yield {
      classe: 'anno',
      domanda: { testo: `piscina ${anno}` },
      chi: 'pubblico',
      giuste: FILES.filter(
        (one) => one.opera === 'Piscina' && Number(one.dal?.slice(0, 4)) <= anno && Number(one.al?.slice(0, 4)) >= anno,
      ),
      entro: 3,
    }
}

export const DOMANDE: readonly DomandaGiudicata[] = [...make()].filter((one) => one.giuste.length > 0)
