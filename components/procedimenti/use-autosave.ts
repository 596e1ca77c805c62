'use client'
import { useEffect, useRef, useState } from 'react'
import { paths } from '@/lib/core/paths'

/** What the controls hold, by name, as the form would send it. */
export type Valori = Record<string, string | string[]>
export type StatoSalvataggio =
  | { fase: 'fermo' } // nothing new to save
  | { fase: 'attesa' } // typed, not saved yet
  | { fase: 'salvata'; alle: string }
  | { fase: 'errore' } // tried, will try again
  | { fase: 'conflitto'; messaggio: string; revisione: number }
  | { fase: 'sessione' } // signed out meanwhile
  | { fase: 'chiusa'; messaggio: string } // deleted, or filed

/** Kept by the browser tab, so that a crash or a sign-in loses nothing. `daSalvare`: the server does not have it. */
export type Copia = { valori: Valori; revisione: number; daSalvare: boolean }

const PAUSE_MS = 1200
const RETRY_MS = [2000, 4000, 8000, 15_000, 30_000, 60_000]
/** Browsers refuse to keep alive more than this. */
const KEEPALIVE_BYTES = 60_000

const keyOf = (bozzaId: string, passoId: string) => `bozza:${bozzaId}:${passoId}`

/** What this tab knows of a page beyond what the server drew: answers not saved, or saved after it. */
export function findCopia(bozzaId: string, passoId: string, revisione: number): Copia | null {
  try {
    const copia = JSON.parse(sessionStorage.getItem(keyOf(bozzaId, passoId)) ?? 'null') as Copia | null
    return copia && (copia.daSalvare || copia.revisione > revisione) ? copia : null
  } catch {
    return null // no storage, or not ours: the server's answers stand
  }
}

function keepCopia(bozzaId: string, passoId: string, copia: Copia | null): void {
  try {
    if (copia) sessionStorage.setItem(keyOf(bozzaId, passoId), JSON.stringify(copia))
    else sessionStorage.removeItem(keyOf(bozzaId, passoId))
  } catch {
    // A full or forbidden storage takes away the second copy only: the server still has what was saved.
  }
}

type Options = { bozzaId: string; passoId: string; revisione: number; salvataAlle: string | null }
type Saved = { revisione: number; alle: string }

/** Saves a page's answers a moment after one stops typing, and when the page is left; tries again by itself. */
export function useAutosave({ bozzaId, passoId, revisione, salvataAlle }: Options) {
  const [stato, setStato] = useState<StatoSalvataggio>(
    salvataAlle ? { fase: 'salvata', alle: salvataAlle } : { fase: 'fermo' },
  )
  const live = useRef({
    valori: null as Valori | null,
    revisione,
    tries: 0,
    stopped: false,
    timer: 0,
    running: null as Promise<void> | null,
  })

  const schedule = (ms: number) => {
    window.clearTimeout(live.current.timer)
    live.current.timer = window.setTimeout(() => void save(), ms)
  }

  async function send(valori: Valori): Promise<void> {
    const now = live.current
    const body = JSON.stringify({ passo: passoId, valori, revisione: now.revisione })
    const fail = () => {
      now.valori ??= valori
      setStato({ fase: 'errore' })
      schedule(RETRY_MS[Math.min(now.tries, RETRY_MS.length - 1)] ?? 60_000)
      now.tries += 1
    }
    let response: Response
    try {
      response = await fetch(paths.api.bozza(bozzaId), {
        method: 'PATCH',
        body,
        keepalive: body.length < KEEPALIVE_BYTES,
        headers: { 'content-type': 'application/json' },
      })
    } catch {
      fail() // no connection
      return
    }
    if (response.status >= 500 || response.status === 429) {
      fail()
      return
    }
    const answer = (await response.json().catch(() => null)) as (Partial<Saved> & { messaggio?: string }) | null
    if (response.ok && answer?.revisione !== undefined) {
      now.revisione = answer.revisione
      now.tries = 0
      keepCopia(bozzaId, passoId, {
        valori: now.valori ?? valori,
        revisione: now.revisione,
        daSalvare: now.valori !== null,
      })
      if (!now.valori) setStato({ fase: 'salvata', alle: answer.alle ?? '' })
      return
    }
    now.stopped = true
    if (response.status === 401) setStato({ fase: 'sessione' })
    else if (response.status === 409 && answer?.revisione !== undefined) {
      setStato({ fase: 'conflitto', messaggio: answer.messaggio ?? '', revisione: answer.revisione })
    } else setStato({ fase: 'chiusa', messaggio: answer?.messaggio ?? 'Non riusciamo a salvare queste risposte' })
  }

  async function save(): Promise<void> {
    const now = live.current
    window.clearTimeout(now.timer)
    if (now.running) await now.running
    const { valori } = now
    if (!valori || now.stopped) return
    now.valori = null
    now.running = send(valori).finally(() => {
      now.running = null
    })
    await now.running
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the page's own draft and step never change while it is shown
  useEffect(() => {
    const leave = () => void save()
    const hide = () => {
      if (document.visibilityState === 'hidden') void save()
    }
    const back = () => {
      if (live.current.valori) void save()
    }
    window.addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('online', back)
    return () => {
      leave()
      window.removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('online', back)
    }
  }, [])

  return {
    stato,
    /** Tells what the controls hold now. */
    changed(valori: Valori): void {
      live.current.valori = valori
      keepCopia(bozzaId, passoId, { valori, revisione: live.current.revisione, daSalvare: true })
      if (live.current.stopped) return
      setStato((before) => (before.fase === 'errore' ? before : { fase: 'attesa' }))
      schedule(PAUSE_MS)
    },
    /** The page goes on from a copy this tab kept: what was changed elsewhere since then is a conflict. */
    adopt(copia: Copia): void {
      live.current.revisione = copia.revisione
    },
    retry: () => void save(),
    /** Before the form is sent: waits for the save under way and leaves the rest to it. @returns the revision to send */
    async settle(): Promise<number> {
      window.clearTimeout(live.current.timer)
      if (live.current.running) await live.current.running
      return live.current.revisione
    },
    /** The form was accepted, or its page is left for good: nothing of this page is pending. */
    forget(): void {
      window.clearTimeout(live.current.timer)
      live.current.valori = null
      keepCopia(bozzaId, passoId, null)
    },
    /** Out of two versions of a page's answers, keeps this tab's. */
    overwrite(valori: Valori, from: number): void {
      live.current.stopped = false
      live.current.revisione = from
      live.current.valori = valori
      void save()
    },
    /** The server refused the form itself because the page was changed elsewhere. */
    superseded(messaggio: string, from: number): void {
      live.current.stopped = true
      setStato({ fase: 'conflitto', messaggio, revisione: from })
    },
  }
}
