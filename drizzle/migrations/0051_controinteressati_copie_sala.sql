ALTER TYPE "public"."tipo_evento" ADD VALUE 'controinteressato_avvisato';--> statement-breakpoint
ALTER TYPE "public"."tipo_evento" ADD VALUE 'controinteressato_risposto';--> statement-breakpoint
CREATE TABLE "copie_archivio" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"pratica_id" uuid NOT NULL,
	"conforme" boolean NOT NULL,
	"pagine" integer NOT NULL,
	"voci" jsonb NOT NULL,
	"importo_cents" integer NOT NULL,
	"pagamento" text,
	"pagato_il" date,
	"dichiarato_da_id" uuid,
	"dichiarato_at" timestamp with time zone,
	"confermato_da_id" uuid,
	"confermato_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "copie_archivio_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "copie_archivio_pratica_uq" UNIQUE("ente","pratica_id"),
	CONSTRAINT "copie_archivio_importo_ck" CHECK (importo_cents >= 0 and pagine >= 0),
	CONSTRAINT "copie_archivio_dichiarato_ck" CHECK (num_nonnulls(pagamento, pagato_il, dichiarato_da_id, dichiarato_at) in (0, 4)),
	CONSTRAINT "copie_archivio_confermato_ck" CHECK ((confermato_at is null) = (confermato_da_id is null) and (confermato_at is null or dichiarato_at is not null)
        and (confermato_da_id is null or confermato_da_id <> dichiarato_da_id))
);
--> statement-breakpoint
CREATE TABLE "controinteressati" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"pratica_id" uuid NOT NULL,
	"nome" text NOT NULL,
	"codice_fiscale" text,
	"ruolo" text,
	"canale" text NOT NULL,
	"recapito" text,
	"contenuto" jsonb NOT NULL,
	"avvisato_il" date NOT NULL,
	"avvisato_da_id" uuid NOT NULL,
	"protocollo" text NOT NULL,
	"documento_id" uuid,
	"ricevuto_il" date,
	"entro_il" date,
	"risposta" text,
	"risposta_il" date,
	"testo" text,
	"registrata_da_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "controinteressati_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "controinteressati_nome_uq" UNIQUE("ente","pratica_id","nome"),
	CONSTRAINT "controinteressati_canale_ck" CHECK ("controinteressati"."canale" in ('portale', 'pec', 'raccomandata')),
	CONSTRAINT "controinteressati_risposta_ck" CHECK ("controinteressati"."risposta" in ('opposizione', 'nessuna_obiezione')),
	CONSTRAINT "controinteressati_recapito_ck" CHECK (case when canale = 'portale' then codice_fiscale is not null else recapito is not null end),
	CONSTRAINT "controinteressati_termine_ck" CHECK ((ricevuto_il is null) = (entro_il is null) and ricevuto_il >= avvisato_il and entro_il >= ricevuto_il + 10),
	CONSTRAINT "controinteressati_risposto_ck" CHECK ((risposta is null) = (risposta_il is null) and (risposta is null) = (registrata_da_id is null)
        and (risposta is distinct from 'opposizione' or testo is not null))
);
--> statement-breakpoint
CREATE TABLE "accessi_sala" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"pratica_id" uuid NOT NULL,
	"persona_id" uuid NOT NULL,
	"unita_ids" uuid[] NOT NULL,
	"scopo" text NOT NULL,
	"accompagnatore" text,
	"dal" date NOT NULL,
	"al" date NOT NULL,
	"concesso_da_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accessi_sala_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "accessi_sala_uno_uq" UNIQUE("ente","pratica_id","persona_id"),
	CONSTRAINT "accessi_sala_date_ck" CHECK (dal <= al and cardinality(unita_ids) > 0),
	CONSTRAINT "accessi_sala_altri_ck" CHECK (persona_id <> concesso_da_id)
);
--> statement-breakpoint
CREATE TABLE "appuntamenti_sala" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"accesso_id" uuid NOT NULL,
	"giorno" date NOT NULL,
	"inizio" text NOT NULL,
	"fine" text NOT NULL,
	"posto" smallint NOT NULL,
	"stato" text DEFAULT 'prenotato' NOT NULL,
	"disdetto_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "appuntamenti_sala_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "appuntamenti_sala_stato_ck" CHECK ("appuntamenti_sala"."stato" in ('prenotato', 'disdetto', 'venuto', 'assente')),
	CONSTRAINT "appuntamenti_sala_ora_ck" CHECK (inizio ~ '^[0-2][0-9]:[0-5][0-9]$' and inizio < fine),
	CONSTRAINT "appuntamenti_sala_posto_ck" CHECK (posto > 0)
);
--> statement-breakpoint
ALTER TABLE "visioni_archivio" DROP CONSTRAINT "visioni_archivio_titolo_ck";--> statement-breakpoint
ALTER TABLE "visioni_archivio" DROP CONSTRAINT "visioni_archivio_altri_ck";--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD COLUMN "proprio" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "termini" ADD COLUMN "causa" text;--> statement-breakpoint
ALTER TABLE "protocolli" ADD COLUMN "riservato" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "copie_archivio" ADD CONSTRAINT "copie_archivio_ente_pratica_id_pratiche_ente_id_fk" FOREIGN KEY ("ente","pratica_id") REFERENCES "public"."pratiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "copie_archivio" ADD CONSTRAINT "copie_archivio_ente_dichiarato_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","dichiarato_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "copie_archivio" ADD CONSTRAINT "copie_archivio_ente_confermato_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","confermato_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "controinteressati" ADD CONSTRAINT "controinteressati_ente_pratica_id_pratiche_ente_id_fk" FOREIGN KEY ("ente","pratica_id") REFERENCES "public"."pratiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "controinteressati" ADD CONSTRAINT "controinteressati_ente_avvisato_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","avvisato_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "controinteressati" ADD CONSTRAINT "controinteressati_ente_registrata_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","registrata_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "controinteressati" ADD CONSTRAINT "controinteressati_ente_documento_id_documenti_ente_id_fk" FOREIGN KEY ("ente","documento_id") REFERENCES "public"."documenti"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accessi_sala" ADD CONSTRAINT "accessi_sala_ente_pratica_id_pratiche_ente_id_fk" FOREIGN KEY ("ente","pratica_id") REFERENCES "public"."pratiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accessi_sala" ADD CONSTRAINT "accessi_sala_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accessi_sala" ADD CONSTRAINT "accessi_sala_ente_concesso_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","concesso_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appuntamenti_sala" ADD CONSTRAINT "appuntamenti_sala_ente_accesso_id_accessi_sala_ente_id_fk" FOREIGN KEY ("ente","accesso_id") REFERENCES "public"."accessi_sala"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "controinteressati_cf_ix" ON "controinteressati" USING btree ("codice_fiscale") WHERE codice_fiscale is not null;--> statement-breakpoint
CREATE INDEX "accessi_sala_persona_ix" ON "accessi_sala" USING btree ("ente","persona_id");--> statement-breakpoint
CREATE UNIQUE INDEX "appuntamenti_sala_posto_uq" ON "appuntamenti_sala" USING btree ("ente","giorno","inizio","posto") WHERE stato <> 'disdetto';--> statement-breakpoint
CREATE UNIQUE INDEX "appuntamenti_sala_uno_uq" ON "appuntamenti_sala" USING btree ("ente","accesso_id") WHERE stato = 'prenotato';--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD CONSTRAINT "visioni_archivio_titolo_ck" CHECK (num_nonnulls(pratica_id, convenzione_id) + proprio::int <= 1);--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD CONSTRAINT "visioni_archivio_altri_ck" CHECK ((persona_id = concessa_da_id) = proprio);