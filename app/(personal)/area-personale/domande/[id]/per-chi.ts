import type { Bozza } from '@/lib/bozze/queries'

/** In whose name an istanza is written, for the line above its title. */
export function perChi(
  { organizzazione, titolare, titolareId, personaId, scrittaDa, mandatoId }: Bozza,
  viewerId: string,
): string {
  const per =
    organizzazione ??
    (titolareId === viewerId ? null : titolare) ??
    (personaId === viewerId || titolareId ? null : scrittaDa)
  if (!per) return mandatoId ? `A tuo nome, preparata da ${scrittaDa}` : 'A tuo nome'
  return mandatoId ? `Per ${per}, con un mandato` : `Per ${per}`
}
