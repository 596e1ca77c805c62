import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Uploader } from '@/components/documenti/uploader'
import { CartaForm } from '@/components/flotta/carta-form'
import { CartaTag } from '@/components/flotta/carta-tag'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { DocumentList } from '@/components/ui/document-list'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { formToken } from '@/lib/auth/token'
import { paths } from '@/lib/core/paths'
import { listDocumenti } from '@/lib/documenti/queries'
import { LIMITI_PROVA } from '@/lib/documenti/rules-file'
import { removeCartaAction, saveCartaAction } from '@/lib/flotta/actions'
import { CARTE } from '@/lib/flotta/rules'
import { requireVeicolo } from '../../../reading'

type Props = PageProps<'/area-personale/imprese/[id]/flotta/[veicoloId]/carte/[cartaId]'>

async function requireCarta({ id, veicoloId, cartaId }: Awaited<Props['params']>) {
  const found = await requireVeicolo(id, veicoloId)
  const carta = found.veicolo.carte.find((one) => one.id === cartaId)
  if (!carta) notFound()
  return { ...found, carta }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { veicolo, carta } = await requireCarta(await params)
  return { title: `${CARTE[carta.tipo].nome} di ${veicolo.targa} — Area personale` }
}

export default async function CartaPage({ params, searchParams }: Props) {
  const { viewer, impresa, veicolo, carta, keeps } = await requireCarta(await params)
  const [{ fatto, esito }, documenti] = await Promise.all([
    searchParams,
    listDocumenti(viewer, { soggetto: 'carta', soggettoId: carta.id }),
  ])
  const { nome, norma } = CARTE[carta.tipo]
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.veicolo(impresa.id, veicolo.id)} label={veicolo.targa} />
      <PageHeading
        above={<CartaTag stato={carta.stato} scadeIl={carta.scadeIl} />}
        title={`${nome} di ${veicolo.targa}`}
        lead={norma || undefined}
      />
      <Fatto fatto={fatto} parole={{ salvata: 'Documento salvato: ora puoi caricarne una copia' }} />
      <h2>Copia</h2>
      {keeps ? (
        <Uploader
          etichetta="Scegli il file"
          destinazione={{ soggetto: 'carta', soggettoId: carta.id, tipo: 'prova' }}
          limiti={LIMITI_PROVA}
          token={formToken(viewer.sessioneHash)}
          documenti={documenti}
          facoltativo
          esito={typeof esito === 'string' ? esito : undefined}
        />
      ) : (
        <DocumentList
          label={`Copie di ${nome}`}
          documents={documenti
            .filter((one) => one.stato === 'pronto')
            .map((one) => ({ id: one.id, nome: one.nome, href: paths.api.documento(one.id), bytes: one.byte }))}
        />
      )}
      {keeps && (
        <>
          <section className="mt-10">
            <h2>Dati del documento</h2>
            <CartaForm
              action={saveCartaAction.bind(null, impresa.id, veicolo.id)}
              tipi={[]}
              iniziali={{ tipo: carta.tipo, numero: carta.numero ?? '', scadeIl: carta.scadeIl }}
            />
          </section>
          <div className="mt-8">
            <OneButtonForm
              action={removeCartaAction.bind(null, impresa.id, veicolo.id, carta.id)}
              kind="tertiary"
              small
            >
              Togli questo documento e le sue copie
            </OneButtonForm>
          </div>
        </>
      )}
    </div>
  )
}
