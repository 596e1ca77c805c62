import { expect, test } from 'vitest'
import { discoPieno, paroleDelSpazio } from './rules-spazio'

const coded = (code: string, cause?: unknown) => Object.assign(new Error('x', { cause }), { code })

test.each([
  ['the store', coded('ENOSPC'), 'deposito'],
  ['a quota of the store', coded('EDQUOT'), 'deposito'],
  ['the database, under the query that failed', new Error('Failed query', { cause: coded('53100') }), 'base'],
  [
    'the reader of files, by Node',
    new Error('Error: ENOSPC: no space left on device, write\n    at x.ts:1'),
    'provvisorio',
  ],
  [
    'the reader of files, by its library',
    new Error('Error: vips temp: write failed\nunix error: No space left on device\n    at x.ts:1'),
    'provvisorio',
  ],
  ['another fault of the disk', coded('EIO'), null],
  ['too many connections', coded('53300'), null],
  ['a file that speaks of it', new Error('Error: broken font\n\n\n\n\nENOSPC: no space left on device'), null],
  ['no error at all', 'ENOSPC', null],
])('a full disk is told from the rest: %s', (_, error, disco) => {
  expect(discoPieno(error)).toBe(disco)
})

test('it is said where', () => {
  const dove = { deposito: '/srv/file', provvisorio: '/tmp', macchina: 'uno' }
  expect(paroleDelSpazio('deposito', dove)).toContain('nel deposito dei file (/srv/file, macchina uno)')
  expect(paroleDelSpazio('provvisorio', dove)).toContain('/tmp')
  expect(paroleDelSpazio('base', dove)).not.toContain('/')
})
