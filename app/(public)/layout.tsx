import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Frame } from '@/components/layout/frame'
import { frameViewer } from '@/components/layout/frame-viewer'
import type { Section } from '@/components/layout/header-main'
import { PATH_HEADER } from '@/lib/auth/headers'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

const sectionOf = (path: string): Section | undefined =>
  path.startsWith(paths.servizi)
    ? 'servizi'
    : path.startsWith(paths.archivio.home)
      ? 'archivio'
      : path.startsWith(paths.verificaRicerca)
        ? 'verifica'
        : undefined

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const [viewer, sent] = await Promise.all([findViewer(), headers()])
  return (
    <Frame viewer={viewer ? frameViewer(viewer) : null} section={sectionOf(sent.get(PATH_HEADER) ?? '')}>
      {children}
    </Frame>
  )
}
