import { describe, expect, test } from 'vitest'
import { isSameOrigin } from './rules-origine'
import { ownPath } from './rules-ritorno'

describe('the page to come back to is one of ours', () => {
  test.each([
    ['/servizi', '/servizi'],
    ['/area-personale/pratiche?stato=sospesa#righe', '/area-personale/pratiche?stato=sospesa#righe'],
    ['/servizi/../verifica', '/verifica'],
    ['/servizi?u=https://altro.example.org', '/servizi?u=https://altro.example.org'],
  ])('%s', (given, path) => expect(ownPath(given)).toBe(path))

  test.each([
    'https://altro.example.org',
    '//altro.example.org',
    '/\\altro.example.org',
    '/\t/altro.example.org',
    '/\n/altro.example.org',
    '/..//altro.example.org',
    'javascript:alert(1)',
    'servizi',
    '/accedi?ritorno=/accedi',
    '/esci',
    '/esci/conferma',
    '/api/documenti/1',
    '/accesso-non-riuscito',
    `/${'a'.repeat(1000)}`,
    '',
    null,
    undefined,
  ])('never %j', (given) => expect(ownPath(given)).toBeNull())
})

describe('S30: a request that changes something comes from our own page', () => {
  const ours = 'https://sportello.example.org'
  const told = (more: object) => ({ origin: null, secFetchSite: null, host: 'sportello.example.org', ...more })
  test.each([
    [{ origin: ours, secFetchSite: 'same-origin' }],
    [{ origin: ours }],
    [{ secFetchSite: 'same-origin' }],
    [{ origin: 'null', secFetchSite: 'same-origin' }],
    [{ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
  ])('%j passes', (more) => expect(isSameOrigin(told(more), ours)).toBe(true))
  test.each([
    [{}],
    [{ origin: 'null' }],
    [{ origin: 'null', secFetchSite: 'cross-site' }],
    [{ secFetchSite: 'same-site' }],
    [{ secFetchSite: 'none' }],
    [{ origin: 'https://altro.example.org' }],
    [{ origin: 'https://altro.example.org', secFetchSite: 'same-origin' }],
    [{ origin: ours, secFetchSite: 'cross-site' }],
    [{ origin: 'https://sportello.example.org.altro.example' }],
    [{ origin: 'non un indirizzo' }],
  ])('%j does not', (more) => expect(isSameOrigin(told(more), ours)).toBe(false))
})
