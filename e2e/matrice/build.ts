/** What the built portal has: its pages and routes, its server actions, and the methods that each route answers. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const read = <T>(file: string) => JSON.parse(readFileSync(path.join(root, '.next/server', file), 'utf8')) as T

const withoutGroups = (address: string) => address.replace(/\/\([^)]+\)/g, '') || '/'

/** Drawn by the framework when everything else has failed: nobody can ask for it. */
const NEVER_ASKED = '/_global-error'

/** Addresses of the pages, as the rows write them. */
export function listPages(): string[] {
  return addressesOf('/page').filter((one) => one !== NEVER_ASKED)
}
const addressesOf = (ending: string) =>
  Object.keys(read<Record<string, string>>('app-paths-manifest.json'))
    .filter((one) => one.endsWith(ending))
    .map((one) => withoutGroups(one.slice(0, -ending.length)))

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
/** An exported method, whether a function, a constant, or one that another file has. */
const EXPORTED = (method: string) =>
  new RegExp(`export (?:async )?(?:function|const) ${method}\\b|export \\{[^}]*\\b${method}\\b[^}]*\\}`)

/** Method and address of every route. A file that is served as it is has only GET. */
export function listRoutes(): string[] {
  const sources = new Map(
    (readdirSync(path.join(root, 'app'), { recursive: true }) as string[])
      .filter((file) => path.basename(file) === 'route.ts')
      .map((file) => [withoutGroups(`/${path.dirname(file)}`), readFileSync(path.join(root, 'app', file), 'utf8')]),
  )
  return addressesOf('/route').flatMap((address) => {
    const source = sources.get(address)
    const methods = source === undefined ? ['GET'] : METHODS.filter((method) => EXPORTED(method).test(source))
    return methods.map((method) => `${method} ${address}`)
  })
}

export type BuiltAction = {
  id: string
  nome: string
  file: string /** page from which it may be sent */
  pagina: string
}
type Manifest = { node: Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }> }

export function listActions(): BuiltAction[] {
  return Object.entries(read<Manifest>('server-reference-manifest.json').node).map(([id, one]) => ({
    id,
    nome: one.exportedName,
    file: one.filename,
    pagina: withoutGroups((Object.keys(one.workers)[0] ?? '').replace(/^app/, '').replace(/\/page$/, '')),
  }))
}

/** Exported functions of the modules of server actions, whether or not a page of the build uses them. */
export function listWrittenActions(): string[] {
  return ['lib', 'app', 'components'].flatMap((folder) =>
    (readdirSync(path.join(root, folder), { recursive: true }) as string[])
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readFileSync(path.join(root, folder, file), 'utf8'))
      .filter((source) => /^\s*'use server'/m.test(source))
      .flatMap((source) =>
        [...source.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)].map(([, name]) => name as string),
      ),
  )
}
