/** The rule set of the trasporto eccezionale: the law of lib/trasporti, on answers as the engine keeps them. */
import { type IsoDate, isIsoDate } from '@/lib/core/date'
import { competenza } from '@/lib/trasporti/rules-competenza'
import { computeCosti } from '@/lib/trasporti/rules-costi'
import { checkDomanda } from '@/lib/trasporti/rules-domanda'
import { classify } from '@/lib/trasporti/rules-limiti'
import { formatMassa } from '@/lib/trasporti/rules-misure'
import { oggetto, riassunto } from '@/lib/trasporti/rules-oggetto'
import type { Asse, Carico, Convoglio, DomandaTrasporto, Percorso, Tratto, Veicolo } from '@/lib/trasporti/rules-tipi'
import type { Dati } from './rules-condizioni'
import type { Regole } from './rules-registro'

const record = (value: unknown): Dati =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Dati) : {}
const list = (value: unknown): Dati[] => (Array.isArray(value) ? value.map(record) : [])
const int = (value: unknown): number | null => (typeof value === 'number' && Number.isSafeInteger(value) ? value : null)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const day = (value: unknown): IsoDate | null => (isIsoDate(value) ? value : null)
const bool = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null)
const present = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length > 0

const veicolo = (one: Dati): Veicolo => ({
  ruolo: (text(one.ruolo) || 'motrice') as Veicolo['ruolo'],
  classe: (text(one.classe) || 'autocarro') as Veicolo['classe'],
  targa: text(one.targa),
  marca: text(one.marca),
  taraKg: int(one.taraKg),
  massaMaxKg: int(one.massaMaxKg),
  numeroAssi: int(one.numeroAssi),
})
const asse = (one: Dati, i: number, all: Dati[]): Asse => ({
  massaKg: int(one.massaKg),
  interasseCm: i === all.length - 1 ? null : int(one.interasseCm),
  ruoteGemellate: one.ruoteGemellate === true,
  sospensionePneumatica: one.sospensionePneumatica === true,
  motore: one.motore === true,
})

/** The convoy as far as it was written: what is missing is null, never undefined. */
export function toConvoglio(value: unknown): Convoglio {
  const one = record(value)
  const perni = record(one.perniRalla)
  return {
    tipo: (text(one.tipo) || 'isolato') as Convoglio['tipo'],
    veicoli: list(one.veicoli).map(veicolo),
    assi: list(one.assi).map(asse),
    lunghezzaCm: int(one.lunghezzaCm),
    larghezzaCm: int(one.larghezzaCm),
    altezzaCm: int(one.altezzaCm),
    sbalzoAnterioreCm: int(one.sbalzoAnterioreCm),
    sbalzoPosterioreCm: int(one.sbalzoPosterioreCm),
    massaComplessivaKg: int(one.massaComplessivaKg),
    perniRalla: present(perni) ? { posterioreCm: int(perni.posterioreCm), anterioreCm: int(perni.anterioreCm) } : null,
    gommatura8daN: one.gommatura8daN === true,
    refrigerato: one.refrigerato === true,
  }
}

const tratto = (one: Dati): Tratto => ({
  strada: text(one.strada),
  stradaId: text(one.stradaId) || null,
  proprietario: (text(one.proprietario) || 'ignoto') as Tratto['proprietario'],
  proprietarioNome: text(one.proprietarioNome),
  comuneIstat: text(one.comuneIstat) || null,
  da: text(one.da),
  a: text(one.a),
  daM: int(one.daM),
  aM: int(one.aM),
  lunghezzaM: int(one.lunghezzaM),
})
export function toPercorso(value: unknown): Percorso {
  const one = record(value)
  return {
    partenza: text(one.partenza),
    arrivo: text(one.arrivo),
    partenzaProvincia: text(one.partenzaProvincia),
    andataRitorno: one.andataRitorno === true,
    tratti: list(one.tratti).map(tratto),
  }
}
const toCarico = (value: unknown): Carico => {
  const one = record(value)
  return {
    descrizione: text(one.descrizione),
    natura: (text(one.natura) || 'altro') as Carico['natura'],
    massaKg: int(one.massaKg),
    pezzi: int(one.pezzi),
    indivisibile: bool(one.indivisibile),
    committente: text(one.committente),
  }
}

/** Answers as the law reads them. What was not answered is left out, so that the rules can say what is missing. */
export function toDomanda(dati: Dati): DomandaTrasporto {
  const precedente = record(dati.precedente)
  const periodo = record(dati.periodo)
  const urgenza = record(dati.urgenza)
  return {
    ...(dati.tipo ? { tipo: dati.tipo as DomandaTrasporto['tipo'] } : {}),
    ...(dati.categoria ? { categoria: dati.categoria as DomandaTrasporto['categoria'] } : {}),
    ...(present(precedente)
      ? {
          precedente: {
            numero: text(precedente.numero),
            rilasciataIl: day(precedente.rilasciataIl),
            ente: text(precedente.ente),
            scadeIl: day(precedente.scadeIl),
            primoRilascioIl: day(precedente.primoRilascioIl),
            tipo: (text(precedente.tipo) || null) as 'singola' | 'multipla' | 'periodica' | null,
            rinnoviFatti: int(precedente.rinnoviFatti),
            prorogata: bool(precedente.prorogata),
          },
        }
      : {}),
    ...(typeof dati.datiInvariati === 'boolean' ? { datiInvariati: dati.datiInvariati } : {}),
    ...(dati.viaggi !== undefined ? { viaggi: int(dati.viaggi) } : {}),
    ...(present(dati.convoglio) ? { convoglio: toConvoglio(dati.convoglio) } : {}),
    ...(present(dati.carico) ? { carico: toCarico(dati.carico) } : {}),
    ...(present(dati.percorso) ? { percorso: toPercorso(dati.percorso) } : {}),
    ...(present(periodo)
      ? {
          periodo: {
            dal: day(periodo.dal),
            al: day(periodo.al),
            orario: (text(periodo.orario) || 'qualsiasi') as 'diurno',
          },
        }
      : {}),
    ...(present(urgenza) ? { urgenza: { richiesta: urgenza.richiesta === true, motivo: text(urgenza.motivo) } } : {}),
  }
}

/** Reasons and limits of the convoy written so far. */
const classifyDati = (dati: Dati) => classify(toConvoglio(dati.convoglio))

/** Against which limit, and for what the authorisation is needed, as far as the convoy is written. */
function sayServe(dati: Dati): { etichetta: string; valore: string }[] {
  if (!present(dati.convoglio)) return []
  const { sagoma, massa, limiti } = classifyDati(dati)
  const perche = [massa.length > 0 && 'massa', sagoma.length > 0 && 'misure'].filter(Boolean).join(' e ')
  return [
    ...(limiti.massaKg === null ? [] : [{ etichetta: 'Limite art. 62', valore: formatMassa(limiti.massaKg) }]),
    ...(perche ? [{ etichetta: 'Serve', valore: `Autorizzazione, per ${perche}` }] : []),
  ]
}

export const TRASPORTO_ECCEZIONALE: Regole = {
  predicati: {
    'sagoma-eccezionale': (dati) => classifyDati(dati).sagoma.length > 0, // art. 61 CdS
    'massa-eccezionale': (dati) => classifyDati(dati).massa.length > 0, // art. 62 CdS
    'altezza-eccezionale': (dati) => classifyDati(dati).sagoma.some((one) => one.campo === 'convoglio.altezzaCm'), // art. 61 c. 1 lett. b CdS
  },
  check: (dati, { oggi, impostazioni, limiti }) => checkDomanda(toDomanda(dati), oggi, { impostazioni, limiti }),
  costi: (dati, { impostazioni, oggi }) => computeCosti(toDomanda(dati), impostazioni, oggi),
  oggetto: (dati) => oggetto(toDomanda(dati)),
  riassunto: (dati) => [...riassunto(toDomanda(dati)), ...sayServe(dati)],
  competenza: (dati) => competenza(toPercorso(dati.percorso)),
}
