'use client'
import { useEffect, useRef, useState } from 'react'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { readEtichetteAction } from '@/lib/archivio/deposito/actions'

type Letto = { rawValue: string }
type Detector = { detect(source: HTMLVideoElement): Promise<Letto[]> }
type DetectorClass = new (options: { formats: string[] }) => Detector
const detectorClass = (): DetectorClass | undefined =>
  (globalThis as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector
const EVERY_MS = 250

/** Labels read one after the other: a scanner that types and presses Enter, the camera where the browser reads codes, or a hand. */
export function LettureForm({ id }: { id: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(readEtichetteAction, id))
  const box = useRef<HTMLTextAreaElement>(null)
  const add = (codice: string) => {
    if (!box.current) return
    const lines = box.current.value.split('\n').filter(Boolean)
    if (!lines.includes(codice)) box.current.value = `${[...lines, codice].join('\n')}\n`
  }
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextArea
        name="codici"
        label="Etichette"
        hint="Una per riga: con il lettore di codici, con la fotocamera o a mano"
        rows={4}
        defaultValue={value('codici')}
        error={errors.codici}
        spellCheck={false}
        autoComplete="off"
        ref={box}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button pending={pending}>Registra le letture</Button>
        <Fotocamera onCodice={add} />
      </div>
    </form>
  )
}

/** Nothing where the browser cannot read codes. */
function Fotocamera({ onCodice }: { onCodice: (codice: string) => void }) {
  const [here, setHere] = useState(false)
  const [open, setOpen] = useState(false)
  const [fault, setFault] = useState('')
  const video = useRef<HTMLVideoElement>(null)
  const told = useRef(onCodice)
  told.current = onCodice
  useEffect(() => setHere(detectorClass() !== undefined && Boolean(navigator.mediaDevices)), [])
  useEffect(() => {
    const Detector = detectorClass()
    if (!open || !Detector) return
    let stream: MediaStream | null = null
    let timer: ReturnType<typeof setInterval> | undefined
    let over = false
    const begin = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      if (over || !video.current) return stop()
      video.current.srcObject = stream
      await video.current.play()
      const detector = new Detector({ formats: ['qr_code', 'code_128'] })
      timer = setInterval(async () => {
        if (!video.current) return
        for (const one of await detector.detect(video.current).catch(() => [])) told.current(one.rawValue)
      }, EVERY_MS)
    }
    const stop = () => {
      over = true
      clearInterval(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    begin().catch(() => {
      setFault('La fotocamera non si apre: controlla il permesso del browser, oppure scrivi i codici')
      setOpen(false)
    })
    return stop
  }, [open])
  if (!here) return null
  return (
    <>
      <Button type="button" kind="secondary" onClick={() => setOpen(!open)}>
        {open ? 'Chiudi la fotocamera' : 'Leggi con la fotocamera'}
      </Button>
      {fault && <p role="alert">{fault}</p>}
      {open && <video ref={video} muted playsInline className="w-full" aria-label="Immagine della fotocamera" />}
    </>
  )
}
