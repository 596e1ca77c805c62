import 'server-only'
import type { Viewer } from '@/lib/auth/viewer'
import { type Firma, improntaDaFirmare, listFirme } from '@/lib/bozze/firme'
import type { Bozza } from '@/lib/bozze/queries'
import { whyNotSigned } from '@/lib/bozze/rules'
import { dbAs } from '@/lib/db/client'
import type { Definizione } from '@/lib/procedimenti/forms'
import { contentOf } from './filing'

/** Who signs a draft, and the fingerprint of what there is to sign; null while it is not complete. */
export async function readFirme(
  viewer: Viewer,
  bozza: Bozza,
  def: Definizione,
): Promise<{ firme: Firma[]; impronta: string | null }> {
  const [firme, content] = await Promise.all([listFirme(dbAs(viewer), bozza.id), contentOf(viewer, bozza, def)])
  return {
    firme,
    impronta: content.ok ? improntaDaFirmare(bozza, content.value.dati, content.value.files) : null,
  }
}

/** What signatures a complete draft still waits for. @returns null when none, or while it is not complete */
export async function whyUnsigned(viewer: Viewer, bozza: Bozza, def: Definizione): Promise<string | null> {
  const { firme, impronta } = await readFirme(viewer, bozza, def)
  return impronta === null ? null : whyNotSigned(firme, impronta, def.firmatari?.minimo ?? 0)
}
