import { NextRequest } from 'next/server'
import { expect, test } from 'vitest'
import { config, proxy } from './proxy'

const nonceOf = (policy: string | null) => /'nonce-([^']+)'/.exec(policy ?? '')?.[1]
const forwarded = (response: Response, name: string) => response.headers.get(`x-middleware-request-${name}`)

test('S32: each page gets a policy with a nonce of its own, and the page knows it', () => {
  const [one, two] = [1, 2].map(() => proxy(new NextRequest('http://localhost:3000/servizi?q=a')))
  const policy = one?.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/unsafe-(?:inline|eval)/)
  expect(nonceOf(policy)).not.toBe(nonceOf(two?.headers.get('content-security-policy') ?? null))
  expect(one && forwarded(one, 'x-nonce')).toBe(nonceOf(policy))
  expect(one && forwarded(one, 'x-percorso')).toBe('/servizi?q=a')
})

test('S04: headers that only the framework and this file may set are dropped from outside', () => {
  const forged = {
    'x-percorso': '//altro.example.org',
    'x-nonce': 'abc',
    'content-security-policy': "script-src 'nonce-abc'",
    'x-middleware-subrequest': 'proxy',
    'x-nextjs-data': '1',
    'x-matched-path': '/ufficio',
    'next-resume': '1',
    'user-agent': 'prova',
  }
  const response = proxy(new NextRequest('http://localhost:3000/accedi', { headers: forged }))
  expect(forwarded(response, 'x-percorso')).toBe('/accedi')
  expect(forwarded(response, 'content-security-policy')).not.toContain('nonce-abc')
  expect(response.headers.get('x-middleware-override-headers')?.split(',').sort()).toEqual([
    'content-security-policy',
    'user-agent',
    'x-nonce',
    'x-percorso',
  ])
})

test('uploads, downloads and files of the build do not pass here', () => {
  const [pattern = ''] = config.matcher
  const matches = (path: string) => new RegExp(`^${pattern}$`).test(path)
  for (const path of ['/', '/servizi', '/ufficio/pratiche/1', '/esci/conferma']) expect(matches(path)).toBe(true)
  for (const path of ['/api/ingest/1', '/api/uploadthing', '/api/documenti/1', '/_next/static/a.js', '/icon.svg'])
    expect(matches(path)).toBe(false)
})
