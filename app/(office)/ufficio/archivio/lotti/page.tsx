import type { Metadata } from 'next'
import { Comando } from '@/components/archivio/lotti/comando'
import { TONO_LOTTO } from '@/components/archivio/lotti/parole'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Tag } from '@/components/ui/tag'
import { type Lotto, listLotti } from '@/lib/archivio/lotti/queries'
import { findScadenzaLotto, type ScadenzaLotto } from '@/lib/archivio/lotti/queries-fermi'
import { NOMI_STATO_LOTTO } from '@/lib/archivio/lotti/rules'
import { formatDay, formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { requireArchivista } from './reading'

export const metadata: Metadata = { title: 'Lotti — Archivio — Ufficio' }

const sayScadenza = ({ stato, scadeIl }: Lotto, scadenza?: ScadenzaLotto | null): string => {
  if (scadeIl && stato === 'annullato') return ' · lo ha annullato il portale, perché nessuno lo toccava'
  return scadenza?.vicina ? ` · si annulla dopo il ${formatDay(scadenza.ultimo)}` : ''
}

export default async function LottiPage() {
  const officer = await requireArchivista()
  const lotti = await listLotti(officer)
  const told = lotti.filter((one) => one.scadeIl !== null)
  const vicine = new Map(await Promise.all(told.map(async (one) => [one.id, await findScadenzaLotto(one)] as const)))
  return (
    <>
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <PageHeading
        title="Lotti"
        lead="Un lotto porta nell’archivio le unità di un indice, con le loro scansioni. Prima si verifica: l’archivio cambia solo quando lo confermi."
      />
      <p>
        <LinkButton href={paths.ufficio.nuovoLotto}>Nuovo lotto dal computer</LinkButton>
      </p>
      <p>
        <a href={paths.ufficio.lavorazioni}>A che punto è la lavorazione delle carte caricate</a>
      </p>
      {lotti.length === 0 ? (
        <EmptyState title="Non c’è ancora nessun lotto">
          Aprine uno da qui, oppure carica una cartella con il comando.
        </EmptyState>
      ) : (
        <ul className="rows mt-6">
          {lotti.map((one) => (
            <li key={one.id}>
              <a className="row-link" href={paths.ufficio.lotto(one.id)}>
                {one.nome}
              </a>
              <Tag tone={TONO_LOTTO[one.stato]}>{NOMI_STATO_LOTTO[one.stato]}</Tag>
              <span className="row-note">
                {formatInstant(one.createdAt)}
                {sayScadenza(one, vicine.get(one.id))}
              </span>
            </li>
          ))}
        </ul>
      )}
      <h2 className="mt-10">Cartelle grandi</h2>
      <Comando />
    </>
  )
}
