import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Albero } from './albero'
import { VaiA } from './vai-a'

const NODO = { segnatura: 'SIS/1', livello: 'serie' as const, data: '1990', posizione: 0 }
const FONDO = { ...NODO, id: 'fondo', titolo: 'Fondo', livello: 'fondo' as const }
const FIGLI = ['uno', 'due'].map((id) => ({ ...NODO, id, titolo: id }))
const href = (id: string) => `/di/${id}`

test('a page of children stands under what it is in, between the ways back and on', () => {
  const html = renderToStaticMarkup(
    <Albero
      antenati={[FONDO]}
      qui={{ id: 'serie', titolo: 'Serie' }}
      figli={FIGLI}
      href={href}
      primi="/di/serie?prima=50"
      altri="/di/serie?dopo=99"
    />,
  )
  const order = ['/di/fondo', 'aria-current="page"', '?prima=50', '/di/uno', '/di/due', '?dopo=99'].map((one) =>
    html.indexOf(one),
  )
  expect(order).not.toContain(-1)
  expect(order).toEqual([...order].sort((a, b) => a - b))
  expect(renderToStaticMarkup(<Albero antenati={[]} qui={null} figli={FIGLI} href={href} />)).not.toContain('?')
})

test('one asks for a signature only where not all is in sight; what is not there is said and can be corrected', () => {
  const ask = (prima: boolean, dopo: boolean, nonTrovata: string | null) =>
    renderToStaticMarkup(<VaiA action="/di/serie#albero" figli={{ nodi: [], prima, dopo, nonTrovata }} />)
  expect(ask(false, false, null)).toBe('')
  expect(ask(false, true, null)).toContain('action="/di/serie#albero" method="get"')
  expect(ask(false, true, null)).not.toContain('role="status"')
  expect(ask(false, false, 'b9')).toContain('value="b9"')
  expect(ask(false, false, 'b9')).toContain('Qui nessuna segnatura comincia con «b9»')
})
