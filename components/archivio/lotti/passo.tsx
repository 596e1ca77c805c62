import { OneButtonForm } from '@/components/ui/one-button-form'
import { changeLottoAction } from '@/lib/archivio/lotti/actions'
import type { ContoLotto, Lotto } from '@/lib/archivio/lotti/queries'
import { many } from '@/lib/archivio/lotti/rules'
import { formatDay } from '@/lib/core/date'

const frase = (conto: ContoLotto): string => {
  const fuori = conto.errata + conto.non_riuscita
  const parts = [
    conto.caricata > 0 && many(conto.caricata, 'riga caricata', 'righe caricate'),
    conto.da_caricare > 0 && many(conto.da_caricare, 'riga da caricare', 'righe da caricare'),
    conto.presente > 0 && many(conto.presente, 'unità c’era già', 'unità c’erano già'),
    fuori > 0 && many(fuori, 'riga da correggere', 'righe da correggere'),
  ].filter(Boolean)
  return parts.length > 0 ? `${parts.join(', ')}.` : ''
}

/** What happens next to a batch, and the button that makes it happen. */
export function PassoLotto({ lotto, conto }: { lotto: Lotto; conto: ContoLotto }) {
  const act = (atto: string) => changeLottoAction.bind(null, lotto.id, atto)
  const here = lotto.origine === 'caricati'
  const annulla = (
    <OneButtonForm action={act('annulla')} kind="tertiary" small>
      Annulla il lotto
    </OneButtonForm>
  )
  switch (lotto.stato) {
    case 'in_preparazione':
      return (
        <div className="mb-6 flex flex-col items-start gap-3">
          <OneButtonForm action={act('verifica')}>Verifica il lotto</OneButtonForm>
          <p className="hint mt-2">La verifica legge indice e file e non cambia l’archivio.</p>
          {annulla}
        </div>
      )
    case 'in_verifica':
      return (
        <div className="mb-6 flex flex-col items-start gap-3">
          <p role="status">Leggiamo l’indice e i file: {many(conto.file, 'file letto', 'file letti')} finora.</p>
          {annulla}
        </div>
      )
    case 'verificato':
      return (
        <div className="mb-6 flex flex-col items-start gap-3">
          {!lotto.difetto && <p>{frase(conto)} L’archivio è ancora com’era.</p>}
          {conto.da_caricare > 0 && conto.errata > 0 && (
            <p>Se carichi ora, le righe da correggere restano fuori: puoi portarle dopo, con un altro lotto.</p>
          )}
          {here && conto.da_caricare > 0 && (
            <OneButtonForm action={act('carica')}>
              {`Carica ${many(conto.da_caricare, 'unità', 'unità')} nell’archivio`}
            </OneButtonForm>
          )}
          {here ? (
            <OneButtonForm action={act('riapri')} kind="secondary" small>
              Aggiungi o cambia i file
            </OneButtonForm>
          ) : (
            conto.da_caricare > 0 && <p>Si carica con lo stesso comando, senza --prova.</p>
          )}
          {annulla}
        </div>
      )
    case 'in_carico': {
      const done = conto.caricata + conto.non_riuscita
      const all = done + conto.da_caricare
      return (
        <div className="mb-6 flex flex-col items-start gap-3">
          <p role="status">
            <label htmlFor="avanzamento">
              {many(done, 'riga fatta', 'righe fatte')} di {all}.
            </label>
          </p>
          <progress id="avanzamento" value={done} max={Math.max(all, 1)} />
          <OneButtonForm action={act('sospendi')} kind="secondary" small>
            Metti in pausa
          </OneButtonForm>
        </div>
      )
    }
    case 'sospeso':
      return (
        <div className="mb-6 flex flex-col items-start gap-3">
          <p>{frase(conto)} Ciò che è entrato resta.</p>
          {here ? (
            <OneButtonForm action={act('carica')}>Riprendi</OneButtonForm>
          ) : (
            <p>Si riprende con lo stesso comando.</p>
          )}
          {annulla}
        </div>
      )
    case 'caricato':
      return (
        <div className="mb-6 flex flex-col items-start gap-3">
          <p>{frase(conto)}</p>
          {here && conto.non_riuscita > 0 && (
            <OneButtonForm action={act('carica')}>
              {`Riprova con ${many(conto.non_riuscita, 'riga', 'righe')}`}
            </OneButtonForm>
          )}
        </div>
      )
    case 'annullato':
      return lotto.scadeIl ? (
        <p className="mb-6">
          L’ha annullato il portale: nessuno lo ha toccato fino al {formatDay(lotto.scadeIl)}, e i file caricati sono
          stati eliminati. Per riprovare apri un lotto nuovo.
        </p>
      ) : (
        <p className="mb-6">{frase(conto)} Il lotto non va avanti.</p>
      )
  }
}
