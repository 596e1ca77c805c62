/**
 * A sample archive, unit by unit: seismic files, road files and a small restricted fonds. All invented; the same seed gives
 * the same archive. Proportions between the fonds do not change with the size.
 */
import type { LivelloDescrizione } from '@/lib/archivio/rules'
import type { LivelloAccesso } from '@/lib/archivio/rules-consultabilita'
import type { Descrizione } from '@/lib/archivio/rules-descrizione'
import { COMUNI } from '@/lib/comuni/rules-comuni'
import type { IsoDate } from '@/lib/core/date'
import { type Caso, casoOf } from './caso'
import { CAPOLUOGO, COGNOMI, DOVE, FRASI, LAVORI, LOCALITA, NOMI, OPERE, PONTE, VIE } from './parole'

export const PRODUTTORI = {
  genio: 'Ufficio del Genio civile della Spezia',
  provincia: 'Provincia della Spezia, Settore tecnico',
  assistenza: 'Provincia della Spezia, Servizi di assistenza',
} as const

const PRIMO_ANNO = 1965
const ULTIMO_ANNO = 2020
const ANNI = ULTIMO_ANNO - PRIMO_ANNO + 1
const FASCICOLI_PER_BUSTA = 25
const STRADE = [
  'SP 1',
  'SP 8',
  'SP 10',
  'SP 12',
  'SP 17',
  'SP 25',
  'SP 32',
  'SP 38',
  'SP 51',
  'SP 63',
  'SP 331',
  'SP 370',
  'SP 432',
  'SP 530',
  'SP 566',
] as const
const KM_MAX = 24
/** Anna Esempio of the sample world (lib/mondo/persone.ts): two files are of her house. */
const ANNA = { nome: 'Anna Esempio', codiceFiscale: 'SMPNNA84C52Z999S' }
/** Luni was Ortonovo (L.R. Liguria 7/2017). */
const RINOMINATI: Record<string, { prima: string; fino: number }> = { '011020': { prima: 'Ortonovo', fino: 2016 } }

const pad = (n: number, width: number) => String(n).padStart(width, '0')
const day = (caso: Caso, anno: number) => `${anno}-${pad(caso.int(1, 12), 2)}-${pad(caso.int(1, 28), 2)}` as IsoDate
const person = (caso: Caso) => `${caso.of(NOMI)} ${caso.of(COGNOMI)}`
/** Two different ones, joined. */
const due = (caso: Caso, list: readonly string[]) => {
  const one = caso.of(list)
  return `${one} e ${caso.of(list.filter((other) => other !== one))}`
}
const NOTHING = { etichette: [], agenti: [], ubicazioni: [], tratte: [], voci: [] }
const years = (from: number, to: number) => ({
  dal: `${from}-01-01` as IsoDate,
  al: `${to}-12-31` as IsoDate,
  certezza: 'certa' as const,
})

/** More files in the Comuni with more people. */
const PESI = COMUNI.map((comune, i) => ({
  comune,
  fino: COMUNI.slice(0, i + 1).reduce((sum, one) => sum + Math.sqrt(one.popolazione), 0),
}))
const comuneOf = (caso: Caso) => {
  const at = caso.next() * (PESI.at(-1)?.fino ?? 0)
  return (PESI.find(({ fino }) => at < fino) ?? PESI[0])?.comune ?? caso.of(COMUNI)
}

/** Most files are of the seventies to the nineties, as in such archives. */
const anniFascicoli = (totale: number): number[] => {
  const peso = (i: number) => 1 + 6 * Math.exp(-(((i - 22) / 12) ** 2))
  const all = Array.from({ length: ANNI }, (_, i) => peso(i)).reduce((a, b) => a + b, 0)
  return Array.from({ length: ANNI }, (_, i) => Math.round((totale * peso(i)) / all))
}

function dove(caso: Caso, anno: number) {
  const { istat } = comuneOf(caso)
  const localita = caso.of(LOCALITA[istat] ?? CAPOLUOGO)
  const old = RINOMINATI[istat]
  return { comuneIstat: istat, localita, ...(old && anno <= old.fino ? { comuneStorico: old.prima } : {}) }
}

/** Dates as they are found: most certain, some about, a few none. */
function quando(caso: Caso, anno: number): Pick<Descrizione, 'dal' | 'al' | 'certezza'> {
  if (caso.once(60)) return { dal: null, al: null, certezza: 'senza_data' }
  if (caso.once(25)) return { ...years(anno, anno), certezza: 'circa' }
  if (caso.once(40)) return { ...years(anno, anno + caso.int(1, 3)), certezza: 'attribuita' }
  const dal = day(caso, anno)
  return { dal, al: caso.once(3) ? dal : (`${anno}-12-31` as IsoDate), certezza: 'certa' }
}

function sismico(caso: Caso, padre: string, anno: number, n: number): Descrizione[] {
  const place = dove(caso, anno)
  const opera = caso.of(OPERE)
  const materiale = caso.of(opera.materiali)
  const committente = person(caso)
  const progettista = person(caso)
  const busta = `b${pad(Math.floor(n / FASCICOLI_PER_BUSTA) + 1, 3)}`
  const segnatura = `${padre}/${busta}/f${pad(n + 1, 4)}`
  const titolo = `${opera.nome} ${caso.of(DOVE)}, loc. ${place.localita}`
  const foglio = String(caso.int(1, 40))
  const mappale = String(caso.int(1, 999))
  const unit: Descrizione = {
    padre,
    segnatura,
    livello: 'fascicolo',
    titolo,
    titoloOriginale: `${titolo}, di proprietà ${committente}`,
    tipologia: caso.of(opera.tipologie),
    ...quando(caso, anno),
    consistenza: `${caso.int(8, 60)} carte, ${caso.int(1, 9)} tavole`,
    pagine: caso.once(3) ? caso.int(10, 140) : undefined,
    produttore: anno < 2001 ? PRODUTTORI.genio : PRODUTTORI.provincia,
    numeroPratica: String(n + 1 + (anno % 7) * 100),
    annoPratica: anno,
    ...place,
    opera: opera.nome,
    materiale,
    normativa: anno < 1974 ? 'L. 1086/1971' : anno < 2008 ? 'L. 64/1974' : 'D.M. 14-1-2008',
    esito: caso.of(['depositato', 'autorizzato', 'archiviato']),
    contenuto: `Struttura in ${materiale}, ${caso.of(FRASI.FONDAZIONI)}; terreno di fondazione: ${caso.of(FRASI.TERRENI)}. Contiene ${due(caso, FRASI.ELABORATI)}.`,
    accessoBase: caso.once(20) ? 'riservato' : 'su_richiesta',
    etichette: [],
    agenti: [
      { ruolo: 'committente', nome: committente },
      { ruolo: 'progettista', nome: progettista, albo: `Ingegneri SP ${caso.int(100, 1900)}` },
      ...(caso.once(2) ? [{ ruolo: 'direttore_lavori' as const, nome: progettista }] : []),
      ...(caso.once(3) ? [{ ruolo: 'geologo' as const, nome: person(caso) }] : []),
    ],
    ubicazioni: [
      { foglio, mappale, ...(caso.once(2) ? { attuale: true, verificata: true } : {}) },
      { via: `${caso.of(VIE)} ${caso.int(1, 90)}` },
    ],
    tratte: [],
    voci: [opera.voce],
    contenitore: `${padre}/${busta}`,
  }
  const parts: Descrizione[] = []
  if (caso.once(9))
    parts.push({
      ...NOTHING,
      padre: segnatura,
      segnatura: `${segnatura}/d01`,
      livello: 'documento',
      titolo: 'Relazione a struttura ultimata',
      tipologia: 'collaudo',
      ...years(anno, anno + 1),
      produttore: unit.produttore,
      comuneIstat: place.comuneIstat,
      opera: opera.nome,
      accessoBase: unit.accessoBase,
    })
  if (caso.once(70))
    parts.push({
      ...NOTHING,
      padre: segnatura,
      segnatura: `${segnatura}/v01`,
      livello: 'sottofascicolo',
      titolo: 'Accertamento di violazione',
      tipologia: 'carteggio',
      ...years(anno, anno),
      produttore: unit.produttore,
      comuneIstat: place.comuneIstat,
      accessoBase: unit.accessoBase,
      contenuto: 'Verbale, comunicazione di notizia di reato, sospensione dei lavori.',
      etichette: [{ categoria: 'giudiziari', anno: anno + 1 }],
    })
  return [unit, ...parts]
}

function stradale(caso: Caso, padre: string, anno: number, n: number, ponte: boolean): Descrizione {
  const place = dove(caso, anno)
  const lavoro = ponte ? PONTE : caso.of(LAVORI)
  const strada = caso.of(STRADE)
  const daM = caso.int(0, KM_MAX * 10) * 100
  const long = lavoro.tipologie[0] === 'lavori_stradali'
  const aM = long ? daM + caso.int(1, 12) * 100 : daM
  const richiedente = person(caso)
  const busta = `b${pad(Math.floor(n / FASCICOLI_PER_BUSTA) + 1, 3)}`
  const km = `km ${Math.floor(daM / 1000)}+${pad(daM % 1000, 3)}`
  const titolo = `${lavoro.nome} sulla ${strada}, ${km}, loc. ${place.localita}`
  const materiale = caso.of(lavoro.materiali)
  return {
    padre,
    segnatura: `${padre}/${busta}/f${pad(n + 1, 4)}`,
    livello: 'fascicolo',
    titolo,
    ...(long ? {} : { titoloOriginale: `${titolo}, ditta ${richiedente}` }),
    tipologia: caso.of(lavoro.tipologie),
    ...quando(caso, anno),
    consistenza: `${caso.int(4, 40)} carte`,
    pagine: caso.once(3) ? caso.int(5, 120) : undefined,
    produttore: PRODUTTORI.provincia,
    numeroPratica: String(n + 1),
    annoPratica: anno,
    ...place,
    opera: lavoro.nome,
    materiale,
    esito: caso.of(['rilasciata', 'eseguito', 'archiviato']),
    contenuto: `Intervento in ${materiale} su ${caso.of(FRASI.TERRENI)}. Contiene ${due(caso, FRASI.STRADALI)}.`,
    accessoBase: long ? 'libero' : 'su_richiesta',
    etichette: ponte ? [{ categoria: 'sicurezza', anno }] : [],
    agenti: long
      ? [{ ruolo: 'costruttore', nome: `Impresa ${person(caso)}` }]
      : [{ ruolo: 'committente', nome: richiedente }],
    ubicazioni: caso.once(2) ? [{ foglio: String(caso.int(1, 40)), mappale: String(caso.int(1, 999)) }] : [],
    tratte: [{ strada, daM, aM }],
    voci: [lavoro.voce],
    contenitore: `${padre}/${busta}`,
  }
}

/** Invented, and old enough that some of it is open: personal files of the assisted. */
function assistito(caso: Caso, padre: string, n: number): Descrizione {
  const anno = caso.int(1880, 1975)
  const nome = person(caso)
  return {
    ...NOTHING,
    padre,
    segnatura: `${padre}/f${pad(n + 1, 4)}`,
    livello: 'fascicolo',
    titolo: `Fascicolo personale n. ${n + 1}`,
    titoloOriginale: `${nome}, fascicolo personale`,
    tipologia: 'assistenza',
    ...years(anno, anno),
    produttore: PRODUTTORI.assistenza,
    contenuto: 'Domanda di ricovero, certificato del medico condotto, corrispondenza con la famiglia.',
    accessoBase: 'particolare',
    etichette: [caso.once(4) ? { categoria: 'madre_non_nominata', anno } : { categoria: 'salute', anno }],
    agenti: [{ ruolo: 'assistito', nome }],
    contenitore: `${padre}/b${pad(Math.floor(n / FASCICOLI_PER_BUSTA) + 1, 3)}`,
  }
}

const insieme = (
  padre: string | null,
  segnatura: string,
  livello: LivelloDescrizione,
  titolo: string,
  produttore: string,
  dal: number,
  al: number,
  accessoBase: LivelloAccesso,
  contenuto?: string,
): Descrizione => ({
  ...NOTHING,
  padre,
  segnatura,
  livello,
  titolo,
  ...years(dal, al),
  produttore,
  accessoBase,
  contenuto,
})

export const RADICE = 'IT-SP-PROV'
const QUOTE = { sismica: 0.62, strade: 0.3, assistenza: 0.03 }
const UN_PONTE_OGNI = 30

/**
 * Units in the order of the tree: each comes after the one it stands in.
 *
 * @param quante about how many units
 */
export function* generaArchivio(quante: number, seed = 1): Generator<Descrizione> {
  const sis = `${RADICE}/SIS`
  yield insieme(
    null,
    sis,
    'fondo',
    'Pratiche sismiche',
    PRODUTTORI.genio,
    PRIMO_ANNO,
    ULTIMO_ANNO,
    'su_richiesta',
    'Denunce, depositi, autorizzazioni e collaudi delle opere in zona sismica.',
  )
  let seen = 0
  for (const [i, files] of anniFascicoli(quante * QUOTE.sismica).entries()) {
    const anno = PRIMO_ANNO + i
    const serie = `${sis}/${anno}`
    yield insieme(
      sis,
      serie,
      'serie',
      `Pratiche sismiche dell’anno ${anno}`,
      PRODUTTORI.genio,
      anno,
      anno,
      'su_richiesta',
    )
    for (let n = 0; n < files; n += 1) {
      const [unit, ...parts] = sismico(casoOf(seed * 1_000_003 + anno * 100_003 + n), serie, anno, n)
      if (!unit) continue
      if (anno === 2012 && n < 2) unit.agenti.push({ ruolo: 'committente', ...ANNA })
      yield unit
      yield* parts
      seen += 1 + parts.length
    }
  }
  const str = `${RADICE}/STR`
  yield insieme(
    null,
    str,
    'fondo',
    'Strade provinciali',
    PRODUTTORI.provincia,
    PRIMO_ANNO,
    ULTIMO_ANNO,
    'su_richiesta',
    'Concessioni, nulla osta e lavori lungo la rete stradale.',
  )
  for (const [i, files] of anniFascicoli(quante * QUOTE.strade).entries()) {
    const anno = PRIMO_ANNO + i
    const serie = `${str}/${anno}`
    yield insieme(str, serie, 'serie', `Strade, anno ${anno}`, PRODUTTORI.provincia, anno, anno, 'su_richiesta')
    for (let n = 0; n < files; n += 1) {
      seen += 1
      yield stradale(casoOf(seed * 2_000_003 + anno * 100_019 + n), serie, anno, n, seen % UN_PONTE_OGNI === 0)
    }
  }
  const ass = `${RADICE}/ASS`
  yield insieme(
    null,
    ass,
    'fondo',
    'Assistenza (fondo di prova)',
    PRODUTTORI.assistenza,
    1880,
    1975,
    'riservato',
    'Fascicoli personali. Contenuto inventato.',
  )
  for (let n = 0; n < quante * QUOTE.assistenza; n += 1) yield assistito(casoOf(seed * 3_000_017 + n), ass, n)
}
