'use client'

import { type ReactNode, useSyncExternalStore } from 'react'
import { Button } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { Field } from '@/components/ui/field'
import { FileUploadRow, type StatoFile } from '@/components/ui/file-upload-row'
import { useFileField } from '@/components/ui/use-file-field'
import { paths } from '@/lib/core/paths'
import type { DestinazioneInput } from '@/lib/documenti/forms'
import type { DocumentoCaricato } from '@/lib/documenti/queries'
import { acceptOf, ESITI_CARICAMENTO, formatTipi, isEsitoCaricamento, type Limiti } from '@/lib/documenti/rules-file'
import { type FileInviato, useUploads } from './use-uploads'

type Props = {
  /** Label of the field: the title of the attachment. */
  etichetta: ReactNode
  destinazione: DestinazioneInput
  limiti: Limiti
  /** `formToken(viewer.sessioneHash)` */
  token: string
  /** Documents of this destination that the server knows. */
  documenti: readonly DocumentoCaricato[]
  facoltativo?: boolean
  /** Message beside the field, from the check of the whole istanza. */
  errore?: string | null
  /** `?esito=` of the address, after the form was posted without scripts; only for the destination it is about. */
  esito?: string
}

const RIPRENDI = 'Scegli di nuovo il file: riprende da dove era arrivato'
const never = () => () => {}
/** False on the server and while the page wakes up: then the plain form is the one that works. */
const useScripts = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

/** One attachment: its files with their state, and the field to add one. A plain form until scripts have loaded. */
export function Uploader({ etichetta, destinazione, limiti, token, documenti, facoltativo, errore, esito }: Props) {
  const tipo = 'bozzaId' in destinazione ? destinazione.allegato : destinazione.tipo
  const id = `allegato-${tipo}`
  const scripts = useScripts()
  const uploads = useUploads(destinazione, limiti)
  const field = useFileField((from) => {
    const chosen = [...(from.files ?? [])]
    from.value = '' // the same file may be chosen again
    void uploads.add(chosen)
  })
  const sent = new Set(uploads.files.map((file) => file.id))
  const known = documenti.filter((documento) => !sent.has(documento.id))
  const hint = `${formatTipi(limiti.tipi)}, fino a ${limiti.maxMB} MB. ${limiti.maxFile === 1 ? 'Un solo file' : `Al massimo ${limiti.maxFile} file`}.`
  return (
    <div>
      {isEsitoCaricamento(esito) && (
        <Alert tone={esito === 'caricato' || esito === 'rimosso' ? 'green' : 'red'} live="status">
          {ESITI_CARICAMENTO[esito]}
        </Alert>
      )}
      <form action={paths.api.allegati} method="post" encType="multipart/form-data">
        <HiddenFields destinazione={destinazione} token={token} />
        <Field id={id} label={etichetta} hint={hint} error={errore} optional={facoltativo}>
          <input
            id={id}
            type="file"
            name="file"
            className="input"
            multiple={limiti.maxFile > 1}
            accept={acceptOf(limiti.tipi)}
            aria-describedby={`${id}-hint${errore ? ` ${id}-error` : ''}`}
            {...field}
          />
        </Field>
        {!scripts && (
          <Button kind="secondary" small>
            Carica il documento
          </Button>
        )}
      </form>
      {known.length + uploads.files.length > 0 && (
        <ul className="rows" aria-label="Documenti caricati">
          {known.map((documento) => (
            <KnownRow
              key={documento.id}
              documento={documento}
              token={token}
              onRemove={scripts ? uploads.remove : null}
            />
          ))}
          {uploads.files.map((file) => (
            <SentRow key={file.chiave} file={file} uploads={uploads} />
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {uploads.annuncio}
      </p>
    </div>
  )
}

function HiddenFields({ destinazione, token }: { destinazione: DestinazioneInput; token: string }) {
  return (
    <>
      <input type="hidden" name="token" value={token} />
      {Object.entries(destinazione).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

function statoOf({ stato, byte, arrivati = 0, rifiutoMotivo }: DocumentoCaricato): StatoFile {
  if (stato === 'pronto') return { fase: 'pronto' }
  if (stato === 'in_arrivo') return { fase: 'pausa', percento: byte > 0 ? Math.floor((arrivati / byte) * 100) : 0 }
  return { fase: 'rifiutato', motivo: rifiutoMotivo ?? '' }
}

type KnownRowProps = {
  documento: DocumentoCaricato
  token: string
  onRemove: ((nome: string, id: string) => Promise<void>) | null
}

/** A document that the server knows: from an earlier visit, another device, or the plain form. */
function KnownRow({ documento, token, onRemove }: KnownRowProps) {
  const { id, nome, byte, stato } = documento
  const remove = (
    <form
      action={paths.api.allegati}
      method="post"
      onSubmit={(event) => {
        if (!onRemove) return
        event.preventDefault()
        void onRemove(nome, id)
      }}
    >
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="rimuovi" value={id} />
      <RemoveButton nome={nome} type="submit" />
    </form>
  )
  return (
    <FileUploadRow
      nome={nome}
      bytes={byte}
      stato={statoOf(documento)}
      href={stato === 'pronto' ? paths.api.documento(id) : undefined}
      actions={
        <>
          {stato === 'in_arrivo' && <span className="hint">{RIPRENDI}</span>}
          {remove}
        </>
      }
    />
  )
}

function SentRow({ file, uploads }: { file: FileInviato; uploads: ReturnType<typeof useUploads> }) {
  const { chiave, id, nome, byte, avanzamento } = file
  const { fase } = avanzamento
  const stato: StatoFile = fase === 'attesa' ? { fase: 'caricamento', percento: avanzamento.percento } : avanzamento
  const actions = (
    <>
      {fase === 'attesa' && <span className="hint">Connessione persa: riproviamo da soli</span>}
      {(fase === 'caricamento' || fase === 'attesa') && (
        <Button kind="tertiary" small type="button" onClick={() => uploads.pause(chiave)}>
          Pausa<span className="sr-only"> {nome}</span>
        </Button>
      )}
      {fase === 'pausa' && (
        <Button kind="tertiary" small type="button" onClick={() => uploads.resume(chiave)}>
          Riprendi<span className="sr-only"> {nome}</span>
        </Button>
      )}
      {fase !== 'controllo' && (
        <RemoveButton nome={nome} type="button" onClick={() => void uploads.remove(nome, id, chiave)} />
      )}
    </>
  )
  return (
    <FileUploadRow
      nome={nome}
      bytes={byte}
      stato={stato}
      href={fase === 'pronto' && id ? paths.api.documento(id) : undefined}
      actions={actions}
    />
  )
}

function RemoveButton({ nome, ...rest }: { nome: string; type: 'submit' | 'button'; onClick?: () => void }) {
  return (
    <Button kind="tertiary" small {...rest}>
      Rimuovi<span className="sr-only"> {nome}</span>
    </Button>
  )
}
