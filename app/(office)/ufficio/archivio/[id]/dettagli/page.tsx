import type { Metadata } from 'next'
import { DettagliForm } from '@/components/archivio/dettagli-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { listProduttori, listVoci } from '@/lib/archivio/dettagli/queries'
import { formatKm } from '@/lib/archivio/dettagli/rules'
import { paths } from '@/lib/core/paths'
import { readUnitaDaCurare } from '../../reading'

type Props = PageProps<'/ufficio/archivio/[id]/dettagli'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { scheda } = await readUnitaDaCurare((await params).id)
  return { title: `Nomi, luoghi e strade di ${scheda.segnatura} — Archivio — Ufficio` }
}

const texts = (row: Record<string, string | boolean | null>) =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value === true ? 'si' : value === false ? '' : (value ?? '')]),
  )
const giorno = (day: string) => day.split('-').reverse().join('/')

export default async function DettagliPage({ params }: Props) {
  const { officer, scheda } = await readUnitaDaCurare((await params).id)
  const [produttori, argomenti] = await Promise.all([listProduttori(officer), listVoci(officer)])
  const { agenti, ubicazioni, tratte, voci, descrizione } = scheda
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.ufficio.unita(scheda.id)} label={scheda.segnatura} />
      <h1 className="mb-6">Nomi, luoghi e strade</h1>
      <DettagliForm
        id={scheda.id}
        versione={scheda.versioneRiga}
        produttori={produttori}
        argomenti={argomenti}
        campi={{
          produttoreId: scheda.produttoreId,
          detentore: descrizione?.detentore ?? null,
          registro: descrizione?.registro ?? null,
          protocolloStorico: descrizione?.protocolloStorico ?? null,
          classificazione: descrizione?.classificazione ?? null,
          normativa: descrizione?.normativa ?? null,
          lingua: scheda.lingua,
          supporto: descrizione?.supporto ?? null,
          conservazione: descrizione?.conservazione ?? null,
          lacune: descrizione?.lacune ?? null,
          riproduzione: descrizione?.riproduzione ?? null,
        }}
        gruppi={{
          agenti: (agenti ?? []).map(({ ruolo, nome, codiceFiscale, albo, targa }) =>
            texts({ ruolo, nome, codiceFiscale, albo, targa }),
          ),
          ubicazioni: (ubicazioni ?? []).map(({ ente: _, id: _id, unitaId: _u, ...one }) => texts(one)),
          tratte: tratte.map(({ strada, daM, aM, lato }) =>
            texts({
              strada,
              da: daM === null ? '' : formatKm(daM),
              a: aM === null || aM === daM ? '' : formatKm(aM),
              lato,
            }),
          ),
          voci: voci.map((termine) => ({ termine })),
          tappe: (descrizione?.tappe ?? []).map(({ che, il }) => ({ che, il: giorno(il) })),
        }}
      />
    </div>
  )
}
