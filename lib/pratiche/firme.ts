import 'server-only'
import { improntaDaFirmare, listFirme } from '@/lib/bozze/firme'
import type { Bozza } from '@/lib/bozze/queries'
import { whyNotSigned } from '@/lib/bozze/rules'
import { db } from '@/lib/db/client'
import type { Definizione } from '@/lib/procedimenti/forms'
import { contentOf } from './filing'

/** What signatures a complete draft still waits for. @returns null when none, or while it is not complete */
export async function whyUnsigned(bozza: Bozza, def: Definizione): Promise<string | null> {
  const firme = await listFirme(db, bozza.id)
  const minimo = def.firmatari?.minimo ?? 0
  if (firme.length === 0 && minimo === 0) return null
  const content = await contentOf(bozza, def)
  if (!content.ok) return null
  return whyNotSigned(firme, improntaDaFirmare(bozza, content.value.dati, content.value.files), minimo)
}
