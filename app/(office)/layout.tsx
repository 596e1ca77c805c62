import type { ReactNode } from 'react'
import { Frame } from '@/components/layout/frame'
import { frameViewer } from '@/components/layout/frame-viewer'
import { requireFunzionario } from '@/lib/auth/viewer'

export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const officer = await requireFunzionario()
  return (
    <Frame viewer={frameViewer(officer)} section="ufficio" dense>
      {children}
    </Frame>
  )
}
