import type { Metadata } from 'next'
import { Comando } from '@/components/archivio/lotti/comando'
import { NuovoLottoForm } from '@/components/archivio/lotti/nuovo-lotto-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { paths } from '@/lib/core/paths'
import { LIMITI_LOTTO } from '@/lib/documenti/rules-file'
import { requireArchivista } from '../reading'

export const metadata: Metadata = { title: 'Nuovo lotto — Archivio — Ufficio' }

export default async function NuovoLottoPage() {
  await requireArchivista()
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.ufficio.lotti} label="Lotti" />
      <PageHeading
        title="Nuovo lotto"
        lead="Poi carichi l’indice e i file, e ti diciamo riga per riga che cosa c’è da correggere."
      />
      <NuovoLottoForm />
      <h2 className="mt-10">Che cosa serve</h2>
      <ul className="prose list-disc pl-5">
        <li>
          Un indice XLSX o CSV: parti dal modello da riempire (<a href={paths.api.modelloIndiceXlsx}>XLSX</a>,{' '}
          <a href={paths.api.modelloIndice}>CSV</a>). <a href={paths.ufficio.indiceLotto}>Come si scrive</a>
        </li>
        <li>
          Oppure, al posto dell’indice, un inventario in EAD o la copia di una vecchia banca dati con la sua mappa.{' '}
          <a href={`${paths.ufficio.indiceLotto}#da-altri-archivi`}>Come si fa</a>
        </li>
        <li>
          I file: PDF, TIFF o JPEG, sciolti o in uno ZIP. Da qui al massimo {LIMITI_LOTTO.maxFile} file, ciascuno fino a{' '}
          {LIMITI_LOTTO.maxMB} MB.
        </li>
      </ul>
      <h2 className="mt-8">Se sono di più</h2>
      <Comando />
    </div>
  )
}
