import { listVersabili } from '@/lib/archivio/versamento/commands'
import { findUltimaSerie, findVersamento, listRiceventi } from '@/lib/archivio/versamento/queries'
import type { Funzionario } from '@/lib/auth/viewer'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { VersamentoForm } from './versamento-form'

type Props = {
  officer: Funzionario
  /** `organizzazione`: a company it was filed for, which does not sign in */
  pratica: { id: string; procedimento: string; organizzazione: string | null }
  documenti: number
}

/** What a concluded practice is in the archive, or how it gets there. */
export async function Versamento({ officer, pratica, documenti }: Props) {
  const there = await findVersamento(officer, pratica.id)
  if (there)
    return (
      <p>
        È in archivio: <a href={paths.ufficio.unita(there.unitaId)}>{there.segnatura}</a>. L’ha versata {there.nome} il{' '}
        {formatInstant(there.quando)}, con {there.file === 1 ? 'un documento' : `${there.file} documenti`}.
      </p>
    )
  const [serie, riceventi, versabili] = await Promise.all([
    findUltimaSerie(officer, pratica.procedimento),
    listRiceventi(officer),
    listVersabili(officer, pratica.id),
  ])
  const left = documenti - versabili.length
  return (
    <>
      <p className="mb-5">
        La pratica è conclusa: versandola diventa un fascicolo dell’archivio, con una copia dei documenti
        {left > 0 &&
          `, tranne ${left === 1 ? 'uno' : left} (interni o firmati in busta) che ${left === 1 ? 'resta' : 'restano'} solo qui`}
        . L’archivio ne completa la descrizione.{!pratica.organizzazione && ' Il richiedente lo può riaprire.'}
      </p>
      <VersamentoForm id={pratica.id} serie={serie ?? ''} riceventi={riceventi} />
    </>
  )
}
