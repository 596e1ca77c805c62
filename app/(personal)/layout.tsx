import type { ReactNode } from 'react'
import { Frame } from '@/components/layout/frame'
import { frameViewer } from '@/components/layout/frame-viewer'
import { requireViewer } from '@/lib/auth/viewer'

export default async function PersonalLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer()
  return (
    <Frame viewer={frameViewer(viewer)} section="personale">
      {children}
    </Frame>
  )
}
