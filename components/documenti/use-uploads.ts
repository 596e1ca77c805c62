import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { paths } from '@/lib/core/paths'
import type { DestinazioneInput } from '@/lib/documenti/forms'
import { checkNome, checkPeso, type Limiti } from '@/lib/documenti/rules-file'
import type { Avanzamento, Invio } from './upload-engine'

export type FileInviato = { chiave: string; id: string | null; nome: string; byte: number; avanzamento: Avanzamento }

const WORDS: Partial<Record<Avanzamento['fase'], string>> = {
  caricamento: 'caricamento in corso',
  pausa: 'in pausa',
  attesa: 'connessione persa, riproviamo da soli',
  controllo: 'controllo in corso',
  pronto: 'pronto',
}

/** The files that this page is sending, and what is said aloud about them. */
export function useUploads(destinazione: DestinazioneInput, limiti: Limiti) {
  const router = useRouter()
  const [files, setFiles] = useState<FileInviato[]>([])
  const [annuncio, setAnnuncio] = useState('')
  const invii = useRef(new Map<string, Invio>())

  const change = (chiave: string, values: Partial<FileInviato>) =>
    setFiles((all) => all.map((one) => (one.chiave === chiave ? { ...one, ...values } : one)))

  /** What the page says about missing documents; without a connection it would leave the page, and what is under way. */
  const refresh = () => {
    if (navigator.onLine) router.refresh()
    else window.addEventListener('online', () => router.refresh(), { once: true })
  }

  async function add(chosen: Iterable<File>): Promise<void> {
    for (const file of chosen) {
      const chiave = `${file.name}|${file.size}|${file.lastModified}`
      if (invii.current.has(chiave)) continue // already being sent by this page
      const motivo = checkNome(file.name, limiti.tipi) ?? checkPeso(file.size, limiti)
      const avanzamento: Avanzamento = motivo ? { fase: 'rifiutato', motivo } : { fase: 'caricamento', percento: 0 }
      setFiles((all) => [
        ...all.filter((one) => one.chiave !== chiave),
        { chiave, id: null, nome: file.name, byte: file.size, avanzamento },
      ])
      setAnnuncio(motivo ? `${file.name}: rifiutato. ${motivo}` : `${file.name}: caricamento in corso`)
      if (!motivo) await send(file, chiave)
    }
  }

  async function send(file: File, chiave: string): Promise<void> {
    const { sendFile } = await import('./upload-engine')
    let fase: Avanzamento['fase'] = 'caricamento'
    const tell = (avanzamento: Avanzamento) => {
      change(chiave, { avanzamento })
      if (avanzamento.fase === fase) return
      fase = avanzamento.fase
      setAnnuncio(
        `${file.name}: ${avanzamento.fase === 'rifiutato' ? `rifiutato. ${avanzamento.motivo}` : WORDS[fase]}`,
      )
    }
    const done = () => {
      invii.current.delete(chiave)
      refresh()
    }
    invii.current.set(chiave, sendFile(file, destinazione, tell, { id: (id) => change(chiave, { id }), done }))
  }

  /** Takes a document away, whether it is here, arriving, or only known to the server. */
  async function remove(nome: string, id: string | null, chiave?: string): Promise<void> {
    const sent = chiave ? invii.current.get(chiave)?.cancel() : null
    if (chiave) invii.current.delete(chiave)
    const known = id ?? sent
    if (known) {
      const response = await fetch(paths.api.documento(known), { method: 'DELETE' }).catch(() => null)
      if (!response || (!response.ok && response.status !== 404)) {
        setAnnuncio(`Non siamo riusciti a rimuovere ${nome}: riprova`)
        return
      }
    }
    setFiles((all) => all.filter((one) => one.chiave !== chiave && (!known || one.id !== known)))
    setAnnuncio(`${nome}: rimosso`)
    refresh()
  }

  return {
    files,
    annuncio,
    add,
    remove,
    pause: (chiave: string) => invii.current.get(chiave)?.pause(),
    resume: (chiave: string) => invii.current.get(chiave)?.resume(),
  }
}
