import type { Metadata } from 'next'
import { AmministrazioneNav } from '@/components/amministrazione/amministrazione-nav'
import { Fatto } from '@/components/amministrazione/fatto'
import { RichiesteList } from '@/components/amministrazione/richieste-list'
import { EmptyState } from '@/components/ui/empty-state'
import { requireGestore } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { listRichieste } from '@/lib/ruoli/queries'
import { isAmministratore } from '@/lib/ruoli/rules'

export const metadata: Metadata = { title: 'Richieste di ruolo — Amministrazione' }

const FATTO = {
  confermata: 'Confermato: il cambio vale dalla prossima pagina che la persona apre.',
  respinta: 'Richiesta respinta.',
  ritirata: 'Richiesta ritirata.',
}

export default async function RichiestePage({ searchParams }: PageProps<'/amministrazione/richieste'>) {
  const viewer = await requireGestore()
  const richieste = await listRichieste(viewer)
  const attesa = richieste.filter(({ esito }) => esito === null)
  const decise = richieste.filter(({ esito }) => esito !== null)
  return (
    <>
      <h1>Richieste di ruolo</h1>
      <AmministrazioneNav current={paths.amministrazione.richieste} amministratore={isAmministratore(viewer)} />
      <div className="max-w-narrow">
        <Fatto fatto={(await searchParams).fatto} parole={FATTO} />
        <h2>Da confermare</h2>
        {attesa.length === 0 ? (
          <EmptyState title="Nessuna richiesta aspetta">
            Un ruolo si chiede dalla pagina della persona; lo conferma qui un’altra persona.
          </EmptyState>
        ) : (
          <RichiesteList richieste={attesa} label="Richieste da confermare" />
        )}
        {decise.length > 0 && (
          <>
            <h2 className="mt-8">Già decise</h2>
            <RichiesteList richieste={decise} label="Richieste già decise" />
          </>
        )}
      </div>
    </>
  )
}
