import { Disclosure } from '@/components/ui/disclosure'
import { Tag } from '@/components/ui/tag'
import type { Citabile } from '@/lib/archivio/citazione/rules'
import { nomePagina } from '@/lib/archivio/iiif/rules-manifesto'
import { moveElementoAction, removeElementoAction } from '@/lib/archivio/raccolta/actions'
import type { Presente } from '@/lib/archivio/raccolta/queries'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { paths } from '@/lib/core/paths'
import { TestoCitazione } from '../citazione'
import { ACCESSO, nomeTipologia } from '../parole'
import { Comando } from './comando'
import { NotaForm } from './nota-form'

type Props = {
  elemento: Presente
  citabile: Citabile | undefined
  /** keys of the one before, and of the one after the next: places to go to; undefined: it is at that end */
  primaDi: string | undefined
  dopoDi: string | null | undefined
  annotabile: boolean
}

/** One unit or page of the basket: where it leads, and what its owner does with it. */
export function ElementoRaccolta({ elemento, citabile, primaDi, dopoDi, annotabile }: Props) {
  const { chiave, unita, pagina, paginaId, nota } = elemento
  const nome = pagina ? `${unita.segnatura}, ${nomePagina(pagina).toLowerCase()}` : unita.segnatura
  const { parola, tono } = ACCESSO[unita.accesso]
  return (
    <li id={`e-${chiave}`}>
      <div>
        <p className="code">{unita.segnatura}</p>
        <h3>
          <a href={paths.archivio.unita(unita.id)}>{unita.titolo}</a>
        </h3>
        <p className="muted">
          {[unita.data, unita.comuneIstat && nomeComune(unita.comuneIstat), nomeTipologia(unita.tipologia)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {pagina && (
          <p>
            <a href={paths.archivio.carte(unita.id, pagina.numero)}>
              {nomePagina(pagina)}
              <span className="sr-only"> di {unita.segnatura}</span>
            </a>
          </p>
        )}
        {paginaId && !pagina && <p className="hint">Avevi messo da parte una pagina: ora le carte non si aprono.</p>}
        {citabile && (
          <p className="citazione raccolta-citazione">
            <TestoCitazione citabile={citabile} />
          </p>
        )}
        {nota && <p className="raccolta-nota">{nota}</p>}
        <div className="raccolta-comandi no-print">
          {primaDi !== undefined && (
            <Comando action={moveElementoAction.bind(null, chiave, primaDi)}>
              Sposta su<span className="sr-only">: {nome}</span>
            </Comando>
          )}
          {dopoDi !== undefined && (
            <Comando action={moveElementoAction.bind(null, chiave, dopoDi)}>
              Sposta giù<span className="sr-only">: {nome}</span>
            </Comando>
          )}
          <Comando action={removeElementoAction.bind(null, chiave)}>
            Togli<span className="sr-only">: {nome}</span>
          </Comando>
        </div>
        {annotabile && (
          <div className="no-print">
            <Disclosure
              summary={
                <>
                  {nota ? 'Cambia la nota' : 'Aggiungi una nota'}
                  <span className="sr-only"> a {nome}</span>
                </>
              }
            >
              <NotaForm chiave={chiave} nota={nota} />
            </Disclosure>
          </div>
        )}
      </div>
      <div className="risultato-accesso">
        <Tag tone={unita.carte ? 'green' : tono}>
          {unita.carte && unita.accesso !== 'libero' ? 'Puoi vederlo' : parola}
        </Tag>
      </div>
    </li>
  )
}
