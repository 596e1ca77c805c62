import type { ReactNode } from 'react'
import { Frame } from '@/components/layout/frame'
import { frameViewer } from '@/components/layout/frame-viewer'
import { requireAmministratore } from '@/lib/auth/viewer'

export default async function AmministrazioneLayout({ children }: { children: ReactNode }) {
  const viewer = await requireAmministratore()
  return (
    <Frame viewer={frameViewer(viewer)} section="ufficio" dense>
      {children}
    </Frame>
  )
}
