import type { ReactNode } from 'react'
import { Frame } from '@/components/layout/frame'
import { frameViewer } from '@/components/layout/frame-viewer'
import { requireGestore } from '@/lib/auth/viewer'

export default async function AmministrazioneLayout({ children }: { children: ReactNode }) {
  const viewer = await requireGestore()
  return (
    <Frame viewer={frameViewer(viewer)} section="amministrazione" dense>
      {children}
    </Frame>
  )
}
