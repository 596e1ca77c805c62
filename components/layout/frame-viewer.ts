import type { Viewer } from '@/lib/auth/viewer'
import type { FrameViewer } from './frame'

const ROLES = ['istruttore', 'dirigente'] as const

/** What the frame says of whoever is signed in. */
export function frameViewer(viewer: Viewer): FrameViewer {
  const has = (ruolo: string) => viewer.ruoli.some((one) => one.ruolo === ruolo)
  return {
    nome: `${viewer.nome} ${viewer.cognome}`,
    iniziali: `${viewer.nome[0] ?? ''}${viewer.cognome[0] ?? ''}`,
    ruolo: ROLES.some(has)
      ? 'funzionario'
      : has('polizia')
        ? 'polizia'
        : has('tecnico_comunale')
          ? 'tecnico_comunale'
          : 'cittadino',
    amministra: has('amministratore_sistema') || has('dirigente'),
    operaPer: viewer.agiscePer?.denominazione ?? viewer.mandato?.per.denominazione ?? null,
    conMandato: viewer.mandato
      ? { id: viewer.mandato.id, agenzia: viewer.mandato.agenzia?.denominazione ?? null }
      : null,
  }
}
