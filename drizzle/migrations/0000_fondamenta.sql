CREATE TYPE "public"."esito_pratica" AS ENUM('accolta', 'accolta_prescrizioni', 'respinta', 'inammissibile', 'ritirata');--> statement-breakpoint
CREATE TYPE "public"."stato_atto" AS ENUM('proposto', 'firmato', 'sospeso', 'revocato', 'sostituito', 'scartato');--> statement-breakpoint
CREATE TYPE "public"."stato_pratica" AS ENUM('ricevuta', 'in_istruttoria', 'sospesa', 'preavviso_diniego', 'in_decisione', 'conclusa');--> statement-breakpoint
CREATE TYPE "public"."tipo_atto" AS ENUM('autorizzazione', 'nulla_osta', 'diniego', 'preavviso_diniego', 'richiesta_integrazione', 'provvedimento', 'ricevuta');--> statement-breakpoint
CREATE TYPE "public"."tipo_evento" AS ENUM('presentata', 'assegnata', 'integrazione_chiesta', 'integrazione_ricevuta', 'termine_ripreso', 'preavviso_inviato', 'osservazioni_ricevute', 'proposta_fatta', 'proposta_restituita', 'decisa', 'ritirata', 'messaggio', 'nota_interna', 'atto_sospeso', 'atto_revocato', 'atto_ripristinato');--> statement-breakpoint
CREATE TABLE "assegnazioni" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"pratica_id" uuid NOT NULL,
	"persona_id" uuid NOT NULL,
	"da_persona_id" uuid NOT NULL,
	"dal_at" timestamp with time zone DEFAULT now() NOT NULL,
	"al_at" timestamp with time zone,
	CONSTRAINT "assegnazioni_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
CREATE TABLE "atti" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"pratica_id" uuid NOT NULL,
	"tipo" "tipo_atto" NOT NULL,
	"stato" "stato_atto" DEFAULT 'proposto' NOT NULL,
	"anno" integer,
	"numero" integer,
	"contenuto" jsonb NOT NULL,
	"modello" text NOT NULL,
	"proposto_da_id" uuid NOT NULL,
	"firmato_da_id" uuid,
	"firmato_at" timestamp with time zone,
	"valido_dal" date,
	"valido_al" date,
	"targhe" text[] DEFAULT '{}'::text[] NOT NULL,
	"codice_verifica" text,
	"sigillo" text,
	"documento_id" uuid,
	"stato_motivo" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "atti_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "atti_codice_verifica_unique" UNIQUE("codice_verifica")
);
--> statement-breakpoint
CREATE TABLE "bozze" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"procedimento" text NOT NULL,
	"versione" integer NOT NULL,
	"persona_id" uuid NOT NULL,
	"organizzazione_id" uuid,
	"dati" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"passi_visti" text[] DEFAULT '{}'::text[] NOT NULL,
	"revisione" integer DEFAULT 0 NOT NULL,
	"chiave_invio" uuid DEFAULT gen_random_uuid() NOT NULL,
	"pratica_id" uuid,
	"eliminata_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bozze_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
CREATE TABLE "documenti" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"bozza_id" uuid,
	"pratica_id" uuid,
	"evento_seq" integer,
	"tipo" text NOT NULL,
	"nome" text NOT NULL,
	"mime" text NOT NULL,
	"byte" bigint NOT NULL,
	"sha256" text,
	"stato" text DEFAULT 'in_arrivo' NOT NULL,
	"rifiuto_motivo" text,
	"chiave_cifrata" text,
	"chiave_maestra" text,
	"deposito" text DEFAULT 'disco' NOT NULL,
	"caricato_da_id" uuid,
	"interno" boolean DEFAULT false NOT NULL,
	"pronto_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "documenti_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
CREATE TABLE "messaggi" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"pratica_id" uuid NOT NULL,
	"da_ufficio" boolean NOT NULL,
	"autore_id" uuid NOT NULL,
	"autore_nome" text NOT NULL,
	"testo" text NOT NULL,
	"chiave" uuid NOT NULL,
	"letto_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "messaggi_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
CREATE TABLE "posta_uscita" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"chiave" text NOT NULL,
	"persona_id" uuid NOT NULL,
	"pratica_id" uuid,
	"oggetto" text NOT NULL,
	"testo" text NOT NULL,
	"canale" text NOT NULL,
	"indirizzo" text,
	"stato" text DEFAULT 'in_attesa' NOT NULL,
	"tentativi" integer DEFAULT 0 NOT NULL,
	"prossimo_at" timestamp with time zone DEFAULT now() NOT NULL,
	"consegnata_at" timestamp with time zone,
	"errore" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "posta_uscita_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
CREATE TABLE "pratica_eventi" (
	"ente" text NOT NULL,
	"pratica_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"tipo" "tipo_evento" NOT NULL,
	"stato_dopo" "stato_pratica" NOT NULL,
	"avvenuto_at" timestamp with time zone NOT NULL,
	"attore_id" uuid,
	"attore_nome" text NOT NULL,
	"agisce_per" text,
	"testo" text,
	"dati" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "pratica_eventi_ente_pratica_id_seq_pk" PRIMARY KEY("ente","pratica_id","seq")
);
--> statement-breakpoint
CREATE TABLE "pratiche" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"anno" integer NOT NULL,
	"numero" integer NOT NULL,
	"procedimento" text NOT NULL,
	"versione" integer NOT NULL,
	"chiave_invio" uuid NOT NULL,
	"persona_id" uuid NOT NULL,
	"organizzazione_id" uuid,
	"richiedente" text NOT NULL,
	"ufficio_id" uuid NOT NULL,
	"assegnatario_id" uuid,
	"stato" "stato_pratica" DEFAULT 'ricevuta' NOT NULL,
	"esito" "esito_pratica",
	"oggetto" text NOT NULL,
	"dati" jsonb NOT NULL,
	"presentata_at" timestamp with time zone NOT NULL,
	"avviata_il" date NOT NULL,
	"termine_giorni" smallint NOT NULL,
	"scade_il" date NOT NULL,
	"conclusa_il" date,
	"versione_riga" integer DEFAULT 0 NOT NULL,
	"massa_kg" integer GENERATED ALWAYS AS (nullif(dati #>> '{convoglio,massaComplessivaKg}', '')::int) STORED,
	"tipo" text GENERATED ALWAYS AS (dati ->> 'tipo') STORED,
	"targhe" text GENERATED ALWAYS AS ((jsonb_path_query_array(dati, '$.convoglio.veicoli[*].targa'))::text) STORED,
	"ricerca" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', anno::text || '/' || lpad(numero::text, 7, '0')) || to_tsvector('simple', coalesce(richiedente, '')) || to_tsvector('simple', coalesce(oggetto, '')) || to_tsvector('simple', coalesce((jsonb_path_query_array(dati, '$.convoglio.veicoli[*].targa'))::text, ''))) STORED,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pratiche_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "pratiche_numero_uq" UNIQUE("ente","anno","numero"),
	CONSTRAINT "pratiche_esito_ck" CHECK (("pratiche"."stato" = 'conclusa') = ("pratiche"."esito" is not null))
);
--> statement-breakpoint
CREATE TABLE "termini" (
	"ente" text NOT NULL,
	"pratica_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"tipo" text NOT NULL,
	"il" date NOT NULL,
	"motivo" text,
	"norma" text NOT NULL,
	"evento_seq" integer NOT NULL,
	CONSTRAINT "termini_ente_pratica_id_seq_pk" PRIMARY KEY("ente","pratica_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ente" text NOT NULL,
	"avvenuto_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attore_id" uuid,
	"attore_ruolo" text NOT NULL,
	"agisce_per_id" uuid,
	"azione" text NOT NULL,
	"soggetto_tipo" text NOT NULL,
	"soggetto_id" text NOT NULL,
	"esito" text DEFAULT 'ok' NOT NULL,
	"dati" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sale" text NOT NULL,
	"impronta" text NOT NULL,
	"indirizzo_ip" text
);
--> statement-breakpoint
CREATE TABLE "audit_catena" (
	"numero" bigint PRIMARY KEY NOT NULL,
	"audit_id" bigint NOT NULL,
	"impronta" text NOT NULL,
	"catena" text NOT NULL,
	"sigillato_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_catena_audit_id_unique" UNIQUE("audit_id")
);
--> statement-breakpoint
CREATE TABLE "impostazioni" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"chiave" text NOT NULL,
	"valido_dal" date NOT NULL,
	"valido_al" date,
	"valore" jsonb,
	"da_confermare" boolean NOT NULL,
	"fonte" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "impostazioni_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
CREATE TABLE "prescrizioni" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"procedimento" text NOT NULL,
	"codice" text NOT NULL,
	"gruppo" text NOT NULL,
	"testo" text NOT NULL,
	"norma" text NOT NULL,
	"ordine" integer NOT NULL,
	"valido_dal" date NOT NULL,
	"valido_al" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "prescrizioni_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
CREATE TABLE "procedimenti" (
	"ente" text NOT NULL,
	"codice" text NOT NULL,
	"ufficio_id" uuid NOT NULL,
	"attivo" boolean DEFAULT true NOT NULL,
	"sospeso_motivo" text,
	"versione_corrente" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "procedimenti_ente_codice_pk" PRIMARY KEY("ente","codice")
);
--> statement-breakpoint
CREATE TABLE "procedimento_versioni" (
	"ente" text NOT NULL,
	"codice" text NOT NULL,
	"versione" integer NOT NULL,
	"definizione" jsonb NOT NULL,
	"impronta" text NOT NULL,
	"pubblicata_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "procedimento_versioni_ente_codice_versione_pk" PRIMARY KEY("ente","codice","versione")
);
--> statement-breakpoint
CREATE TABLE "protocolli" (
	"ente" text NOT NULL,
	"anno" integer NOT NULL,
	"numero" integer NOT NULL,
	"registrato_at" timestamp with time zone NOT NULL,
	"verso" text NOT NULL,
	"oggetto" text NOT NULL,
	"mittente" text NOT NULL,
	"destinatario" text NOT NULL,
	"impronta" text NOT NULL,
	"pratica_id" uuid,
	"annullato_at" timestamp with time zone,
	"annullato_motivo" text,
	CONSTRAINT "protocolli_ente_anno_numero_pk" PRIMARY KEY("ente","anno","numero")
);
--> statement-breakpoint
CREATE TABLE "registri" (
	"ente" text NOT NULL,
	"registro" text NOT NULL,
	"anno" integer NOT NULL,
	"ultimo" integer DEFAULT 0 NOT NULL,
	"ultimo_at" timestamp with time zone,
	CONSTRAINT "registri_ente_registro_anno_pk" PRIMARY KEY("ente","registro","anno")
);
--> statement-breakpoint
CREATE TABLE "accessi_spid" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"richiesta_id" text NOT NULL,
	"emessa_at" timestamp with time zone NOT NULL,
	"idp" text NOT NULL,
	"livello" integer NOT NULL,
	"relay_state" text NOT NULL,
	"ritorno" text NOT NULL,
	"browser_hash" text NOT NULL,
	"stato_oauth" text,
	"richiesta" text NOT NULL,
	"risposta" text,
	"asserzione_id" text,
	"esito" text,
	"persona_id" uuid,
	"codice_hash" text,
	"codice_scade_at" timestamp with time zone,
	"codice_usato_at" timestamp with time zone,
	"concluso_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accessi_spid_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "accessi_spid_richiesta_id_unique" UNIQUE("richiesta_id"),
	CONSTRAINT "accessi_spid_codice_hash_unique" UNIQUE("codice_hash")
);
--> statement-breakpoint
CREATE TABLE "appartenenze" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"persona_id" uuid NOT NULL,
	"organizzazione_id" uuid NOT NULL,
	"ruolo" text NOT NULL,
	"valido_dal" date NOT NULL,
	"valido_al" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "appartenenze_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
CREATE TABLE "asserzioni_usate" (
	"asserzione_id" text PRIMARY KEY NOT NULL,
	"scade_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contatori" (
	"chiave" text NOT NULL,
	"finestra_at" timestamp with time zone NOT NULL,
	"conto" integer NOT NULL,
	CONSTRAINT "contatori_chiave_finestra_at_pk" PRIMARY KEY("chiave","finestra_at")
);
--> statement-breakpoint
CREATE TABLE "enti" (
	"ente" text PRIMARY KEY NOT NULL,
	"denominazione" text NOT NULL,
	"codice_fiscale" text NOT NULL,
	"indirizzo" text NOT NULL,
	"pec" text NOT NULL,
	"telefono" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organizzazioni" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"tipo" text NOT NULL,
	"denominazione" text NOT NULL,
	"codice_fiscale" text NOT NULL,
	"partita_iva" text,
	"sede" text NOT NULL,
	"pec" text,
	"albo_autotrasporto" text,
	"comune_istat" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizzazioni_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "organizzazioni_cf_uq" UNIQUE("ente","codice_fiscale")
);
--> statement-breakpoint
CREATE TABLE "persone" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"codice_fiscale" text NOT NULL,
	"nome" text NOT NULL,
	"cognome" text NOT NULL,
	"nato_il" date,
	"email" text,
	"telefono" text,
	"sospesa_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "persone_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "persone_cf_uq" UNIQUE("ente","codice_fiscale")
);
--> statement-breakpoint
CREATE TABLE "ruoli" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"persona_id" uuid NOT NULL,
	"ruolo" text NOT NULL,
	"ufficio_id" uuid,
	"organizzazione_id" uuid,
	"valido_dal" date NOT NULL,
	"valido_al" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ruoli_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
CREATE TABLE "sessioni" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"ente" text NOT NULL,
	"persona_id" uuid NOT NULL,
	"agisce_per_id" uuid,
	"livello" integer NOT NULL,
	"accesso_id" uuid,
	"usata_at" timestamp with time zone DEFAULT now() NOT NULL,
	"scade_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"indirizzo_ip" text,
	"dispositivo" text,
	"deve_rinnovare" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "uffici" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"codice" text NOT NULL,
	"denominazione" text NOT NULL,
	"email" text NOT NULL,
	"telefono" text NOT NULL,
	"orari" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "uffici_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "uffici_codice_uq" UNIQUE("ente","codice")
);
--> statement-breakpoint
CREATE TABLE "veicoli" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"organizzazione_id" uuid NOT NULL,
	"targa" text NOT NULL,
	"classe" text NOT NULL,
	"marca" text NOT NULL,
	"tara_kg" integer NOT NULL,
	"massa_max_kg" integer NOT NULL,
	"numero_assi" integer NOT NULL,
	"interassi_cm" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"dismesso_il" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "veicoli_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "veicoli_targa_uq" UNIQUE("ente","organizzazione_id","targa"),
	CONSTRAINT "veicoli_assi_ck" CHECK ("veicoli"."numero_assi" between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "comuni" (
	"istat" text PRIMARY KEY NOT NULL,
	"nome" text NOT NULL,
	"catastale" text NOT NULL,
	"cap" text NOT NULL,
	"provincia" text NOT NULL,
	"popolazione" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "strade" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"codice" text NOT NULL,
	"denominazione" text,
	"luoghi" text NOT NULL,
	"fonte" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "strade_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "strade_codice_uq" UNIQUE("ente","codice")
);
--> statement-breakpoint
CREATE TABLE "strade_limiti" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"strada_id" uuid NOT NULL,
	"luogo" text NOT NULL,
	"progressiva_m" integer,
	"iop" text,
	"massa_max_kg" integer,
	"altezza_max_cm" integer,
	"larghezza_max_cm" integer,
	"atto" text NOT NULL,
	"valido_dal" date NOT NULL,
	"valido_al" date,
	"da_confermare" boolean NOT NULL,
	"fonte" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "strade_limiti_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
CREATE TABLE "strade_proprieta" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"strada_id" uuid NOT NULL,
	"da_m" integer,
	"a_m" integer,
	"proprietario" text NOT NULL,
	"proprietario_nome" text NOT NULL,
	"valido_dal" date NOT NULL,
	"valido_al" date,
	"da_confermare" boolean NOT NULL,
	"fonte" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "strade_proprieta_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
ALTER TABLE "assegnazioni" ADD CONSTRAINT "assegnazioni_ente_pratica_id_pratiche_ente_id_fk" FOREIGN KEY ("ente","pratica_id") REFERENCES "public"."pratiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "atti" ADD CONSTRAINT "atti_ente_pratica_id_pratiche_ente_id_fk" FOREIGN KEY ("ente","pratica_id") REFERENCES "public"."pratiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bozze" ADD CONSTRAINT "bozze_ente_procedimento_versione_procedimento_versioni_ente_codice_versione_fk" FOREIGN KEY ("ente","procedimento","versione") REFERENCES "public"."procedimento_versioni"("ente","codice","versione") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bozze" ADD CONSTRAINT "bozze_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bozze" ADD CONSTRAINT "bozze_ente_organizzazione_id_organizzazioni_ente_id_fk" FOREIGN KEY ("ente","organizzazione_id") REFERENCES "public"."organizzazioni"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documenti" ADD CONSTRAINT "documenti_ente_pratica_id_pratiche_ente_id_fk" FOREIGN KEY ("ente","pratica_id") REFERENCES "public"."pratiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documenti" ADD CONSTRAINT "documenti_ente_bozza_id_bozze_ente_id_fk" FOREIGN KEY ("ente","bozza_id") REFERENCES "public"."bozze"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaggi" ADD CONSTRAINT "messaggi_ente_pratica_id_pratiche_ente_id_fk" FOREIGN KEY ("ente","pratica_id") REFERENCES "public"."pratiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pratica_eventi" ADD CONSTRAINT "pratica_eventi_ente_pratica_id_pratiche_ente_id_fk" FOREIGN KEY ("ente","pratica_id") REFERENCES "public"."pratiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pratiche" ADD CONSTRAINT "pratiche_ente_procedimento_versione_procedimento_versioni_ente_codice_versione_fk" FOREIGN KEY ("ente","procedimento","versione") REFERENCES "public"."procedimento_versioni"("ente","codice","versione") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pratiche" ADD CONSTRAINT "pratiche_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pratiche" ADD CONSTRAINT "pratiche_ente_organizzazione_id_organizzazioni_ente_id_fk" FOREIGN KEY ("ente","organizzazione_id") REFERENCES "public"."organizzazioni"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pratiche" ADD CONSTRAINT "pratiche_ente_ufficio_id_uffici_ente_id_fk" FOREIGN KEY ("ente","ufficio_id") REFERENCES "public"."uffici"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pratiche" ADD CONSTRAINT "pratiche_ente_assegnatario_id_persone_ente_id_fk" FOREIGN KEY ("ente","assegnatario_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "termini" ADD CONSTRAINT "termini_ente_pratica_id_pratiche_ente_id_fk" FOREIGN KEY ("ente","pratica_id") REFERENCES "public"."pratiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedimenti" ADD CONSTRAINT "procedimenti_ente_ufficio_id_uffici_ente_id_fk" FOREIGN KEY ("ente","ufficio_id") REFERENCES "public"."uffici"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedimento_versioni" ADD CONSTRAINT "procedimento_versioni_ente_codice_procedimenti_ente_codice_fk" FOREIGN KEY ("ente","codice") REFERENCES "public"."procedimenti"("ente","codice") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appartenenze" ADD CONSTRAINT "appartenenze_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appartenenze" ADD CONSTRAINT "appartenenze_ente_organizzazione_id_organizzazioni_ente_id_fk" FOREIGN KEY ("ente","organizzazione_id") REFERENCES "public"."organizzazioni"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ruoli" ADD CONSTRAINT "ruoli_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ruoli" ADD CONSTRAINT "ruoli_ente_ufficio_id_uffici_ente_id_fk" FOREIGN KEY ("ente","ufficio_id") REFERENCES "public"."uffici"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ruoli" ADD CONSTRAINT "ruoli_ente_organizzazione_id_organizzazioni_ente_id_fk" FOREIGN KEY ("ente","organizzazione_id") REFERENCES "public"."organizzazioni"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessioni" ADD CONSTRAINT "sessioni_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "veicoli" ADD CONSTRAINT "veicoli_ente_organizzazione_id_organizzazioni_ente_id_fk" FOREIGN KEY ("ente","organizzazione_id") REFERENCES "public"."organizzazioni"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strade_limiti" ADD CONSTRAINT "strade_limiti_ente_strada_id_strade_ente_id_fk" FOREIGN KEY ("ente","strada_id") REFERENCES "public"."strade"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strade_proprieta" ADD CONSTRAINT "strade_proprieta_ente_strada_id_strade_ente_id_fk" FOREIGN KEY ("ente","strada_id") REFERENCES "public"."strade"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assegnazioni_pratica_ix" ON "assegnazioni" USING btree ("ente","pratica_id");--> statement-breakpoint
CREATE UNIQUE INDEX "atti_numero_uq" ON "atti" USING btree ("ente","anno","numero") WHERE numero is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "atti_proposto_uq" ON "atti" USING btree ("ente","pratica_id") WHERE stato = 'proposto';--> statement-breakpoint
CREATE INDEX "atti_pratica_ix" ON "atti" USING btree ("ente","pratica_id");--> statement-breakpoint
CREATE INDEX "bozze_persona_ix" ON "bozze" USING btree ("ente","persona_id","updated_at");--> statement-breakpoint
CREATE INDEX "documenti_pratica_ix" ON "documenti" USING btree ("ente","pratica_id");--> statement-breakpoint
CREATE INDEX "documenti_bozza_ix" ON "documenti" USING btree ("ente","bozza_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messaggi_chiave_uq" ON "messaggi" USING btree ("ente","chiave");--> statement-breakpoint
CREATE INDEX "messaggi_pratica_ix" ON "messaggi" USING btree ("ente","pratica_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "posta_uscita_chiave_uq" ON "posta_uscita" USING btree ("ente","chiave");--> statement-breakpoint
CREATE INDEX "posta_uscita_attesa_ix" ON "posta_uscita" USING btree ("prossimo_at") WHERE stato = 'in_attesa';--> statement-breakpoint
CREATE INDEX "posta_uscita_persona_ix" ON "posta_uscita" USING btree ("ente","persona_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "pratiche_chiave_invio_uq" ON "pratiche" USING btree ("ente","chiave_invio");--> statement-breakpoint
CREATE INDEX "pratiche_persona_ix" ON "pratiche" USING btree ("ente","persona_id","presentata_at");--> statement-breakpoint
CREATE INDEX "pratiche_organizzazione_ix" ON "pratiche" USING btree ("ente","organizzazione_id","presentata_at");--> statement-breakpoint
CREATE INDEX "pratiche_coda_ix" ON "pratiche" USING btree ("ente","ufficio_id","scade_il","id") WHERE stato <> 'conclusa';--> statement-breakpoint
CREATE INDEX "pratiche_tutte_ix" ON "pratiche" USING btree ("ente","ufficio_id","presentata_at","id");--> statement-breakpoint
CREATE INDEX "pratiche_assegnatario_ix" ON "pratiche" USING btree ("ente","assegnatario_id","scade_il");--> statement-breakpoint
CREATE INDEX "pratiche_ricerca_ix" ON "pratiche" USING gin ("ricerca");--> statement-breakpoint
CREATE INDEX "audit_soggetto_ix" ON "audit" USING btree ("ente","soggetto_tipo","soggetto_id");--> statement-breakpoint
CREATE INDEX "audit_attore_ix" ON "audit" USING btree ("ente","attore_id","avvenuto_at");--> statement-breakpoint
CREATE INDEX "impostazioni_chiave_ix" ON "impostazioni" USING btree ("ente","chiave","valido_dal");--> statement-breakpoint
CREATE INDEX "prescrizioni_procedimento_ix" ON "prescrizioni" USING btree ("ente","procedimento","ordine");--> statement-breakpoint
CREATE INDEX "protocolli_pratica_ix" ON "protocolli" USING btree ("ente","pratica_id");--> statement-breakpoint
CREATE INDEX "appartenenze_persona_ix" ON "appartenenze" USING btree ("ente","persona_id");--> statement-breakpoint
CREATE INDEX "appartenenze_organizzazione_ix" ON "appartenenze" USING btree ("ente","organizzazione_id");--> statement-breakpoint
CREATE INDEX "ruoli_persona_ix" ON "ruoli" USING btree ("ente","persona_id");--> statement-breakpoint
CREATE INDEX "sessioni_persona_ix" ON "sessioni" USING btree ("ente","persona_id");--> statement-breakpoint
CREATE INDEX "strade_limiti_strada_ix" ON "strade_limiti" USING btree ("ente","strada_id");--> statement-breakpoint
CREATE INDEX "strade_proprieta_strada_ix" ON "strade_proprieta" USING btree ("ente","strada_id");