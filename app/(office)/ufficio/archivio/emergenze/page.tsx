import type { Metadata } from 'next'
import { AperturaForm } from '@/components/archivio/accesso/emergenza-forms'
import { STATO_APERTURA } from '@/components/archivio/accesso/parole'
import { BackLink } from '@/components/layout/breadcrumb'
import { EmptyState } from '@/components/ui/empty-state'
import { Tag } from '@/components/ui/tag'
import { listAperture } from '@/lib/archivio/accesso/queries-emergenza'
import { MINUTI_PER_CONFERMARE } from '@/lib/archivio/accesso/rules-emergenza'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Aperture in emergenza — Archivio — Ufficio' }

export default async function EmergenzePage() {
  const officer = await requireFunzionario()
  const aperture = await listAperture(officer)
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <h1>Aperture in emergenza</h1>
      <p className="mb-6">
        Le carte con dati di salute, famiglia o reati sono chiuse a chi non è abilitato. Se non si può aspettare,
        un’altra persona le apre per qualche ora: il dirigente dell’archivio, o chi è abilitato per quel fondo. Risponde
        entro {MINUTI_PER_CONFERMARE} minuti (da confermare). Restano scritti chi chiede, chi apre e ogni pagina vista.
      </p>
      <h2>Le tue, e quelle a cui rispondi</h2>
      {aperture.length === 0 ? (
        <EmptyState title="Nessuna apertura">Quando ne chiedi una la trovi qui, con la risposta.</EmptyState>
      ) : (
        <ul className="rows mb-8">
          {aperture.map((one) => (
            <li key={one.id}>
              <a className="row-link" href={paths.ufficio.apertura(one.id)}>
                {one.segnatura}
              </a>
              <span className="row-note">
                <Tag tone={STATO_APERTURA[one.stato].tono}>{STATO_APERTURA[one.stato].parola}</Tag>
              </span>
              <span className="row-text">
                {one.mia ? 'Chiesta da te' : `Chiesta da ${one.chiestaDa ?? 'un collega'}`},{' '}
                {formatInstant(one.chiestaAt)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <h2 className="mt-8">Chiedi un’apertura</h2>
      <AperturaForm />
    </div>
  )
}
