import type { ReactNode } from 'react'
import { Uploader } from '@/components/documenti/uploader'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { formToken } from '@/lib/auth/token'
import type { Viewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { listDocumenti } from '@/lib/documenti/queries'
import { LIMITI_RISPOSTA, type TipoRisposta } from '@/lib/documenti/rules-file'

type Props = {
  viewer: Viewer
  praticaId: string
  tipo: TipoRisposta
  title: string
  lead: string
  /** What the office wrote. */
  richiesta: ReactNode
  esito: string | undefined
  children: ReactNode
}

/** An answer to the office: what it asked, the files, the words. */
export async function RispostaPage({ viewer, praticaId, tipo, title, lead, richiesta, esito, children }: Props) {
  const documenti = await listDocumenti(viewer, { praticaId })
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.pratica(praticaId)} />
      <PageHeading title={title} lead={lead} />
      <section className="preview" aria-label="Che cosa ha scritto l’ufficio">
        {richiesta}
      </section>
      <h2>I tuoi documenti</h2>
      <Uploader
        etichetta="Scegli il file"
        destinazione={{ praticaId, tipo }}
        limiti={LIMITI_RISPOSTA}
        token={formToken(viewer.sessioneHash)}
        documenti={documenti.filter((one) => one.tipo === tipo)}
        facoltativo
        esito={esito}
      />
      <h2 className="mt-7">La tua risposta</h2>
      {children}
    </div>
  )
}
