/** People who work together on an istanza: with whom a draft is shared, who signs it, to whom it passes. */
import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { LivelloCondivisione } from '@/lib/bozze/rules'
import { ente, id, instant } from './columns'
import { bozze, pratiche } from './pratiche'
import { organizzazioni, persone } from './soggetti'

/** A draft opened to another person by codice fiscale. */
export const bozzeCondivisioni = pgTable(
  'bozze_condivisioni',
  {
    ente: ente(),
    id: id(),
    bozzaId: uuid('bozza_id').notNull(),
    codiceFiscale: text('codice_fiscale').notNull(),
    livello: text('livello').$type<LivelloCondivisione>().notNull(),
    datoDaId: uuid('dato_da_id').notNull(),
    revocataAt: instant('revocata_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.bozzaId], foreignColumns: [bozze.ente, bozze.id] }),
    foreignKey({ columns: [t.ente, t.datoDaId], foreignColumns: [persone.ente, persone.id] }),
    uniqueIndex('bozze_condivisioni_uq').on(t.ente, t.bozzaId, t.codiceFiscale).where(sql`revocata_at is null`),
    index('bozze_condivisioni_cf_ix').on(t.ente, t.codiceFiscale),
  ],
)

/** Who must sign an istanza besides whoever files it, and what they have signed. */
export const bozzeFirmatari = pgTable(
  'bozze_firmatari',
  {
    ente: ente(),
    id: id(),
    bozzaId: uuid('bozza_id').notNull(),
    codiceFiscale: text('codice_fiscale').notNull(),
    aggiuntoDaId: uuid('aggiunto_da_id').notNull(),
    personaId: uuid('persona_id'), // who signed
    firmatoAt: instant('firmato_at'),
    impronta: text('impronta'), // SHA-256 of what was signed: another content, no signature
    rimossoAt: instant('rimosso_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.bozzaId], foreignColumns: [bozze.ente, bozze.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    check('bozze_firmatari_firma_ck', sql`(${t.firmatoAt} is null) = (${t.impronta} is null)`),
    uniqueIndex('bozze_firmatari_uq').on(t.ente, t.bozzaId, t.codiceFiscale).where(sql`rimosso_at is null`),
    index('bozze_firmatari_cf_ix').on(t.ente, t.codiceFiscale),
  ],
)

/** A draft or a practice offered to another person or company; it passes when they accept. */
export const trasferimenti = pgTable(
  'trasferimenti',
  {
    ente: ente(),
    id: id(),
    bozzaId: uuid('bozza_id'),
    praticaId: uuid('pratica_id'),
    oggetto: text('oggetto').notNull(), // what the receiver reads before accepting
    daNome: text('da_nome').notNull(), // the holder, as named on the day
    offertoDaId: uuid('offerto_da_id').notNull(),
    aOrganizzazioneId: uuid('a_organizzazione_id'),
    aCodiceFiscale: text('a_codice_fiscale'), // a person
    motivo: text('motivo').notNull(),
    scadeAt: instant('scade_at').notNull(),
    accettatoAt: instant('accettato_at'),
    accettatoDaId: uuid('accettato_da_id'),
    rifiutatoAt: instant('rifiutato_at'),
    ritiratoAt: instant('ritirato_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.bozzaId], foreignColumns: [bozze.ente, bozze.id] }),
    foreignKey({ columns: [t.ente, t.praticaId], foreignColumns: [pratiche.ente, pratiche.id] }),
    foreignKey({ columns: [t.ente, t.offertoDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.aOrganizzazioneId], foreignColumns: [organizzazioni.ente, organizzazioni.id] }),
    check('trasferimenti_cosa_ck', sql`(${t.bozzaId} is null) <> (${t.praticaId} is null)`),
    check('trasferimenti_a_ck', sql`(${t.aOrganizzazioneId} is null) <> (${t.aCodiceFiscale} is null)`),
    uniqueIndex('trasferimenti_bozza_uq')
      .on(t.ente, t.bozzaId)
      .where(sql`accettato_at is null and rifiutato_at is null and ritirato_at is null`),
    uniqueIndex('trasferimenti_pratica_uq')
      .on(t.ente, t.praticaId)
      .where(sql`accettato_at is null and rifiutato_at is null and ritirato_at is null`),
    index('trasferimenti_cf_ix').on(t.ente, t.aCodiceFiscale),
    index('trasferimenti_organizzazione_ix').on(t.ente, t.aOrganizzazioneId),
  ],
)
