/** Around a request to see the archive: who is told of it because the papers are about them. */
import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { CANALI_AVVISO, type ContenutoAvviso, RISPOSTE_AVVISO } from '@/lib/archivio/accesso/rules-controinteressati'
import type { IsoDate } from '@/lib/core/date'
import { ente, id, oneOf, timestamps } from './columns'
import { documenti, pratiche } from './pratiche'
import { persone } from './soggetti'

/** Somebody told of a request of access because their privacy might be harmed, and what they answered. Never erased. */
export const controinteressati = pgTable(
  'controinteressati',
  {
    ente: ente(),
    id: id(),
    praticaId: uuid('pratica_id').notNull(),
    nome: text('nome').notNull(),
    codiceFiscale: text('codice_fiscale'), // who signs in with it reads the notice here
    ruolo: text('ruolo'), // what they are in the papers
    canale: text('canale', { enum: CANALI_AVVISO }).notNull(),
    recapito: text('recapito'), // address or PEC: for the office alone
    contenuto: jsonb('contenuto').$type<ContenutoAvviso>().notNull(), // what they are told, as it was then
    avvisatoIl: date('avvisato_il').$type<IsoDate>().notNull(),
    avvisatoDaId: uuid('avvisato_da_id').notNull(),
    protocollo: text('protocollo').notNull(),
    documentoId: uuid('documento_id'), // the letter; null: told in the portal
    ricevutoIl: date('ricevuto_il').$type<IsoDate>(),
    entroIl: date('entro_il').$type<IsoDate>(), // last day to oppose; known with the day of reception
    risposta: text('risposta', { enum: RISPOSTE_AVVISO }),
    rispostaIl: date('risposta_il').$type<IsoDate>(),
    testo: text('testo'), // the reasons of an opposition
    registrataDaId: uuid('registrata_da_id'), // themselves in the portal, or the officer who received the letter
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.praticaId], foreignColumns: [pratiche.ente, pratiche.id] }),
    foreignKey({ columns: [t.ente, t.avvisatoDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.registrataDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.documentoId], foreignColumns: [documenti.ente, documenti.id] }),
    unique('controinteressati_nome_uq').on(t.ente, t.praticaId, t.nome),
    index('controinteressati_cf_ix').on(t.codiceFiscale).where(sql`codice_fiscale is not null`),
    check('controinteressati_canale_ck', oneOf(t.canale, CANALI_AVVISO)),
    check('controinteressati_risposta_ck', oneOf(t.risposta, RISPOSTE_AVVISO)),
    check(
      'controinteressati_recapito_ck',
      sql`case when canale = 'portale' then codice_fiscale is not null else recapito is not null end`,
    ),
    check(
      'controinteressati_termine_ck',
      sql`(ricevuto_il is null) = (entro_il is null) and ricevuto_il >= avvisato_il and entro_il >= ricevuto_il + 10`,
    ),
    check(
      'controinteressati_risposto_ck',
      sql`(risposta is null) = (risposta_il is null) and (risposta is null) = (registrata_da_id is null)
        and (risposta is distinct from 'opposizione' or testo is not null)`,
    ),
  ],
)
