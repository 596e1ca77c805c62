/** Rights that the Province gives: which exist, where each is held, and who may ask or decide a change (S26). */
import type { RuoloEnte, TipoOrganizzazione } from '@/lib/auth/rules'

export const AZIONI_RUOLO = ['dai', 'togli'] as const
export type AzioneRuolo = (typeof AZIONI_RUOLO)[number]
export const ESITI_RICHIESTA = ['confermata', 'respinta', 'ritirata'] as const
export type EsitoRichiesta = (typeof ESITI_RICHIESTA)[number]

/** Where each right is held: an office of the Province, an organisation of some kinds, or the portal itself. */
export const SEDE_RUOLO = {
  istruttore: { dove: 'ufficio' },
  dirigente: { dove: 'ufficio' },
  polizia: { dove: 'organizzazione', tipi: ['forza_polizia'] },
  tecnico_comunale: { dove: 'organizzazione', tipi: ['comune', 'provincia', 'gestore_strada'] },
  amministratore_sistema: { dove: 'portale' },
} as const satisfies Record<
  RuoloEnte,
  { dove: 'ufficio' | 'portale' } | { dove: 'organizzazione'; tipi: readonly TipoOrganizzazione[] }
>

export const NOMI_RUOLI: Record<RuoloEnte, string> = {
  istruttore: 'Istruttore',
  dirigente: 'Dirigente',
  polizia: 'Agente di polizia',
  tecnico_comunale: 'Tecnico di ente consultato',
  amministratore_sistema: 'Amministratore di sistema',
}

/** Bodies whose people are named here: other owners of roads and police forces. Companies name their own. */
export const TIPI_ENTE_CONSULTATO = ['comune', 'provincia', 'gestore_strada', 'forza_polizia'] as const
export type TipoEnteConsultato = (typeof TIPI_ENTE_CONSULTATO)[number]
export const NOMI_TIPI_ENTE: Record<TipoEnteConsultato, string> = {
  comune: 'Comune',
  provincia: 'Provincia',
  gestore_strada: 'Altro gestore di strade',
  forza_polizia: 'Forza di polizia',
}

type Diritto = { ruolo: RuoloEnte; ufficioId: string | null; organizzazioneId: string | null }
/** Whoever asks, decides or reviews. */
export type Chi = { personaId: string; ruoli: readonly Diritto[] }
type Richiesta = Diritto & { personaId: string; chiestaDaId: string }

export const isAmministratore = ({ ruoli }: Pick<Chi, 'ruoli'>): boolean =>
  ruoli.some(({ ruolo }) => ruolo === 'amministratore_sistema')
export const isDirigente = ({ ruoli }: Pick<Chi, 'ruoli'>): boolean => ruoli.some(({ ruolo }) => ruolo === 'dirigente')

const headsOffice = ({ ruoli }: Chi, ufficioId: string | null): boolean =>
  ufficioId !== null && ruoli.some((one) => one.ruolo === 'dirigente' && one.ufficioId === ufficioId)

/**
 * Who may confirm or turn down a request: another administrator, or a dirigente; a dirigente of one office does not
 * decide on the rights in another. Never whoever asked, never whose right it is (S26).
 */
export function canDecideRichiesta(chi: Chi, richiesta: Richiesta): boolean {
  if (chi.personaId === richiesta.chiestaDaId || chi.personaId === richiesta.personaId) return false
  if (isAmministratore(chi)) return true
  return richiesta.ufficioId === null ? isDirigente(chi) : headsOffice(chi, richiesta.ufficioId)
}

/** Who may look again at a right: an administrator, or the dirigente of its office; never one's own (S26). */
export const canReview = (chi: Chi, diritto: Diritto & { personaId: string }): boolean =>
  chi.personaId !== diritto.personaId && (isAmministratore(chi) || headsOffice(chi, diritto.ufficioId))
