import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NomeLuogoForm, SpostaLuogoForm } from '@/components/archivio/deposito-forms'
import { cifra } from '@/components/archivio/parole'
import { Storia } from '@/components/archivio/storia'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { openInventarioAction } from '@/lib/archivio/deposito/actions'
import { countEtichette, findLuogo, listLuoghi } from '@/lib/archivio/deposito/queries'
import {
  canStandIn,
  ETICHETTE_MAX,
  NOMI_CONTENITORE,
  NOMI_LUOGO,
  NOMI_MOTIVO,
  partiOf,
} from '@/lib/archivio/deposito/rules'
import { canCurare } from '@/lib/archivio/lettore'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'

export const metadata: Metadata = { title: 'Luogo — Deposito — Archivio — Ufficio' }

export default async function LuogoPage({ params, searchParams }: PageProps<'/ufficio/archivio/deposito/luoghi/[id]'>) {
  const officer = await requireFunzionario()
  const [{ id }, { fatto, dopo }] = await Promise.all([params, searchParams])
  const luogo = isUuid(id) ? await findLuogo(officer, id, [dopo].flat().at(-1) ?? '') : null
  if (!luogo) notFound()
  const [cura, etichette] = await Promise.all([canCurare(officer), countEtichette(officer, luogo.id)])
  const sposta = cura && luogo.padreId
  const luoghi = sposta ? (await listLuoghi(officer)).filter((one) => canStandIn(one.tipo, luogo.tipo)) : []
  return (
    <>
      <Fatto
        fatto={fatto}
        parole={{
          aggiunto: 'Il luogo è aggiunto',
          rinominato: 'Il nome è cambiato',
          spostato: 'Il luogo è spostato, con ciò che contiene',
        }}
      />
      <BackLink href={paths.ufficio.deposito} label="Deposito" />
      <p className="muted">{NOMI_LUOGO[luogo.tipo]}</p>
      <h1>{luogo.nome}</h1>
      <div className="mb-6 flex flex-wrap gap-3">
        {etichette <= ETICHETTE_MAX && (
          <LinkButton href={paths.api.etichetteLuogo(luogo.id)} kind="secondary">
            Etichette da stampare
          </LinkButton>
        )}
        {cura && (
          <OneButtonForm action={openInventarioAction.bind(null, luogo.id)} kind="secondary">
            {luogo.inventari.some((one) => !one.chiusoAt) ? 'Continua l’inventario' : 'Comincia un inventario'}
          </OneButtonForm>
        )}
      </div>
      {etichette > ETICHETTE_MAX && (
        <section className="mb-6">
          <h2>Etichette da stampare</h2>
          <p>
            Sono {cifra(etichette)}: si stampano {cifra(ETICHETTE_MAX)} alla volta, in ordine di codice.
          </p>
          <ul>
            {partiOf(etichette).map(({ parte, da, a }) => (
              <li key={parte}>
                <a href={paths.api.etichetteLuogo(luogo.id, parte)}>
                  Etichette dalla {cifra(da)} alla {cifra(a)} (PDF)
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <h2>Contenitori</h2>
      {luogo.contenitori.length === 0 ? (
        <EmptyState title="Qui non c’è nessun contenitore">
          Quelli dei luoghi più piccoli si vedono dalle loro pagine.
        </EmptyState>
      ) : (
        <ul className="rows">
          {luogo.contenitori.map((one) => (
            <li key={one.id}>
              <a className="row-link" href={paths.ufficio.contenitore(one.id)}>
                {NOMI_CONTENITORE[one.tipo]} {one.codice}
              </a>
              <span className="row-note">
                {one.fuori ? `Fuori: ${NOMI_MOTIVO[one.fuori].toLowerCase()}` : (one.posizione ?? 'Al suo posto')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {luogo.altri && (
        <p>
          <a
            href={`${paths.ufficio.luogo(luogo.id)}?dopo=${encodeURIComponent(luogo.contenitori.at(-1)?.codice ?? '')}`}
          >
            Gli altri, dopo questi
          </a>
        </p>
      )}
      {luogo.inventari.length > 0 && (
        <section className="mt-8">
          <h2>Inventari</h2>
          <ul className="rows">
            {luogo.inventari.map((one) => (
              <li key={one.id}>
                <a className="row-link" href={paths.ufficio.inventario(one.id)}>
                  {formatInstant(one.apertoAt)}
                </a>
                <span className="row-note">{one.chiusoAt ? `Chiuso, non letti ${one.nonLetti}` : 'In corso'}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {cura && (
        <section className="mt-8 max-w-narrow">
          <h2>Cambia il nome</h2>
          <NomeLuogoForm id={luogo.id} versione={luogo.versioneRiga} nome={luogo.nome} />
        </section>
      )}
      {sposta && (
        <section className="mt-8 max-w-narrow">
          <h2>Sposta</h2>
          <SpostaLuogoForm id={luogo.id} versione={luogo.versioneRiga} padreId={sposta} luoghi={luoghi} />
        </section>
      )}
      {luogo.storia.length > 0 && (
        <section className="mt-8">
          <h2>Storia</h2>
          <Storia storia={luogo.storia} />
        </section>
      )}
    </>
  )
}
