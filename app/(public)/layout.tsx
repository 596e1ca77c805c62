import type { ReactNode } from 'react'
import { Frame } from '@/components/layout/frame'
import { frameViewer } from '@/components/layout/frame-viewer'
import { findViewer } from '@/lib/auth/viewer'

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const viewer = await findViewer()
  return <Frame viewer={viewer ? frameViewer(viewer) : null}>{children}</Frame>
}
