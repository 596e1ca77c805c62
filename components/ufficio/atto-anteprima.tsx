import { DefinitionList } from '@/components/ui/kv'
import type { ContenutoAtto } from '@/lib/atti/rules'
import { formatDay } from '@/lib/core/date'

/** What the act will say, on the page: the PDF says the same. */
export function AttoAnteprima({ contenuto }: { contenuto: ContenutoAtto }) {
  return (
    <section className="preview" aria-label="Anteprima dell’atto">
      <h3>{contenuto.titolo}</h3>
      <DefinitionList
        facts={[
          { label: 'Titolare', value: contenuto.titolare.denominazione },
          { label: 'Dispositivo', value: contenuto.dispositivo },
          {
            label: 'Validità',
            value:
              contenuto.validoDal && contenuto.validoAl
                ? `dal ${formatDay(contenuto.validoDal)} al ${formatDay(contenuto.validoAl)}`
                : null,
          },
          { label: 'Veicoli', value: contenuto.targhe.join(', ') || null },
          ...(contenuto.sostituisce ? [{ label: 'Sostituisce', value: contenuto.sostituisce.numero }] : []),
        ]}
      />
      {contenuto.prescrizioni.length > 0 && (
        <>
          <h4 className="mt-5">Prescrizioni</h4>
          <ol>
            {contenuto.prescrizioni.map((one) => (
              <li key={one.testo}>
                {one.testo} {one.norma && <span className="norm">{one.norma}</span>}
              </li>
            ))}
          </ol>
        </>
      )}
      {contenuto.motivazione && (
        <>
          <h4 className="mt-5">Motivazione</h4>
          <p className="pre-line">{contenuto.motivazione}</p>
        </>
      )}
      {contenuto.osservazioni.map((one) => (
        <div key={one.testo} className="mt-5">
          <h4>Osservazioni del {formatDay(one.ricevuteIl)}</h4>
          <p className="pre-line">{one.testo}</p>
          <h4>Risposta</h4>
          <p className="pre-line">{one.risposta}</p>
        </div>
      ))}
    </section>
  )
}
