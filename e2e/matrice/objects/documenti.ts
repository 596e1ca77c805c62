/** Documents, uploaded or issued, and files about to arrive. */
import { randomUUID } from 'node:crypto'
import { issueRicevuta } from '@/lib/atti/commands'
import { startUpload } from '@/lib/documenti/commands-caricamento'
import { removeDocumento } from '@/lib/documenti/commands-rimozione'
import { sendCollegamento } from '@/lib/imprese/commands-collegamento'
import { done } from '@/lib/mondo/pratiche'
import type { People } from '../people'
import type { Imprese } from './imprese'
import type { Istanze } from './istanze'
import type { Pratiche } from './pratiche'
import { type Named, PDF, signedUrl } from './shared'
import { upload } from './upload'

type Altri = Pick<Istanze, 'begin'> & Pick<Pratiche, 'pratica'> & Pick<Imprese, 'collegamento'>

export function makeDocumenti({ di }: People, { begin, pratica, collegamento }: Altri) {
  async function documento(stato: string): Promise<Named> {
    if (stato === 'ricevuta') {
      const { id: praticaId = '' } = await pratica('in_istruttoria', 'impresa')
      return { id: (await issueRicevuta(di.richiedente, praticaId)) ?? '' }
    }
    if (stato === 'di_collegamento') {
      const { id = '' } = await collegamento('da_inviare')
      const documentoId = await upload(di.richiedente, { soggetto: 'collegamento', soggettoId: id, tipo: 'prova' })
      done(await sendCollegamento(di.richiedente, id))
      return { id: documentoId }
    }
    const { bozzaId } = await begin('impresa', false)
    const id = await upload(di.richiedente, { bozzaId, allegato: 'schema-grafico' })
    if (stato === 'eliminato') done(await removeDocumento(di.richiedente, id))
    return { id }
  }

  /** A file about to arrive, and the signed address to which the browser sends it. */
  async function caricamento(): Promise<Named> {
    const { bozzaId } = await begin('impresa', false)
    const { id } = done(
      await startUpload(
        di.richiedente,
        { bozzaId, allegato: 'schema-grafico' },
        { nome: 'prova.pdf', byte: PDF.length, modificatoAt: null },
      ),
    )
    return { id, firmato: signedUrl(id), firmatoAltrui: signedUrl(randomUUID()) }
  }
  return { documento, caricamento }
}
export type Documenti = ReturnType<typeof makeDocumenti>
