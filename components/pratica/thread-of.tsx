import { formatDayShort, formatInstant, formatTime, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import type { Evento } from '@/lib/pratiche/queries'
import { wordsOfEvento } from './eventi-words'
import type { ThreadEntry } from './thread'

type FileEvento = { id: string; nome: string }

/** Events as entries of the thread, newest first, with the files they brought. */
export function threadOf(eventi: readonly Evento[], per: 'richiedente' | 'ufficio'): ThreadEntry[] {
  return eventi.map((evento) => {
    const words = wordsOfEvento(evento.tipo, evento.dati, per)
    const files = (evento.dati.documenti as FileEvento[] | undefined) ?? []
    const richieste = (evento.dati.richieste as string[] | undefined) ?? []
    const halt = evento.tipo === 'integrazione_chiesta' || evento.tipo === 'preavviso_inviato'
    return {
      id: String(evento.seq),
      quando:
        per === 'richiedente'
          ? `${formatDayShort(romeDay(evento.at))}, ${formatTime(evento.at)}`
          : formatInstant(evento.at),
      quandoIso: evento.at.toISOString(),
      titolo: words.titolo,
      kind: halt ? 'halt' : 'done',
      testo: (
        <>
          {words.testo}
          {richieste.length > 0 && (
            <ul>
              {richieste.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          )}
          {evento.testo && <p className="pre-line">{evento.testo}</p>}
          {(per === 'ufficio' || evento.agiscePer) && (
            <p className="muted">
              {evento.attoreNome}
              {evento.agiscePer ? ` per ${evento.agiscePer}` : ''}
            </p>
          )}
          {files.length > 0 && evento.tipo !== 'presentata' && (
            <p>
              {files.map((file, i) => (
                <span key={file.id}>
                  {i > 0 && ', '}
                  <a href={paths.api.documento(file.id)}>{file.nome}</a>
                </span>
              ))}
            </p>
          )}
        </>
      ),
    }
  })
}
