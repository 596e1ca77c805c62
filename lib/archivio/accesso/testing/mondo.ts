/** People, papers and requests of access, for tests: filed, claimed, proposed and adopted with the real commands. */
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { today } from '@/lib/db/clock'
import { done, file, versioneOf } from '@/lib/mondo/pratiche'
import { decide } from '@/lib/pratiche/commands-atti'
import { claimPratica, proposeDecisione } from '@/lib/pratiche/commands-ufficio'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { type ArchivioDiProva, layArchivio } from '../../testing/world'

export type MondoAccesso = {
  unit: ArchivioDiProva
  anna: Viewer // asks
  carlo: Viewer
  giulia: Viewer
  paolo: Funzionario // works in the archive
  franca: Funzionario // directs it
  elena: Funzionario // officer of another office
}

/** @param pagine lay also pages without images */
export async function openAccesso(pagine = true): Promise<MondoAccesso> {
  await loadWorld()
  const [anna, carlo, giulia] = [
    await viewerOf('Anna', 'Esempio'),
    await viewerOf('Carlo', 'Finto'),
    await viewerOf('Giulia', 'Modello'),
  ]
  const [paolo, franca, elena] = [
    await officerNamed('Paolo', 'Archivista'),
    await officerNamed('Franca', 'Dirigente'),
    await officerNamed('Elena', 'Istruttore'),
  ]
  return { unit: await layArchivio(carlo.personaId, pagine), anna, carlo, giulia, paolo, franca, elena }
}

export const RICHIESTA = {
  oggetto: 'Progetto del fabbricato vicino',
  documenti: [{ descrizione: 'Fabbricato', segnatura: 'MURI/SIS/1' }],
  diritto: 'documentale',
  titolo: 'terzo',
  scopo: 'Distanze dal confine',
  motivo: 'Sono il vicino e devo verificare le distanze dal mio confine.',
  controinteressati: [],
}

/** A request of access, claimed by the archive. @param dati answers beside the usual ones, or instead of them. @returns id */
export async function askAccesso(
  { paolo }: Pick<MondoAccesso, 'paolo'>,
  chi: Viewer,
  dati: Record<string, unknown>,
): Promise<string> {
  const domanda = { chi: chi.codiceFiscale, codice: 'accesso-agli-atti', per: null, dati: { ...RICHIESTA, ...dati } }
  const id = await file(domanda, await today())
  done(await claimPratica(paolo, id, null))
  return id
}

type Scelta = Parameters<typeof proposeDecisione>[3]
/** What the officer proposes: granted, for fifteen days, with nobody to tell. */
export const proposta = (unita: readonly string[], scelta: Partial<Scelta> = {}): Scelta => ({
  esito: 'accolta',
  validoDal: null,
  validoAl: null,
  prescrizioni: [],
  prescrizioniLibere: '',
  motivazione: 'Il richiedente ha dimostrato un interesse diretto, concreto e attuale.',
  rispostaOsservazioni: '',
  modo: 'visione',
  unita: [...unita],
  giorniVisione: 15,
  senzaAvviso: 'Chi vi è nominato non ne ha alcun danno alla riservatezza.',
  ...scelta,
})

/** A request that was granted: the act is adopted. @returns id of the request */
export async function grantAccesso(
  mondo: MondoAccesso,
  chi: Viewer,
  dati: Record<string, unknown>,
  scelta: Partial<Scelta> = {},
): Promise<string> {
  const id = await askAccesso(mondo, chi, dati)
  const input = proposta([mondo.unit.fascicolo], scelta)
  done(await proposeDecisione(mondo.paolo, id, await versioneOf(id), input))
  done(await decide(mondo.franca, id, await versioneOf(id)))
  return id
}
