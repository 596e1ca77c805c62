'use client'
import { type PointerEvent, useId, useRef, useState } from 'react'
import { bound } from '@/components/ui/bound'
import './visore.css'
import { Button } from '@/components/ui/button'
import { Checkboxes } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { misuraDi } from '@/lib/archivio/iiif/rules-misure'
import type { RegioneCoperta } from '@/lib/archivio/rules-copertura'
import { MOTIVI_PROPOSTA, type Proposta } from '@/lib/archivio/rules-proposte'
import { coverPaginaAction } from '@/lib/archivio/visore/actions'
import { regioniInput, rigaDi } from '@/lib/archivio/visore/forms-copertura'
import { paths } from '@/lib/core/paths'

type Props = {
  dove: { unitaId: string; paginaId: string; numero: number }
  larghezza: number
  altezza: number
  /** covered now */
  regioni: readonly RegioneCoperta[]
  proposte: readonly Proposta[]
}

const MIN_LATO = 8

/** Parts of a page to be covered: drawn on it, written as numbers, or taken from those proposed. */
export function CoperturaForm({ dove, larghezza, altezza, regioni, proposte }: Props) {
  const { errors, formProps, list, message, pending, value } = useActionForm(bound(coverPaginaAction, dove))
  const [text, setText] = useState(() => value('regioni', regioni.map(rigaDi).join('\n')))
  const [chosen, setChosen] = useState<readonly string[]>(() => list('proposte'))
  const parsed = regioniInput.safeParse(text)
  const drawn = parsed.success ? parsed.data : []
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Foglio
        src={`${paths.api.immagine(dove.paginaId)}/full/${misuraDi({ w: larghezza, h: altezza }, 1600)}/0/default.jpg`}
        w={larghezza}
        h={altezza}
        coperte={drawn}
        proposte={proposte.map((one) => ({ regione: one.regione, scelta: chosen.includes(rigaDi(one.regione)) }))}
        onDraw={(region) => setText((before) => [before.trim(), rigaDi(region)].filter(Boolean).join('\n'))}
      />
      <TextArea
        name="regioni"
        label="Parti da coprire"
        hint={`Una per riga: distanza da sinistra, dall’alto, larghezza e altezza, in pixel. La pagina misura ${larghezza} × ${altezza}. Con il mouse o il dito le disegni sull’immagine.`}
        error={errors.regioni}
        rows={4}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {proposte.length > 0 && (
        <Checkboxes
          name="proposte"
          label="Parti che il testo suggerisce"
          hint="Controllale sull’immagine: la lettura automatica può sbagliare"
          error={errors.proposte}
          options={proposte.map(({ motivo, testo, regione }) => ({
            value: rigaDi(regione),
            label: `${testo} (${MOTIVI_PROPOSTA[motivo]})`,
          }))}
          defaultValue={chosen}
          onChange={(event) => {
            const { value: line, checked } = event.currentTarget
            setChosen((before) => (checked ? [...before, line] : before.filter((one) => one !== line)))
          }}
        />
      )}
      <TextArea
        name="motivo"
        label="Motivo"
        hint="Resta nella storia della pagina"
        error={errors.motivo}
        defaultValue={value('motivo')}
        rows={2}
        max={500}
      />
      <Button pending={pending} pendingText="Preparo l’immagine coperta…">
        Copri queste parti
      </Button>
    </form>
  )
}

type FoglioProps = {
  src: string
  w: number
  h: number
  coperte: readonly RegioneCoperta[]
  proposte: readonly { regione: RegioneCoperta; scelta: boolean }[]
  onDraw: (regione: RegioneCoperta) => void
}

function Foglio({ src, w, h, coperte, proposte, onDraw }: FoglioProps) {
  const sheet = useRef<SVGSVGElement>(null)
  const [from, setFrom] = useState<{ x: number; y: number } | null>(null)
  const [to, setTo] = useState<{ x: number; y: number } | null>(null)
  const hintId = useId()
  const at = (event: PointerEvent) => {
    const toSheet = sheet.current?.getScreenCTM()?.inverse() // the page may stand in the middle of a wider box
    if (!toSheet) return { x: 0, y: 0 }
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(toSheet)
    const inside = (value: number, most: number) => Math.round(Math.max(0, Math.min(most, value)))
    return { x: inside(point.x, w), y: inside(point.y, h) }
  }
  const region: RegioneCoperta | null = from &&
    to && [Math.min(from.x, to.x), Math.min(from.y, to.y), Math.abs(from.x - to.x), Math.abs(from.y - to.y)]
  return (
    <svg
      ref={sheet}
      viewBox={`0 0 ${w} ${h}`}
      className="foglio"
      role="img"
      aria-label="La pagina, con le parti da coprire"
      aria-describedby={hintId}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setFrom(at(event))
        setTo(null)
      }}
      onPointerMove={(event) => from && setTo(at(event))}
      onPointerUp={() => {
        if (region && region[2] >= MIN_LATO && region[3] >= MIN_LATO) onDraw(region)
        setFrom(null)
        setTo(null)
      }}
      onPointerCancel={() => setFrom(null)}
    >
      <desc id={hintId}>Le stesse parti si scrivono come numeri nel campo che segue.</desc>
      <image href={src} width={w} height={h} />
      {proposte.map(({ regione: [x, y, rw, rh], scelta }) => (
        <rect
          key={`${x},${y}`}
          x={x}
          y={y}
          width={rw}
          height={rh}
          className={scelta ? 'coperta' : 'coperta-proposta'}
        />
      ))}
      {[...coperte, ...(region ? [region] : [])].map(([x, y, rw, rh], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two of them may be the same
        <rect key={i} x={x} y={y} width={rw} height={rh} className="coperta" />
      ))}
    </svg>
  )
}
