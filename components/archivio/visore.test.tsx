import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { PaginaAperta } from '@/lib/archivio/visore/queries-visore'
import { Tela } from './visore-tela'
import { Trascrizione } from './visore-trascrizione'

const PAGINA = { id: 'p', larghezza: 600, altezza: 800, livelli: 3 }

test.each([
  [0, 'viewBox="0 0 600 800"', null],
  [90, 'viewBox="0 0 800 600"', 'translate(800 0) rotate(90)'],
  [180, 'viewBox="0 0 600 800"', 'translate(600 800) rotate(180)'],
  [270, 'viewBox="0 0 800 600"', 'translate(0 600) rotate(270)'],
])('a page that was turned by %i is drawn so when it is turned back to', (giro, box, transform) => {
  const giri = new Map([[PAGINA.id, giro]])
  const drawn = renderToStaticMarkup(<Tela giri={giri} pagina={PAGINA} nome="Pagina 1" segni={[]} corrente={null} />)
  expect(drawn).toContain(box)
  expect(/transform="([^"]+)"/.exec(drawn)?.[1] ?? null).toBe(transform)
})

test('of two pages that are compared each has its transcription, under its image', () => {
  const aperta = (numero: number, more: Partial<PaginaAperta> = {}): PaginaAperta => ({
    ...PAGINA,
    numero,
    etichetta: null,
    bianca: false,
    riservata: false,
    consultabileDal: null,
    senza: null,
    coperta: false,
    testo: `Testo ${numero}`,
    parole: [],
    trovate: [],
    ...more,
  })
  const drawn = renderToStaticMarkup(
    <>
      <Trascrizione aperta={aperta(3)} corrente={null} posto="prima" />
      <Trascrizione aperta={aperta(3)} corrente={null} posto="seconda" />
    </>,
  )
  const ids = [...drawn.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(ids).toEqual(['trascrizione-prima', 'trascrizione-seconda'])
  expect(drawn).toContain('Trascrizione di pagina 3')
  // one that is closed keeps its place in the grid
  const closed = <Trascrizione aperta={aperta(4, { senza: 'chiusa' })} corrente={null} posto="prima" />
  expect(renderToStaticMarkup(closed)).toBe('<div></div>')
})
