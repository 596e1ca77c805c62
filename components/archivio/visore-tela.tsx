'use client'
import type { Viewer as Osd } from 'openseadragon'
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { misuraDi } from '@/lib/archivio/iiif/rules-misure'
import type { ParolaPagina } from '@/lib/archivio/rules-digitale'
import { paths } from '@/lib/core/paths'

/** The library writes a style sheet into the page unless one is there, and inline styles are refused (S32): this is none. */
function forestallStyle(): void {
  if (document.querySelector('style[data-openseadragon-mobile-css]')) return
  const nothing = document.createElementNS('urn:x-nothing', 'style')
  nothing.setAttribute('data-openseadragon-mobile-css', 'true')
  document.head.append(nothing)
}

export type Comandi = {
  zoom(by: number): void
  pan(x: number, y: number): void
  intera(): void
  ruota(gradi: number): void
}

/** How far the reader has turned each page, in degrees clockwise, by its id: turned back to, it stands as they left it. */
export type Giri = Map<string, number>

type Props = {
  ref?: Ref<Comandi>
  giri: Giri
  pagina: { id: string; larghezza: number; altezza: number; livelli: number }
  nome: string
  segni: readonly ParolaPagina[]
  /** which of the marks is looked at */
  corrente: number | null
}

const TESSERA = 512
const PRIMA = 1200
/** How much of the page is around a word that is gone to, in widths of the page. */
const INTORNO = 0.45

const Segni = ({ segni, corrente }: Pick<Props, 'segni' | 'corrente'>) =>
  segni.map(([, x, y, w, h], i) => (
    <rect
      key={`${x},${y}`}
      x={x - 4}
      y={y - 4}
      width={w + 8}
      height={h + 8}
      className={i === corrente ? 'segno segno-corrente' : 'segno'}
    />
  ))

/**
 * A page image with the words that are looked for lit. A plain picture until the deep zoom is there; without scripts, it
 * stays.
 */
export function Tela({ ref, giri, pagina, nome, segni, corrente }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const osd = useRef<Osd | null>(null)
  const [pronta, setPronta] = useState(false)
  const [strato, setStrato] = useState<SVGSVGElement | null>(null)
  const { id, larghezza, altezza, livelli } = pagina
  const mark = corrente === null ? undefined : segni[corrente]
  const here = useRef(mark)
  here.current = mark

  useEffect(() => {
    let gone = false
    setPronta(false)
    import('openseadragon').then(({ default: OpenSeadragon }) => {
      if (gone || !box.current) return
      forestallStyle()
      const viewer = OpenSeadragon({
        element: box.current,
        tileSources: {
          '@context': 'http://iiif.io/api/image/3/context.json',
          id: new URL(paths.api.immagine(id), window.location.href).href,
          type: 'ImageService3',
          protocol: 'http://iiif.io/api/image',
          profile: 'level2',
          width: larghezza,
          height: altezza,
          tiles: [{ width: TESSERA, height: TESSERA, scaleFactors: Array.from({ length: livelli }, (_, i) => 2 ** i) }],
        } as unknown as string,
        drawer: 'canvas',
        showNavigationControl: false,
        showNavigator: larghezza * altezza > 20_000_000,
        gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
        gestureSettingsTouch: { pinchRotate: false },
        maxZoomPixelRatio: 4,
        visibilityRatio: 0.5,
        animationTime: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 0.6,
        immediateRender: true,
        imageLoaderLimit: 8,
        crossOriginPolicy: false,
      })
      viewer.addHandler('canvas-key', (event) => {
        event.preventDefaultAction = true // the keys are of the whole viewer: visore.tsx
      })
      osd.current = viewer
      viewer.canvas.setAttribute('aria-label', `${nome}, immagine che si ingrandisce`)
      viewer.canvas.setAttribute('role', 'img')
      viewer.addHandler('open', () => {
        const layer = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
        layer.setAttribute('viewBox', `0 0 ${larghezza} ${altezza}`)
        layer.setAttribute('aria-hidden', 'true')
        viewer.addOverlay({
          element: layer as unknown as HTMLElement,
          location: new OpenSeadragon.Rect(0, 0, 1, altezza / larghezza),
        })
        setStrato(layer)
        viewer.viewport.setRotation(giri.get(id) ?? 0, true)
        goTo(viewer, here.current, larghezza, true)
      })
      viewer.addHandler('tile-drawn', () => {
        if (viewer.world.getItemAt(0)?.getFullyLoaded()) {
          setPronta(true)
          performance.mark(`visore-intera-${id}`)
        }
      })
    })
    return () => {
      gone = true
      setStrato(null)
      osd.current?.destroy()
      osd.current = null
    }
  }, [giri, id, larghezza, altezza, livelli, nome])

  useEffect(() => {
    if (osd.current && mark) goTo(osd.current, mark, larghezza, false)
  }, [mark, larghezza])

  useImperativeHandle(ref, () => ({
    zoom: (by) => osd.current?.viewport.zoomBy(by).applyConstraints(),
    pan: (x, y) => {
      const viewer = osd.current
      if (!viewer) return
      const bounds = viewer.viewport.getBounds()
      const { x: cx, y: cy } = viewer.viewport.getCenter()
      viewer.viewport.panTo(
        Object.assign(viewer.viewport.getCenter(), { x: cx + x * bounds.width, y: cy + y * bounds.height }),
      )
      viewer.viewport.applyConstraints()
    },
    intera: () => osd.current?.viewport.goHome(),
    ruota: (gradi) => {
      if (!osd.current) return
      const giro = (osd.current.viewport.getRotation() + gradi + 360) % 360
      giri.set(id, giro)
      osd.current.viewport.setRotation(giro)
    },
  }))

  const giro = giri.get(id) ?? 0
  const src = `${paths.api.immagine(id)}/full/${misuraDi({ w: larghezza, h: altezza }, PRIMA)}/0/default.jpg`
  return (
    <div className={pronta ? 'tela tela-pronta' : 'tela'}>
      <figure>
        <svg
          viewBox={giro % 180 === 0 ? `0 0 ${larghezza} ${altezza}` : `0 0 ${altezza} ${larghezza}`}
          role="img"
          aria-label={`${nome}. Il testo è nella trascrizione.`}
        >
          <g transform={giraOf(giro, pagina)}>
            <image href={src} width={larghezza} height={altezza} />
            <Segni segni={segni} corrente={corrente} />
          </g>
        </svg>
      </figure>
      <div ref={box} className="tela-profonda" />
      {strato && createPortal(<Segni segni={segni} corrente={corrente} />, strato)}
    </div>
  )
}

/** The plain picture turned as the deep zoom will stand. */
function giraOf(giro: number, { larghezza, altezza }: Props['pagina']): string | undefined {
  if (giro === 90) return `translate(${altezza} 0) rotate(90)`
  if (giro === 180) return `translate(${larghezza} ${altezza}) rotate(180)`
  return giro === 270 ? `translate(0 ${larghezza}) rotate(270)` : undefined
}

/** To the word that is looked at, with some of the page around it; without one, the whole page. */
function goTo(viewer: Osd, mark: ParolaPagina | undefined, larghezza: number, now: boolean) {
  if (!mark) return viewer.viewport.goHome(now)
  const [, x, y, w, h] = mark.map(Number) as unknown as [string, number, number, number, number]
  const side = Math.max(INTORNO, (w / larghezza) * 2)
  const ratio = viewer.viewport.getAspectRatio() || 1
  const home = viewer.viewport.getHomeBounds()
  const bounds = Object.assign(home, {
    x: (x + w / 2) / larghezza - side / 2,
    y: (y + h / 2) / larghezza - side / ratio / 2,
    width: side,
    height: side / ratio,
  })
  viewer.viewport.fitBounds(bounds, now)
}
