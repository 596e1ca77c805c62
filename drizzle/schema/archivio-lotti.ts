/**
 * Batches of units with their files, as they are brought in: what the index says row by row, what was found of each file,
 * what went into the archive, and the attestation that the copies are true.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  type Esito,
  MODI_LOTTO,
  ORIGINI_LOTTO,
  STATI_LOTTO,
  STATI_RIGA,
  VALORI_COPIA_ATTESTATA,
} from '@/lib/archivio/lotti/rules'
import type { Descrizione } from '@/lib/archivio/rules-descrizione'
import type { IsoDate } from '@/lib/core/date'
import { unitaArchivistiche } from './archivio'
import { fileArchivio } from './archivio-digitale'
import { ente, id, instant, oneOf, timestamps } from './columns'
import { persone } from './soggetti'

export const lottiArchivio = pgTable(
  'lotti_archivio',
  {
    ente: ente(),
    id: id(),
    nome: text('nome').notNull(),
    origine: text('origine', { enum: ORIGINI_LOTTO }).notNull(),
    percorso: text('percorso'), // of the folder or the ZIP, on the machine that read it; null: uploaded
    modo: text('modo', { enum: MODI_LOTTO }).notNull().default('nuove'),
    stato: text('stato', { enum: STATI_LOTTO }).notNull(),
    indiceNome: text('indice_nome'),
    indiceSha256: text('indice_sha256'), // the same index is the same batch
    indiceLetto: text('indice_letto'), // 'CSV Windows-1252, colonne divise da punto e virgola'
    colonneIgnote: text('colonne_ignote').array().notNull().default(sql`'{}'::text[]`),
    avvisiIndice: text('avvisi_indice').array().notNull().default(sql`'{}'::text[]`), // of what the index was made from
    difetto: text('difetto'), // why nothing of it could be read, in words
    creatoDaId: uuid('creato_da_id'), // null: by command, on the machine
    scadeIl: date('scade_il').$type<IsoDate>(), // nobody touches it: the last day its owner was told; once given up, it was for this
    verificatoAt: instant('verificato_at'),
    caricatoAt: instant('caricato_at'),
    lavoratore: text('lavoratore'), // who works on it now: machine and process
    finoAt: instant('fino_at'), // until then nobody else does
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.creatoDaId], foreignColumns: [persone.ente, persone.id] }),
    uniqueIndex('lotti_archivio_indice_uq')
      .on(t.ente, t.indiceSha256, t.modo)
      .where(sql`indice_sha256 is not null and stato <> 'annullato'`),
    index('lotti_archivio_da_lavorare_ix').on(t.ente, t.stato).where(sql`stato in ('in_verifica', 'in_carico')`),
    check('lotti_archivio_origine_ck', oneOf(t.origine, ORIGINI_LOTTO)),
    check('lotti_archivio_modo_ck', oneOf(t.modo, MODI_LOTTO)),
    check('lotti_archivio_stato_ck', oneOf(t.stato, STATI_LOTTO)),
    check('lotti_archivio_scade_ck', sql`scade_il is null or stato in ('in_preparazione', 'annullato')`),
  ],
)

/** A row of the index. What it describes of a closed unit is seen by whoever brought it, then by whoever sees the unit. */
export const righeLotto = pgTable(
  'righe_lotto',
  {
    ente: ente(),
    lottoId: uuid('lotto_id').notNull(),
    riga: integer('riga').notNull(), // as the spreadsheet numbers it
    posizione: integer('posizione').notNull(), // in the order of the load: each after the one it stands in
    segnatura: text('segnatura').notNull(),
    descrizione: jsonb('descrizione').$type<Descrizione>(), // null: it could not be read
    pagineAttese: integer('pagine_attese'), // of all its files
    stato: text('stato', { enum: STATI_RIGA }).notNull(),
    esiti: jsonb('esiti').$type<Esito[]>().notNull().default([]),
    chiusa: boolean('chiusa').notNull().default(false), // what it says closes it (rules-consultabilita.ts)
    unitaId: uuid('unita_id'), // once it is in the archive
    caricataAt: instant('caricata_at'),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.lottoId, t.riga] }),
    foreignKey({ columns: [t.ente, t.lottoId], foreignColumns: [lottiArchivio.ente, lottiArchivio.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    index('righe_lotto_ordine_ix').on(t.ente, t.lottoId, t.posizione),
    check('righe_lotto_stato_ck', oneOf(t.stato, STATI_RIGA)),
  ],
)

/** A file of the batch as it was found. While it goes in, its bytes in the store are claimed by this row: they bear its id. */
export const fileLotto = pgTable(
  'file_lotto',
  {
    ente: ente(),
    id: id(),
    lottoId: uuid('lotto_id').notNull(),
    nome: text('nome').notNull(), // with its folder, from the top of the batch
    byte: bigint('byte', { mode: 'number' }).notNull(),
    modificatoAt: instant('modificato_at'), // with name and size: the file that was read already
    sha256: text('sha256'), // null: it could not be read
    mime: text('mime'),
    pagine: integer('pagine'), // null: told when it is opened
    esiti: jsonb('esiti').$type<Esito[]>().notNull().default([]),
    riga: integer('riga'), // that names it; null: none
    ordine: integer('ordine'), // among the files of its row: 1, 2, 3 …
    pagineAttese: integer('pagine_attese'),
    documentoId: uuid('documento_id'), // uploaded: the document that holds its bytes
    deposito: text('deposito'), // as the next two: null when it is not going in now
    chiaveCifrata: text('chiave_cifrata'),
    chiaveMaestra: text('chiave_maestra'),
    fileId: uuid('file_id'), // once it is in the archive
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.lottoId], foreignColumns: [lottiArchivio.ente, lottiArchivio.id] }),
    foreignKey({ columns: [t.ente, t.fileId], foreignColumns: [fileArchivio.ente, fileArchivio.id] }),
    unique('file_lotto_nome_uq').on(t.ente, t.lottoId, t.nome),
    index('file_lotto_riga_ix').on(t.ente, t.lottoId, t.riga),
  ],
)

/** A public officer attests that the copies of a batch are as their originals (CAD artt. 22, 23-ter). Never changed. */
export const attestazioniLotto = pgTable(
  'attestazioni_lotto',
  {
    ente: ente(),
    id: id(),
    lottoId: uuid('lotto_id').notNull(),
    valore: text('valore', { enum: VALORI_COPIA_ATTESTATA }).notNull(),
    attestataDaId: uuid('attestata_da_id').notNull(),
    attestante: text('attestante').notNull(), // name and office, as they were on that day
    attestataIl: date('attestata_il').$type<IsoDate>().notNull(),
    attestataAt: instant('attestata_at').notNull(),
    processo: text('processo'), // of the certified process: which, and where its evidence is
    note: text('note'), // differences from the index, explained
    quanti: integer('quanti').notNull(), // files
    improntaElenco: text('impronta_elenco').notNull(), // SHA-256 of the whole list, as it is downloaded
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.lottoId], foreignColumns: [lottiArchivio.ente, lottiArchivio.id] }),
    foreignKey({ columns: [t.ente, t.attestataDaId], foreignColumns: [persone.ente, persone.id] }),
    unique('attestazioni_lotto_una_uq').on(t.ente, t.lottoId),
    check('attestazioni_lotto_valore_ck', oneOf(t.valore, VALORI_COPIA_ATTESTATA)),
    check('attestazioni_lotto_processo_ck', sql`(valore = 'certificata_processo') = (processo is not null)`),
  ],
)

/** The list of an attestation: what each file was on that day. */
export const fileAttestati = pgTable(
  'file_attestati',
  {
    ente: ente(),
    attestazioneId: uuid('attestazione_id').notNull(),
    numero: integer('numero').notNull(), // in the list: 1, 2, 3 …
    fileId: uuid('file_id').notNull(),
    unitaId: uuid('unita_id').notNull(),
    segnatura: text('segnatura').notNull(),
    nome: text('nome').notNull(),
    byte: bigint('byte', { mode: 'number' }).notNull(),
    pagine: integer('pagine').notNull(),
    sha256: text('sha256').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.attestazioneId, t.numero] }),
    foreignKey({ columns: [t.ente, t.attestazioneId], foreignColumns: [attestazioniLotto.ente, attestazioniLotto.id] }),
    foreignKey({ columns: [t.ente, t.fileId], foreignColumns: [fileArchivio.ente, fileArchivio.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    unique('file_attestati_file_uq').on(t.ente, t.fileId),
    index('file_attestati_unita_ix').on(t.ente, t.unitaId),
  ],
)
