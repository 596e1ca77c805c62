/** The objects of the matrix, each brought to its state by the commands that people use. */
import { randomUUID } from 'node:crypto'
import { codiceOf } from '@/lib/archivio/rules-permanente'
import type { Figura, Oggetto } from '@/lib/auth/rules-matrice'
import { makeAccesso } from './objects/accesso'
import { makeArchivio } from './objects/archivio'
import { makeDeposito } from './objects/deposito'
import { makeDocumenti } from './objects/documenti'
import { makeImprese } from './objects/imprese'
import { makeIstanze } from './objects/istanze'
import { makePersone } from './objects/persone'
import { makePratiche } from './objects/pratiche'
import { type Named, type Origin, signedUrl, TRASPORTO } from './objects/shared'
import { funzionario, type People } from './people'

/** In whose hands an actor meets the object: each of these has one written their own way. */
const ORIGINS: Partial<Record<Figura, Origin>> = {
  agenzia: 'mandato',
  agenzia_revocata: 'mandato_revocato',
  firmatario: 'firmata',
  inviante: 'condivisa',
}
export const originFor = (oggetto: Oggetto, stato: string, figura: Figura): Origin => {
  if (oggetto !== 'pratica' && oggetto !== 'bozza') return 'impresa'
  const origin = ORIGINS[figura] ?? 'impresa'
  const shared = origin === 'firmata' || origin === 'condivisa'
  return oggetto === 'bozza' && shared && stato !== 'presentata' ? 'impresa' : origin
}

type Maker = (stato: string, origin: Origin) => Promise<Named>

export function makeObjects(people: People) {
  const { di, impresa } = people
  const istanze = makeIstanze(people)
  const pratiche = makePratiche(people, istanze)
  const imprese = makeImprese(people)
  const documenti = makeDocumenti(people, { ...istanze, ...pratiche, ...imprese })
  const persone = makePersone(people)
  const deposito = makeDeposito(people)
  const archivio = makeArchivio(people, deposito)
  const accesso = makeAccesso(people, { ...archivio, ...pratiche })
  const makers: Record<Oggetto, Maker> = {
    nessuno: async () => ({
      targa: imprese.newTarga(),
      luogoId: await deposito.sede(await funzionario(di.istruttore_altro)),
    }),
    servizio: async () => ({ codice: TRASPORTO }),
    bozza: istanze.bozza,
    pratica: pratiche.pratica,
    atto: pratiche.atto,
    documento: documenti.documento,
    caricamento: documenti.caricamento,
    offerta_bozza: (stato) => istanze.offerta('bozza', stato),
    offerta_pratica: (stato) => istanze.offerta('pratica', stato),
    mandato: istanze.mandato,
    impresa: async (stato) =>
      stato === 'sospesa' ? imprese.aziendaSospesa() : { id: impresa.id, targa: imprese.newTarga() },
    membro: imprese.membro,
    invito: imprese.invito,
    collegamento: imprese.collegamento,
    veicolo: imprese.veicolo,
    carta: imprese.carta,
    importazione: imprese.importazione,
    persona: async () => ({ id: await persone.aPersona() }),
    ruolo: persone.ruolo,
    richiesta: persone.richiesta,
    sospensione: persone.sospensione,
    ente: async () => ({ id: await persone.newEnte() }),
    sessione: persone.sessione,
    fattore: persone.fattore,
    unita: archivio.unita,
    lotto: archivio.lotto,
    visione: accesso.visione,
    conforme: accesso.conforme,
    sala: accesso.sala,
    avviso: accesso.avviso,
    carte: archivio.carte,
    produttore: archivio.produttore,
    scarto: archivio.scarto,
    coppia: archivio.coppia,
    modello: archivio.modello,
    ricerca: archivio.ricerca,
    luogo: async () => ({ id: await deposito.newLuogo(await funzionario(di.istruttore_altro)) }),
    contenitore: deposito.contenitore,
    inventario: deposito.inventario,
    abilitazione: accesso.abilitazione,
    convenzione: accesso.convenzione,
    apertura: accesso.apertura,
    segnalazione: accesso.segnalazione,
  }
  const make = (oggetto: Oggetto, stato: string, origin: Origin): Promise<Named> => makers[oggetto](stato, origin)
  return { make, prepare: imprese.prepare, newTarga: imprese.newTarga }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The same names of an object that is not there. */
export const missing = (one: Named): Named =>
  Object.fromEntries(Object.entries(one).map(([name, value]) => [name, replaceId(name, value)]))
function replaceId(name: string, value: string): string {
  if (UUID.test(value)) return randomUUID()
  if (name === 'firmato') return signedUrl(randomUUID())
  if (name === 'codice' && value !== TRASPORTO) return 'ZZZZ-ZZZZ-ZZZZ-ZZZZ'
  if (name === 'codice') return 'nessun-servizio'
  if (name === 'posto' || name === 'carta') return codiceOf(randomUUID())
  return name === 'numero' ? '2026/8888888' : value
}
