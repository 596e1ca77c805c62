import { ScopoForm } from '@/components/archivio/accesso/convenzione-forms'
import { ProprioForm } from '@/components/archivio/accesso/proprio-form'
import { LinkButton } from '@/components/ui/button'
import { Tag } from '@/components/ui/tag'
import { openProprioAction } from '@/lib/archivio/accesso/actions-diretto'
import type { Scheda } from '@/lib/archivio/queries'
import { PERCHE } from '@/lib/archivio/rules-visibilita'
import { formatDay, type IsoDate } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { ACCESSO } from './parole'

const SERVIZIO = 'accesso-agli-atti'

/** Who may see the papers, and how to ask. */
export function ComeVederlo({
  scheda: { id, accesso, classe, vede, consultabileDal, segnatura },
  entrato,
  visione,
  convenzione,
  preclusione,
  pagine,
}: {
  scheda: Scheda
  entrato: boolean
  /** the view that lets this reader in today */
  visione: { fino: IsoDate; scopo: string; proprio: boolean } | null
  /** the agreement under which this reader may open it by themselves */
  convenzione: { atto: string } | null
  /** a view of theirs that was revoked: they do not open it again by themselves */
  preclusione: { il: IsoDate; motivo: string | null } | null
  /** digitised, and for this reader */
  pagine: number
}) {
  const { parola, tono, spiegazione } = ACCESSO[accesso]
  const why = visione?.proprio ? PERCHE.proprio : PERCHE[classe]
  const proprio = classe === 'proprio' && accesso === 'su_richiesta' && !vede.carte && !preclusione
  return (
    <section id="accesso" aria-labelledby="accesso-titolo">
      <h2 id="accesso-titolo">Chi può vederlo</h2>
      <p className="mb-2">
        <Tag tone={vede.carte ? 'green' : tono}>{vede.carte && accesso !== 'libero' ? 'Puoi vederlo' : parola}</Tag>
      </p>
      <p className="mb-3">
        {vede.carte && why && accesso !== 'libero' ? `Puoi vedere le carte: ${why}.` : spiegazione}
      </p>
      {visione && (
        <p className="mb-3">
          Fino al <strong>{formatDay(visione.fino)}</strong> compreso, per: {visione.scopo}.
        </p>
      )}
      {preclusione && (
        <p className="mb-6">
          Il {formatDay(preclusione.il)} la Provincia ha revocato la tua visione di queste carte. Se ti servono ancora
          fai una richiesta: da te non le puoi riaprire. Motivo: {preclusione.motivo}
        </p>
      )}
      {convenzione && (
        <div className="mb-6">
          <p className="mb-3">Puoi leggerlo per il tuo ente: {convenzione.atto}.</p>
          <ScopoForm id={id} />
        </div>
      )}
      {proprio && (
        <div className="mb-6">
          <p className="mb-3">Puoi leggerlo subito: il tuo nome è nel fascicolo.</p>
          <ProprioForm action={openProprioAction.bind(null, id)} />
        </div>
      )}
      {vede.etichette && consultabileDal && (
        <p className="mb-3">Consultabile da chiunque dal {formatDay(consultabileDal)}.</p>
      )}
      {pagine > 0 ? (
        <>
          <p className="mb-3">Carte digitalizzate: {pagine === 1 ? 'una pagina' : `${pagine} pagine`}.</p>
          <LinkButton href={paths.archivio.carte(id)}>Sfoglia le carte</LinkButton>
        </>
      ) : vede.carte ? (
        <p className="muted">
          Le immagini non sono ancora in linea: si consultano su appuntamento, citando la segnatura {segnatura}.
        </p>
      ) : (
        <>
          <LinkButton href={paths.archivio.richiesta(id)} kind={convenzione || proprio ? 'secondary' : 'primary'}>
            Chiedi di vederlo
          </LinkButton>
          <p className="hint mt-3">
            Ne scegli anche più d’una: ogni unità si aggiunge alla stessa richiesta.{' '}
            <a href={paths.servizio(SERVIZIO)}>Come funziona l’accesso agli atti</a>
          </p>
          {!entrato && <p className="hint">Se il tuo nome è nel fascicolo, accedi: lo vedi subito.</p>}
        </>
      )}
    </section>
  )
}
