import { expect, test } from 'vitest'
import { paths } from '@/lib/core/paths'
import config from '@/next.config'
import robots from './robots'

const ID = '00000000-0000-4000-8000-000000000000'

/** Headers of an address, as `:path+` and `:path*` of the configuration match it. */
async function headersOf(address: string): Promise<Record<string, string>> {
  const all = (await config.headers?.()) ?? []
  const matching = all.filter(({ source }) =>
    new RegExp(`^${source.replace('/:path+', '/.+').replace('/:path*', '(/.*)?')}$`).test(address),
  )
  return Object.fromEntries(matching.flatMap((one) => one.headers.map(({ key, value }) => [key, value])))
}

test('descriptions, papers, their images, manifests and citations are listed by no search engine', async () => {
  const hidden = [
    paths.archivio.unita(ID),
    paths.archivio.carte(ID),
    paths.archivio.permanente('0000', null),
    paths.api.manifesto(ID),
    paths.api.cercaNelleCarte(ID),
    `${paths.api.immagine(ID)}/full/max/0/default.jpg`,
    paths.api.citazione(ID, 'ris'),
    paths.api.ead(ID),
  ]
  for (const address of hidden)
    expect([address, (await headersOf(address.split('?')[0] ?? ''))['X-Robots-Tag']]).toEqual([
      address,
      'noindex, nofollow',
    ])
  for (const address of ['/', paths.archivio.home]) expect(await headersOf(address)).not.toHaveProperty('X-Robots-Tag')
})

test('what says by itself that it is not to be listed may be asked for; searches and images may not', () => {
  const { rules } = robots()
  const { disallow } = rules as { disallow: string[] }
  const asked = (address: string) => !disallow.some((start) => address.startsWith(start))
  expect([asked(paths.archivio.unita(ID)), asked(paths.archivio.home)]).toEqual([true, true])
  for (const address of [`${paths.archivio.home}?q=muro`, paths.archivio.dove, paths.api.immagine(ID)])
    expect([address, asked(address)]).toEqual([address, false])
})
