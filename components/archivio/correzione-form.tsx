'use client'
import './visore.css'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { correctTestoAction } from '@/lib/archivio/correzione/actions'
import { campoRiga } from '@/lib/archivio/correzione/forms'
import { testoDiRiga } from '@/lib/archivio/correzione/rules-correzione'
import type { ParolaPagina } from '@/lib/archivio/rules-digitale'
import { isIncerta } from '@/lib/archivio/rules-righe'

type Props = {
  dove: { unitaId: string; paginaId: string; numero: number }
  versione: number
  righe: readonly (readonly ParolaPagina[])[]
  larghezza: number
  altezza: number
  /** the page as an image; null: not ready */
  src: string | null
  /** what the last corrections took away, each with the version that it left */
  superate: readonly { versione: number; da: string }[]
}

const FIELD = /^riga\.\d+$/

/** What was typed on a text that is not that of now, without what it already said then. */
function scritteIntanto(typed: Record<string, unknown>, righe: Props['righe'], superate: Props['superate']): string[] {
  const known = new Set([
    ...righe.map(testoDiRiga),
    ...superate.filter((one) => one.versione > Number(typed.versione)).map((one) => one.da),
  ])
  const found = Object.entries(typed).flatMap(([name, text]) =>
    typeof text === 'string' && text.trim() && (name === 'nuove' || (FIELD.test(name) && !known.has(text)))
      ? [text]
      : [],
  )
  return [...new Set(found)]
}

/** The text of a page, each line under its piece of the image. */
export function CorrezioneForm({ dove, versione, righe, larghezza, altezza, src, superate }: Props) {
  const { errors, formProps, message, pending, typed, value } = useActionForm(bound(correctTestoAction, dove))
  const stale = errors.versione !== undefined
  const lost = stale && typed ? scritteIntanto(typed, righe, superate) : []
  const unsure = righe.some((riga) => riga.some(isIncerta))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <input type="hidden" name="versione" value={versione} />
      {stale && (
        <section id="versione" tabIndex={-1} aria-labelledby="scritte" className="callout callout-amber">
          <h2 id="scritte">Ciò che avevi scritto, e qui non c’è</h2>
          {lost.length === 0 && <p>Niente: tutto ciò che avevi scritto è nel testo di adesso.</p>}
          {lost.map((text) => (
            <p key={text} className="pre-line">
              {text}
            </p>
          ))}
        </section>
      )}
      <div className="correzione">
        {src && (
          <figure className="correzione-pagina">
            <svg viewBox={`0 0 ${larghezza} ${altezza}`} role="img" aria-label="La pagina intera">
              <image href={src} width={larghezza} height={altezza} />
              <Incerte righe={righe} />
            </svg>
          </figure>
        )}
        <div>
          {unsure && (
            <p className="hint">
              Le parole cerchiate sull’immagine sono state lette con incertezza: sono ripetute sopra la riga.
            </p>
          )}
          {righe.map((riga, n) => {
            const name = campoRiga(n)
            const said = riga.filter(isIncerta).map(([testo]) => `«${testo}»`)
            return (
              <div key={`${versione} ${name}`} className="correzione-riga">
                {src && <Ritaglio riga={riga} larghezza={larghezza} altezza={altezza} src={src} />}
                <TextField
                  name={name}
                  label={`Riga ${n + 1}`}
                  hint={said.length > 0 ? `Incerte: ${said.join(', ')}` : undefined}
                  error={errors[name]}
                  defaultValue={stale ? testoDiRiga(riga) : value(name, testoDiRiga(riga))}
                  width="xl"
                  spellCheck
                  lang="it"
                />
              </div>
            )
          })}
          <TextArea
            key={`${versione} nuove`}
            name="nuove"
            label={righe.length > 0 ? 'Righe che la lettura non ha visto' : 'Trascrizione'}
            hint="Una riga del foglio per riga. Si cercano e si trovano come le altre"
            error={errors.nuove}
            defaultValue={stale ? '' : value('nuove')}
            rows={righe.length > 0 ? 3 : 12}
            optional={righe.length > 0}
          />
          {unsure && (
            <Checkbox
              name="controllata"
              label="Ho controllato tutta la pagina"
              hint="Nessuna parola resta segnata come incerta"
              value="si"
              defaultChecked={!stale && value('controllata') === 'si'}
            />
          )}
          <Button pending={pending}>Salva il testo</Button>
        </div>
      </div>
    </form>
  )
}

function Incerte({ righe }: { righe: readonly (readonly ParolaPagina[])[] }) {
  return righe.flatMap((riga, n) =>
    riga.flatMap((parola, i) => {
      const [, x, y, w, h] = parola
      return isIncerta(parola)
        ? // biome-ignore lint/suspicious/noArrayIndexKey: two words may be the same, and none moves
          [<rect key={`${n}.${i}`} x={x - 4} y={y - 4} width={w + 8} height={h + 8} className="parola-incerta" />]
        : []
    }),
  )
}

const MARGINE = 12

/** The piece of the page where the line stands. */
function Ritaglio({
  riga,
  larghezza,
  altezza,
  src,
}: {
  riga: readonly ParolaPagina[]
  larghezza: number
  altezza: number
  src: string
}) {
  const left = Math.max(0, Math.min(...riga.map(([, x]) => x)) - MARGINE)
  const top = Math.max(0, Math.min(...riga.map(([, , y]) => y)) - MARGINE)
  const right = Math.min(larghezza, Math.max(...riga.map(([, x, , w]) => x + w)) + MARGINE)
  const bottom = Math.min(altezza, Math.max(...riga.map(([, , y, , h]) => y + h)) + MARGINE)
  return (
    <svg
      viewBox={`${left} ${top} ${right - left} ${bottom - top}`}
      className="ritaglio"
      aria-hidden="true"
      preserveAspectRatio="xMinYMid meet"
    >
      <image href={src} width={larghezza} height={altezza} />
      <Incerte righe={[riga]} />
    </svg>
  )
}
