import { expect, test } from 'vitest'
import { nomeDispositivo } from './rules-dispositivo'

test('a device is told in words', () => {
  const said: [string | null, string][] = [
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox su Windows'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36 Edg/150.0',
      'Edge su Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Mobile Safari/537.36',
      'Chrome su Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
      'Safari su iPhone',
    ],
    ['curl/8.0', 'Dispositivo non riconosciuto'],
    ['<script>', 'Dispositivo non riconosciuto'],
    [null, 'Dispositivo non riconosciuto'],
  ]
  for (const [userAgent, words] of said) expect(nomeDispositivo(userAgent), userAgent ?? 'none').toBe(words)
})
