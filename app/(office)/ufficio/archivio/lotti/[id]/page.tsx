import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { FileCarte } from '@/components/archivio/lavorazioni/file-carte'
import { Aggiorna } from '@/components/archivio/lotti/aggiorna'
import { AttestaForm } from '@/components/archivio/lotti/attesta-form'
import { Comando } from '@/components/archivio/lotti/comando'
import { ControlliLotto } from '@/components/archivio/lotti/controlli'
import { MappaEadForm } from '@/components/archivio/lotti/mappa-ead-form'
import { FATTO, TONO_LOTTO } from '@/components/archivio/lotti/parole'
import { PassoLotto } from '@/components/archivio/lotti/passo'
import { AttestazioneLotto, QualitaLotto } from '@/components/archivio/lotti/qualita'
import { Rapporto } from '@/components/archivio/lotti/rapporto'
import { Uploader } from '@/components/documenti/uploader'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/kv'
import { Tag } from '@/components/ui/tag'
import { canAttestare } from '@/lib/archivio/lotti/commands-attestazione'
import {
  FILTRI_RIGHE,
  type FiltroRighe,
  findConto,
  type Lotto,
  listNonNominati,
  listRighe,
} from '@/lib/archivio/lotti/queries'
import { countAntivirus, isAntivirusInFunzione } from '@/lib/archivio/lotti/queries-antivirus'
import { findAttestazione } from '@/lib/archivio/lotti/queries-attestazione'
import { findScadenzaLotto, type ScadenzaLotto } from '@/lib/archivio/lotti/queries-fermi'
import { findQualita } from '@/lib/archivio/lotti/queries-qualita'
import { many, NOMI_STATO_LOTTO } from '@/lib/archivio/lotti/rules'
import { ANTIVIRUS_FERMO, fraseAntivirus } from '@/lib/archivio/lotti/rules-antivirus'
import { isControllo } from '@/lib/archivio/lotti/rules-controlli'
import { needsStepUp } from '@/lib/auth/step-up'
import { formToken } from '@/lib/auth/token'
import type { Funzionario } from '@/lib/auth/viewer'
import { formatDay, formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listDocumenti } from '@/lib/documenti/queries'
import { LIMITI_LOTTO } from '@/lib/documenti/rules-file'
import { voltaOf } from '../../reading'
import { readLotto } from '../reading'

type Props = PageProps<'/ufficio/archivio/lotti/[id]'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lotto } = await readLotto((await params).id)
  return { title: `${lotto.nome} — Lotti — Ufficio` }
}

const isFiltro = (value: unknown): value is FiltroRighe => FILTRI_RIGHE.includes(value as FiltroRighe)
/** What was set going is said while it goes on. */
const isDetto = (fatto: unknown, stato: Lotto['stato']): boolean =>
  fatto === 'verifica' ? stato === 'in_verifica' : fatto === 'carica' ? stato === 'in_carico' : true
const AL_LAVORO = ['in_verifica', 'in_carico']

export default async function LottoPage({ params, searchParams }: Props) {
  const { officer, lotto } = await readLotto((await params).id)
  const query = await searchParams
  const { righe, dopo, fatto, esito } = query
  const filtro = isFiltro(righe) ? righe : null
  const after = typeof dopo === 'string' && /^\d{1,6}$/.test(dopo) ? Number(dopo) : 0
  const [conto, rows, loose, antivirus] = await Promise.all([
    findConto(officer, lotto.id),
    listRighe(officer, lotto.id, filtro, after),
    listNonNominati(officer, lotto.id),
    countAntivirus(lotto.id),
  ])
  const page = paths.ufficio.lotto(lotto.id)
  const working = AL_LAVORO.includes(lotto.stato)
  const reported = lotto.verificatoAt !== null && !lotto.difetto && lotto.stato !== 'in_preparazione'
  return (
    <>
      <BackLink href={paths.ufficio.lotti} label="Lotti" />
      <PageHeading
        above={<Tag tone={TONO_LOTTO[lotto.stato]}>{NOMI_STATO_LOTTO[lotto.stato]}</Tag>}
        title={lotto.nome}
      />
      <Fatto fatto={isDetto(fatto, lotto.stato) ? fatto : null} parole={FATTO} />
      {lotto.difetto && (
        <Alert tone="red" title="L’indice non si può usare">
          {lotto.difetto}
        </Alert>
      )}
      {lotto.stato === 'in_preparazione' && (
        <Preparazione officer={officer} lotto={lotto} esito={typeof esito === 'string' ? esito : undefined} />
      )}
      {working && lotto.origine === 'caricati' && <Aggiorna href={page} />}
      {working && lotto.origine !== 'caricati' && !lotto.alLavoro && (
        <Alert tone="amber" title="Nessuno ci sta lavorando">
          Il comando si è interrotto. Dato di nuovo, riprende da dove era arrivato.
        </Alert>
      )}
      <PassoLotto lotto={lotto} conto={conto} />
      {reported && (
        <>
          <DefinitionList
            facts={[
              { label: 'Indice', value: lotto.indiceNome && `${lotto.indiceNome}: ${lotto.indiceLetto}` },
              ...(lotto.colonneIgnote.length > 0
                ? [{ label: 'Colonne non lette', value: lotto.colonneIgnote.join(', ') }]
                : []),
              { label: 'Righe', value: many(conto.righe, 'riga', 'righe') },
              { label: 'File', value: many(conto.file, 'file', 'file') },
              {
                label: 'Antivirus',
                value:
                  fraseAntivirus(antivirus) ??
                  (isAntivirusInFunzione() ? 'Guarda i file mentre entrano' : ANTIVIRUS_FERMO),
              },
              { label: 'Da dove', value: lotto.percorso ?? 'Caricato da questo sito' },
              { label: 'Verificato', value: lotto.verificatoAt && formatInstant(lotto.verificatoAt) },
              { label: 'Caricato', value: lotto.caricatoAt && formatInstant(lotto.caricatoAt) },
            ]}
          />
          {conto.caricata > 0 && (
            <Copie officer={officer} lotto={lotto}>
              {/* counted page by page: not while the page reads itself again */}
              {lotto.stato === 'caricato' && (
                <>
                  <ControlliLotto
                    officer={officer}
                    lottoId={lotto.id}
                    controllo={isControllo(query.controllo) ? query.controllo : null}
                    volta={voltaOf(query.pagina)}
                  />
                  <FileCarte officer={officer} di={{ lottoId: lotto.id }} volta={voltaOf(query.file)} />
                </>
              )}
            </Copie>
          )}
          {lotto.avvisiIndice.length > 0 && (
            <Alert tone="amber" title="Dall’indice">
              <ul className="list-disc pl-5">
                {lotto.avvisiIndice.map((one) => (
                  <li key={one} className="wrap-anywhere">
                    {one}
                  </li>
                ))}
              </ul>
            </Alert>
          )}
          <Rapporto lottoId={lotto.id} conto={conto} filtro={filtro} righe={rows} nonNominati={loose} />
        </>
      )}
    </>
  )
}

/** Pages against the index, and what the copies are worth. */
async function Copie({ officer, lotto, children }: { officer: Funzionario; lotto: Lotto; children: ReactNode }) {
  const [qualita, attestazione, fattore, attesta] = await Promise.all([
    findQualita(officer, lotto.id),
    findAttestazione(officer, lotto.id),
    needsStepUp(officer),
    canAttestare(officer),
  ])
  const ready = lotto.stato === 'caricato' && qualita.file > 0 && qualita.pronti === qualita.file
  return (
    <>
      <QualitaLotto lottoId={lotto.id} qualita={qualita} />
      {children}
      <h2 className="mt-8">Valore delle copie</h2>
      {attestazione ? (
        <AttestazioneLotto attestazione={attestazione} />
      ) : (
        <>
          <p>
            Copie semplici: valgono come l’originale finché nessuno ne disconosce la conformità (art. 22 c. 3 del CAD).
          </p>
          {ready && attesta && (
            <AttestaForm id={lotto.id} differenze={qualita.differenze.length > 0} fattore={fattore} />
          )}
        </>
      )}
    </>
  )
}

/** The files of a batch, while they arrive. Another archivist sees that it is being prepared, and by whom it is not theirs. */
async function Preparazione({ officer, lotto, esito }: { officer: Funzionario; lotto: Lotto; esito?: string }) {
  const scadenza = await findScadenzaLotto(lotto)
  if (lotto.creatoDaId !== officer.personaId)
    return (
      <>
        <Scadenza scadenza={scadenza} />
        <p>Lo sta preparando chi l’ha aperto: i file li può aggiungere solo quella persona.</p>
      </>
    )
  const documenti = await listDocumenti(officer, { soggetto: 'lotto', soggettoId: lotto.id })
  return (
    <>
      {scadenza?.vicina && <Scadenza scadenza={scadenza} />}
      <p className="mb-4">
        L’indice si chiama <code>indice.csv</code> o <code>indice.xlsx</code>, o è l’unica tabella. Al suo posto può
        esserci un EAD, o la copia di una vecchia banca dati con <code>mappa.yaml</code>. Modello da riempire:{' '}
        <a href={paths.api.modelloIndiceXlsx}>XLSX</a>, <a href={paths.api.modelloIndice}>CSV</a> ·{' '}
        <a href={paths.ufficio.indiceLotto}>Come si scrive</a>
      </p>
      <Uploader
        etichetta="Indice e file del lotto"
        destinazione={{ soggetto: 'lotto', soggettoId: lotto.id, tipo: 'prova' }}
        limiti={LIMITI_LOTTO}
        token={formToken(officer.sessioneHash)}
        documenti={documenti}
        esito={esito}
      />
      <div className="mt-4">
        <MappaEadForm id={lotto.id} />
      </div>
      <details className="mt-4 mb-6">
        <summary>Ho una cartella grande</summary>
        <Comando />
      </details>
      {!scadenza?.vicina && <Scadenza scadenza={scadenza} />}
    </>
  )
}

/** Until when a batch that nobody touches is kept. */
function Scadenza({ scadenza }: { scadenza: ScadenzaLotto | null }) {
  if (!scadenza) return null
  const { ultimo, vicina, giorni } = scadenza
  const why = `Il portale annulla i lotti in preparazione che nessuno tocca per ${giorni} giorni (da confermare).`
  return vicina ? (
    <Alert tone="amber" title={`Questo lotto si annulla dopo il ${formatDay(ultimo)}`}>
      {why} I file caricati vengono eliminati. Per tenerlo aggiungi o togli un file, oppure verificalo.
    </Alert>
  ) : (
    <p className="hint mb-4">
      Si tiene fino al {formatDay(ultimo)}. {why}
    </p>
  )
}
