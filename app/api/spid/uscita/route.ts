import type { NextRequest } from 'next/server'
import { backToSignOut, signOut } from '@/lib/auth/sign-out'
import { onwardPage } from '@/lib/spid/onward-page'
import { findUscita, openUscita } from '@/lib/spid/uscita'

/** Signs out here, then leads to the provider: whatever it does, or does not answer, here one is out already. */
export const POST = (request: NextRequest) =>
  signOut(request, async ({ sessioneHash }) => {
    const uscita = await findUscita(sessioneHash)
    if (!uscita) return null
    return async () =>
      onwardPage(await openUscita(uscita), {
        titolo: 'Sei uscito dal portale',
        testo: `La sessione su questo sito è chiusa. Continua per chiudere anche quella di ${uscita.idp.nome}: se non risponde, chiudi il browser.`,
        etichetta: `Esci anche da ${uscita.idp.nome}`,
      })
  })

export const GET = backToSignOut
