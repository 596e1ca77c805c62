/**
 * The digitised papers: the files as they were delivered, never altered; their pages; what is made of each page and can be
 * made again (images, text); the work still to do; and who may see papers that are closed to others, until when.
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
  real,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ParolaPagina } from '@/lib/archivio/rules-digitale'
import {
  FASI_LAVORAZIONE,
  FONTI_TESTO,
  STATI_FILE,
  STATI_LAVORAZIONE,
  TIPI_DERIVATO,
} from '@/lib/archivio/rules-digitale'
import type { IsoDate } from '@/lib/core/date'
import { unitaArchivistiche } from './archivio'
import { convenzioniArchivio } from './archivio-accesso'
import { ente, id, instant, oneOf, timestamps } from './columns'
import { pratiche } from './pratiche'
import { persone } from './soggetti'

/** Where sealed bytes lie and what opens them: lib/documenti/content.ts. `id` of the row names them in the store. */
const contenuto = () => ({
  byte: bigint('byte', { mode: 'number' }).notNull(),
  sha256: text('sha256').notNull(), // hex, of the plain bytes
  deposito: text('deposito').notNull(),
  chiaveCifrata: text('chiave_cifrata').notNull(),
  chiaveMaestra: text('chiave_maestra').notNull(),
})

/** A file as the scanner or the office delivered it. */
export const fileArchivio = pgTable(
  'file_archivio',
  {
    ente: ente(),
    id: id(),
    unitaId: uuid('unita_id').notNull(),
    lottoId: uuid('lotto_id'), // the batch it came with; null: added by hand
    ordine: integer('ordine').notNull(), // among the files of the unit: 1, 2, 3 …
    copia: smallint('copia').notNull().default(1), // among those of the unit with the same bytes: two blank sheets are two papers
    nome: text('nome').notNull(), // as delivered
    mime: text('mime').notNull(), // decided by content
    ...contenuto(),
    pagineAttese: integer('pagine_attese'), // as the index of the batch says
    pagine: integer('pagine'), // counted; null: not opened yet
    profilo: text('profilo'), // declared conformance: 'PDF/A-2b'
    note: text('note'), // what was found odd in it, in words
    stato: text('stato', { enum: STATI_FILE }).notNull().default('da_lavorare'),
    errore: text('errore'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    unique('file_archivio_una_volta_uq').on(t.ente, t.unitaId, t.sha256, t.copia),
    unique('file_archivio_ordine_uq').on(t.ente, t.unitaId, t.ordine),
    index('file_archivio_lotto_ix').on(t.ente, t.lottoId).where(sql`lotto_id is not null`),
    check('file_archivio_copia_ck', sql`copia > 0`),
    check('file_archivio_stato_ck', oneOf(t.stato, STATI_FILE)),
  ],
)

/** A page of a unit, in the order in which it is read. */
export const pagineArchivio = pgTable(
  'pagine_archivio',
  {
    ente: ente(),
    id: id(),
    unitaId: uuid('unita_id').notNull(),
    fileId: uuid('file_id').notNull(),
    indice: integer('indice').notNull(), // place in its file, from 0
    numero: integer('numero').notNull(), // in the unit, from 1
    etichetta: text('etichetta'), // 'c. 12 verso', 'Tavola 3'
    larghezza: integer('larghezza').notNull(), // pixels of the whole image
    altezza: integer('altezza').notNull(),
    dpi: smallint('dpi'),
    giro: smallint('giro').notNull().default(0), // degrees, clockwise, that the image is turned from its file to stand upright
    bianca: boolean('bianca').notNull().default(false), // scanned and marked, never dropped
    riservata: boolean('riservata').notNull().default(false), // closed to who reads the others
    soloAbilitati: boolean('solo_abilitati').notNull().default(false), // … and to the offices, by what it says
    consultabileDal: date('consultabile_dal').$type<IsoDate>(), // first day on which it is closed no longer; null: no term
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    foreignKey({ columns: [t.ente, t.fileId], foreignColumns: [fileArchivio.ente, fileArchivio.id] }),
    unique('pagine_archivio_file_uq').on(t.ente, t.fileId, t.indice),
    unique('pagine_archivio_numero_uq').on(t.ente, t.unitaId, t.numero),
    check('pagine_archivio_giro_ck', sql`giro in (0, 90, 180, 270)`),
    check('pagine_archivio_chiusa_ck', sql`riservata or (not solo_abilitati and consultabile_dal is null)`),
    index('pagine_archivio_apertura_ix').on(t.ente, t.consultabileDal).where(sql`consultabile_dal is not null`),
  ],
)

/** An image made of a page: tiled, at every scale. 'oscurata' has regions covered and may be seen when the whole may not. */
export const derivatiPagina = pgTable(
  'derivati_pagina',
  {
    ente: ente(),
    id: id(),
    paginaId: uuid('pagina_id').notNull(),
    unitaId: uuid('unita_id').notNull(),
    tipo: text('tipo', { enum: TIPI_DERIVATO }).notNull(),
    ...contenuto(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.paginaId], foreignColumns: [pagineArchivio.ente, pagineArchivio.id] }),
    unique('derivati_pagina_tipo_uq').on(t.ente, t.paginaId, t.tipo),
    index('derivati_pagina_unita_ix').on(t.ente, t.unitaId),
    index('derivati_pagina_quando_ix').using('brin', t.createdAt), // how many were made in the last minutes
    check('derivati_pagina_tipo_ck', oneOf(t.tipo, TIPI_DERIVATO)),
  ],
)

/** What is written on a page, and where each word stands. */
export const testiPagina = pgTable(
  'testi_pagina',
  {
    ente: ente(),
    paginaId: uuid('pagina_id').notNull(),
    unitaId: uuid('unita_id').notNull(),
    testo: text('testo').notNull(), // lines divided by newlines
    parole: jsonb('parole').$type<ParolaPagina[]>().notNull(),
    fonte: text('fonte', { enum: FONTI_TESTO }).notNull(),
    confidenza: real('confidenza'), // 0–1, mean of the words; null: not recognised by a program
    motore: text('motore'), // 'tesseract 5.3.0 ita'
    correttoDaId: uuid('corretto_da_id'),
    versioneRiga: integer('versione_riga').notNull().default(0),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.paginaId] }),
    foreignKey({ columns: [t.ente, t.paginaId], foreignColumns: [pagineArchivio.ente, pagineArchivio.id] }),
    foreignKey({ columns: [t.ente, t.correttoDaId], foreignColumns: [persone.ente, persone.id] }),
    index('testi_pagina_unita_ix').on(t.ente, t.unitaId),
    check('testi_pagina_fonte_ck', oneOf(t.fonte, FONTI_TESTO)),
  ],
)

/** Work to do on files and pages, taken by any number of workers. What is done goes; what cannot be done stays, and says why. */
export const lavorazioniArchivio = pgTable(
  'lavorazioni_archivio',
  {
    ente: ente(),
    id: id(),
    fileId: uuid('file_id').notNull(),
    paginaId: uuid('pagina_id'), // null: of the whole file
    fase: text('fase', { enum: FASI_LAVORAZIONE }).notNull(),
    stato: text('stato', { enum: STATI_LAVORAZIONE }).notNull().default('attesa'),
    tentativi: smallint('tentativi').notNull().default(0),
    errore: text('errore'),
    nonPrimaAt: instant('non_prima_at').notNull().defaultNow(),
    lavoratore: text('lavoratore'), // who has it: machine and process
    finoAt: instant('fino_at'), // until then nobody else takes it
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.fileId], foreignColumns: [fileArchivio.ente, fileArchivio.id] }),
    foreignKey({ columns: [t.ente, t.paginaId], foreignColumns: [pagineArchivio.ente, pagineArchivio.id] }),
    unique('lavorazioni_archivio_una_uq').on(t.ente, t.fileId, t.paginaId, t.fase).nullsNotDistinct(),
    index('lavorazioni_archivio_prossime_ix').on(t.nonPrimaAt).where(sql`stato in ('attesa', 'in_corso')`),
    check('lavorazioni_archivio_fase_ck', oneOf(t.fase, FASI_LAVORAZIONE)),
    check('lavorazioni_archivio_stato_ck', oneOf(t.stato, STATI_LAVORAZIONE)),
  ],
)

/** Papers that somebody may see for a time: granted on a request, or opened in an emergency. */
export const visioniArchivio = pgTable(
  'visioni_archivio',
  {
    ente: ente(),
    id: id(),
    unitaId: uuid('unita_id').notNull(),
    personaId: uuid('persona_id').notNull(),
    praticaId: uuid('pratica_id'), // the request it was granted on
    convenzioneId: uuid('convenzione_id'), // or the agreement under which the reader opened it for the day
    proprio: boolean('proprio').notNull().default(false), // opened for the day by one who is named in the unit
    scopo: text('scopo').notNull(), // as the reader declared it; on every page they see
    dal: instant('dal').notNull().defaultNow(),
    al: instant('al').notNull(), // not included
    copie: boolean('copie').notNull().default(false), // the files may be downloaded too
    concessaDaId: uuid('concessa_da_id').notNull(),
    revocataAt: instant('revocata_at'),
    revocataDaId: uuid('revocata_da_id'),
    revocataMotivo: text('revocata_motivo'), // read by whoever could see
    preclusa: boolean('preclusa').notNull().default(false), // revoked: the reader does not open the unit again by themselves
    riammessoAt: instant('riammesso_at'), // … until the office decides so
    riammessoDaId: uuid('riammesso_da_id'),
    riammessoMotivo: text('riammesso_motivo'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.praticaId], foreignColumns: [pratiche.ente, pratiche.id] }),
    foreignKey({ columns: [t.ente, t.concessaDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.revocataDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.riammessoDaId], foreignColumns: [persone.ente, persone.id] }),
    index('visioni_archivio_persona_ix').on(t.personaId, t.unitaId),
    index('visioni_archivio_pratica_ix').on(t.ente, t.praticaId).where(sql`pratica_id is not null`),
    check('visioni_archivio_date_ck', sql`dal < al`),
    foreignKey({
      columns: [t.ente, t.convenzioneId],
      foreignColumns: [convenzioniArchivio.ente, convenzioniArchivio.id],
    }),
    check('visioni_archivio_titolo_ck', sql`num_nonnulls(pratica_id, convenzione_id) + proprio::int <= 1`),
    check('visioni_archivio_preclusa_ck', sql`not preclusa or revocata_at is not null`),
    check(
      'visioni_archivio_riammesso_ck',
      sql`num_nonnulls(riammesso_at, riammesso_da_id, riammesso_motivo) in (0, 3) and (riammesso_at is null or preclusa)
        and (riammesso_da_id is null or riammesso_da_id <> persona_id)`,
    ),
    check('visioni_archivio_altri_ck', sql`(persona_id = concessa_da_id) = proprio`), // nobody else lets themselves in
  ],
)
