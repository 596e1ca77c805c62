/** Every rule of an istanza of trasporto eccezionale in one call, for the browser and the server alike. */
import type { IsoDate } from '@/lib/core/date'
import { checkCarico } from './rules-carico'
import { checkCategoria } from './rules-categorie'
import { type Chiesto, isDomandaAgricola, isMezzoOpera, isMissing, misureChieste, tipoAtto } from './rules-fatti'
import type { Impostazione } from './rules-impostazioni'
import { type Classificazione, classify } from './rules-limiti'
import { checkMasse } from './rules-masse'
import { checkLimiti, checkPercorso, type LimiteTratto } from './rules-percorso'
import { checkPeriodo } from './rules-periodo'
import { avviso, errore } from './rules-rilievi'
import { proponiScorta } from './rules-scorta'
import type { Convoglio, DomandaTrasporto, Rilievo } from './rules-tipi'
import { checkVeicoli } from './rules-veicoli'

export type ContestoDomanda = { impostazioni?: readonly Impostazione[]; limiti?: readonly LimiteTratto[] }

/**
 * @param domanda answers as far as they were given: what is missing is an error too
 * @param oggi the day of filing
 * @returns errors to mend, reasons of the request (passed limits), notices for the officer
 * @see domain notes §4.3; art. 10 CdS; artt. 13–18 Reg.
 */
export function checkDomanda(
  domanda: DomandaTrasporto,
  oggi: IsoDate,
  { impostazioni = [], limiti = [] }: ContestoDomanda = {},
): Rilievo[] {
  const { convoglio, carico, percorso, categoria } = domanda
  const rilievi = [...checkCompletezza(domanda), ...checkViaggi(domanda), ...checkPeriodo(domanda, oggi)]
  if (convoglio) {
    const classificazione = classify(convoglio, oggi)
    rilievi.push(
      ...checkVeicoli(convoglio, domanda),
      ...checkMasse(convoglio, carico, oggi, impostazioni),
      ...checkEccezionale(domanda, convoglio, classificazione),
    )
    if (categoria && tipoAtto(domanda) === 'periodica')
      rilievi.push(...checkCategoria(categoria, convoglio, carico, classificazione))
    if (carico) rilievi.push(...checkCarico(carico, convoglio, classificazione, domanda))
    if (percorso) rilievi.push(...checkLimiti(percorso, convoglio, limiti))
    rilievi.push(...proponiScorta(domanda).motivi)
  }
  if (percorso) rilievi.push(...checkPercorso(percorso, tipoAtto(domanda) !== 'periodica'))
  return rilievi
}

/** The reasons of the request; an error when there is none, because then it is not needed. */
function checkEccezionale(
  domanda: DomandaTrasporto,
  convoglio: Convoglio,
  { sagoma, massa, eccezionale, avvisi }: Classificazione,
): Rilievo[] {
  const misure = [
    convoglio.larghezzaCm,
    convoglio.altezzaCm,
    convoglio.lunghezzaCm,
    convoglio.massaComplessivaKg,
    ...convoglio.assi.map((asse) => asse.massaKg),
  ]
  if (eccezionale || misure.includes(null) || convoglio.assi.length === 0) return [...sagoma, ...massa, ...avvisi]
  if (avvisi.length > 0) return avvisi.map((one) => ({ ...one, livello: 'errore' as const }))
  if (isDomandaAgricola(domanda))
    return [
      avviso(
        'convoglio.massaComplessivaKg',
        'non-serve',
        'art. 104 CdS',
        'Misure e masse sono nei limiti: verifica se la macchina è eccezionale per gli attrezzi portati',
      ),
    ]
  const dove = isMezzoOpera(convoglio) ? 'Anche per un mezzo d’opera, misure' : 'Misure'
  return [
    errore(
      'convoglio.massaComplessivaKg',
      'non-serve',
      'artt. 61 e 62 CdS',
      `${dove} e masse sono entro gli articoli 61 e 62: l’autorizzazione non serve. Se non è così, correggi le cifre`,
    ),
  ]
}

/** Trips: one for the singola, two or more for the multipla, no number for the periodica. @see art. 13 c. 1 Reg. */
function checkViaggi(domanda: DomandaTrasporto): Rilievo[] {
  const { viaggi, tipo } = domanda
  const norma = 'art. 13 c. 1 Reg.'
  const atto = tipoAtto(domanda)
  const dati = viaggi !== undefined && viaggi !== null
  if (atto === 'singola' && dati && viaggi !== 1)
    return [errore('viaggi', 'viaggi', norma, 'La singola è per un solo viaggio: per più viaggi chiedi una multipla')]
  if (atto === 'multipla' && tipo !== 'proroga' && (!dati || viaggi < 2))
    return [errore('viaggi', 'viaggi', norma, 'Scrivi quanti viaggi farai: almeno 2')]
  if (atto === 'periodica' && dati)
    return [errore('viaggi', 'viaggi', norma, 'La periodica non ha un numero di viaggi: togli il numero')]
  return []
}

/** What the law wants in the istanza and is not there. @see art. 14 Reg. */
function checkCompletezza(domanda: DomandaTrasporto): Rilievo[] {
  const { tipo, convoglio, carico, percorso, periodo, precedente } = domanda
  const successiva = tipo === 'rinnovo' || tipo === 'proroga'
  const asked: Chiesto[] = [
    [tipo, 'tipo', 'il tipo di autorizzazione'],
    [periodo?.dal, 'periodo.dal', 'il primo giorno'],
    [periodo?.al, 'periodo.al', 'l’ultimo giorno'],
  ]
  if (tipoAtto(domanda) === 'periodica') asked.push([domanda.categoria, 'categoria', 'la categoria della periodica'])
  if (successiva) {
    asked.push(
      [precedente?.numero, 'precedente.numero', 'il numero dell’autorizzazione precedente'],
      [precedente?.ente, 'precedente.ente', 'l’ente che l’ha rilasciata'],
      [precedente?.tipo, 'precedente.tipo', 'il tipo dell’autorizzazione precedente'],
      [precedente?.rilasciataIl, 'precedente.rilasciataIl', 'il giorno del rilascio'],
      [precedente?.scadeIl, 'precedente.scadeIl', 'il giorno della scadenza'],
    )
  }
  if (tipo === 'rinnovo') {
    asked.push(
      [domanda.datiInvariati, 'datiInvariati', 'la dichiarazione che i dati sono rimasti uguali'],
      [precedente?.primoRilascioIl, 'precedente.primoRilascioIl', 'il giorno del primo rilascio'],
      [precedente?.rinnoviFatti, 'precedente.rinnoviFatti', 'il numero dei rinnovi già fatti'],
    )
  }
  if (!successiva || convoglio) {
    asked.push(
      [convoglio?.veicoli.length || null, 'convoglio.veicoli', 'l’elenco dei veicoli'],
      ...misureChieste(convoglio),
    )
    for (const [i, one] of (convoglio?.veicoli ?? []).entries())
      asked.push([one.targa.trim(), `convoglio.veicoli.${i}.targa`, `la targa del veicolo ${i + 1}`])
  }
  if (!successiva || carico) {
    asked.push([carico?.natura, 'carico.natura', 'il tipo di carico'])
    if (carico?.natura !== 'nessuno') {
      asked.push(
        [carico?.descrizione.trim(), 'carico.descrizione', 'la descrizione del carico'],
        [carico?.massaKg, 'carico.massaKg', 'la massa del carico'],
        [carico?.pezzi, 'carico.pezzi', 'il numero dei pezzi'],
        [carico?.indivisibile, 'carico.indivisibile', 'se il carico è indivisibile'],
      )
    }
  }
  if (!successiva || percorso) {
    asked.push(
      [percorso?.partenza.trim(), 'percorso.partenza', 'la partenza'],
      [percorso?.arrivo.trim(), 'percorso.arrivo', 'l’arrivo'],
      [percorso?.partenzaProvincia, 'percorso.partenzaProvincia', 'la provincia di partenza'],
      [percorso?.tratti.length || null, 'percorso.tratti', 'l’elenco delle strade'],
    )
  }
  return asked.filter(isMissing).map(([, campo, che]) => errore(campo, 'manca', 'art. 14 Reg.', `Manca ${che}`))
}
