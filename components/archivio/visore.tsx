'use client'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react'
import './visore.css'
import type { Comandi, Giri } from './visore-tela'
import { Tela } from './visore-tela'

export type Vie = {
  precedente: string | null
  successiva: string | null
  prima: string
  ultima: string
  parolaPrima: string | null
  parolaDopo: string | null
}

type Immagine = Parameters<typeof Tela>[0]
export type Tavola = Omit<Immagine, 'ref' | 'giri'> | { nome: string; vuota: ReactNode }

type Props = {
  vie: Vie
  tavola: Tavola
  seconda: Tavola | null
  /** what stands above the image: pages, words, comparison; it works by itself without scripts */
  barra: ReactNode
  /** beside and below it */
  children: ReactNode
}

type Comando =
  | 'ingrandisci'
  | 'rimpicciolisci'
  | 'intera'
  | 'precedente'
  | 'successiva'
  | 'prima'
  | 'ultima'
  | 'su'
  | 'giu'
  | 'sinistra'
  | 'destra'
  | 'parolaDopo'
  | 'parolaPrima'
  | 'ruota'
  | 'ruotaIndietro'
  | 'schermo'
  | 'aiuto'
/** Only while the focus is within the papers. */
const TASTI: Record<string, Comando> = {
  '+': 'ingrandisci',
  '=': 'ingrandisci',
  '-': 'rimpicciolisci',
  '0': 'intera',
  ArrowLeft: 'precedente',
  ArrowRight: 'successiva',
  ArrowUp: 'su',
  ArrowDown: 'giu',
  Home: 'prima',
  End: 'ultima',
  n: 'parolaDopo',
  p: 'parolaPrima',
  r: 'ruota',
  R: 'ruotaIndietro',
  f: 'schermo',
  '?': 'aiuto',
}
const TASTI_MAIUSC: Record<string, Comando> = { ArrowLeft: 'sinistra', ArrowRight: 'destra' }

const PASSO = 0.2
const ZOOM = 1.5

/** Inside a field, keys write. */
const isWriting = (target: EventTarget) =>
  target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null

/** The papers, page by page. Links turn pages without leaving: what is full screen stays so. */
export function Visore({ vie, tavola, seconda, barra, children }: Props) {
  const router = useRouter()
  const frame = useRef<HTMLElement>(null)
  const help = useRef<HTMLDetailsElement>(null)
  const tela = useRef<Comandi>(null)
  const altra = useRef<Comandi>(null)
  const giri = useRef<Giri>(new Map())
  const [status, setStatus] = useState('')
  const both = (act: (comandi: Comandi) => void) => {
    for (const one of [tela.current, altra.current]) if (one) act(one)
  }
  const go = (href: string | null) => {
    if (href) router.push(href, { scroll: false })
  }
  const turn = (gradi: number) => {
    both((one) => one.ruota(gradi))
    setStatus(gradi > 0 ? 'Ruotata a destra' : 'Ruotata a sinistra')
  }
  const full = () =>
    document.fullscreenElement
      ? document.exitFullscreen()
      : frame.current?.requestFullscreen?.().catch(() => setStatus('Il browser non permette lo schermo intero'))
  const openHelp = () => {
    if (!help.current) return
    help.current.open = !help.current.open
    help.current.querySelector('summary')?.focus()
  }

  const acts: Record<Comando, () => void> = {
    ingrandisci: () => both((one) => one.zoom(ZOOM)),
    rimpicciolisci: () => both((one) => one.zoom(1 / ZOOM)),
    intera: () => both((one) => one.intera()),
    precedente: () => go(vie.precedente),
    successiva: () => go(vie.successiva),
    prima: () => go(vie.prima),
    ultima: () => go(vie.ultima),
    su: () => both((one) => one.pan(0, -PASSO)),
    giu: () => both((one) => one.pan(0, PASSO)),
    sinistra: () => both((one) => one.pan(-PASSO, 0)),
    destra: () => both((one) => one.pan(PASSO, 0)),
    parolaDopo: () => go(vie.parolaDopo),
    parolaPrima: () => go(vie.parolaPrima),
    ruota: () => turn(90),
    ruotaIndietro: () => turn(-90),
    schermo: full,
    aiuto: openHelp,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
    const act = (event.shiftKey && TASTI_MAIUSC[event.key]) || TASTI[event.key]
    if (!act) return
    event.preventDefault()
    acts[act]()
  }
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-gira]') : null
    if (!link) return
    event.preventDefault()
    router.push(link.href, { scroll: false })
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the clicks are those of the links inside, which have their own keys
    <section
      ref={frame}
      className={seconda ? 'visore visore-a-due' : 'visore'}
      aria-label="Carte"
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div className="visore-barra">
        {barra}
        <div className="visore-gruppo solo-script">
          <button type="button" className="visore-tasto" aria-label="Ingrandisci" onClick={acts.ingrandisci}>
            +
          </button>
          <button type="button" className="visore-tasto" aria-label="Rimpicciolisci" onClick={acts.rimpicciolisci}>
            −
          </button>
          <button type="button" className="visore-tasto" onClick={acts.intera}>
            Intera
          </button>
          <button type="button" className="visore-tasto" onClick={() => turn(90)}>
            Ruota
          </button>
          <button type="button" className="visore-tasto" onClick={full}>
            Schermo intero
          </button>
        </div>
      </div>
      <Posto tavola={tavola} comandi={tela} giri={giri.current} />
      {seconda && <Posto tavola={seconda} comandi={altra} giri={giri.current} />}
      {children}
      <details ref={help} className="visore-aiuto solo-script">
        <summary>Tasti (?)</summary>
        <ul>
          <li>
            <kbd>←</kbd> <kbd>→</kbd> pagina precedente e successiva; <kbd>Inizio</kbd> <kbd>Fine</kbd> prima e ultima
          </li>
          <li>
            <kbd>+</kbd> <kbd>−</kbd> ingrandisci e rimpicciolisci; <kbd>0</kbd> pagina intera
          </li>
          <li>
            <kbd>↑</kbd> <kbd>↓</kbd> sposta; con <kbd>Maiusc</kbd> anche <kbd>←</kbd> <kbd>→</kbd>
          </li>
          <li>
            <kbd>n</kbd> <kbd>p</kbd> parola trovata successiva e precedente
          </li>
          <li>
            <kbd>r</kbd> ruota a destra; <kbd>Maiusc</kbd> <kbd>r</kbd> a sinistra; <kbd>f</kbd> schermo intero
          </li>
        </ul>
      </details>
      <p role="status" className="sr-only">
        {status}
      </p>
    </section>
  )
}

function Posto({ tavola, comandi, giri }: { tavola: Tavola; comandi: React.Ref<Comandi>; giri: Giri }) {
  return 'vuota' in tavola ? (
    <div className="tela tela-vuota">{tavola.vuota}</div>
  ) : (
    <Tela ref={comandi} giri={giri} {...tavola} />
  )
}
