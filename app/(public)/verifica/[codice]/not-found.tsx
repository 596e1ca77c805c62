import { CodiceForm } from '@/components/atti/codice-form'
import { PageHeading } from '@/components/layout/page-heading'

/** A plain answer: the code may be misread, and the act may be false. */
export default function CodiceNonTrovato() {
  return (
    <div className="max-w-narrow pt-10 lg:pt-14">
      <PageHeading
        title="Nessun atto ha questo codice"
        lead="Controlla di averlo letto bene: ha 16 lettere e cifre, senza O e I, senza 0 e 1. Se è giusto, l’atto non è stato adottato dalla Provincia della Spezia in questo portale."
      />
      <CodiceForm />
    </div>
  )
}
