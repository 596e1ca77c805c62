CREATE TABLE "inventari" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"luogo_id" uuid NOT NULL,
	"aperto_da_id" uuid NOT NULL,
	"aperto_at" timestamp with time zone DEFAULT now() NOT NULL,
	"chiuso_at" timestamp with time zone,
	"mancanti" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inventari_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "inventari_chiuso_ck" CHECK ((chiuso_at is null) = (mancanti is null))
);
--> statement-breakpoint
CREATE TABLE "letture_inventario" (
	"ente" text NOT NULL,
	"inventario_id" uuid NOT NULL,
	"codice" text NOT NULL,
	"esito" text NOT NULL,
	"letto_da_id" uuid NOT NULL,
	"letto_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "letture_inventario_ente_inventario_id_codice_pk" PRIMARY KEY("ente","inventario_id","codice"),
	CONSTRAINT "letture_inventario_esito_ck" CHECK ("letture_inventario"."esito" in ('al_posto', 'fuori_posto', 'risulta_fuori', 'sconosciuto'))
);
--> statement-breakpoint
CREATE TABLE "storia_archivio" (
	"ente" text NOT NULL,
	"oggetto" text NOT NULL,
	"oggetto_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"avvenuto_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"attore_id" uuid NOT NULL,
	"attore_nome" text NOT NULL,
	"cosa" text NOT NULL,
	"modifiche" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "storia_archivio_ente_oggetto_oggetto_id_seq_pk" PRIMARY KEY("ente","oggetto","oggetto_id","seq"),
	CONSTRAINT "storia_archivio_oggetto_ck" CHECK ("storia_archivio"."oggetto" in ('produttore', 'luogo', 'contenitore'))
);
--> statement-breakpoint
ALTER TABLE "luoghi_conservazione" ADD COLUMN "versione_riga" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "unita_conservazione" ADD COLUMN "versione_riga" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "abilitazioni_archivio" ADD COLUMN "data_da_id" uuid;--> statement-breakpoint
ALTER TABLE "abilitazioni_archivio" ADD COLUMN "revocata_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "abilitazioni_archivio" ADD COLUMN "revocata_da_id" uuid;--> statement-breakpoint
ALTER TABLE "soggetti_produttori" ADD COLUMN "versione_riga" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "inventari" ADD CONSTRAINT "inventari_ente_luogo_id_luoghi_conservazione_ente_id_fk" FOREIGN KEY ("ente","luogo_id") REFERENCES "public"."luoghi_conservazione"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventari" ADD CONSTRAINT "inventari_ente_aperto_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","aperto_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letture_inventario" ADD CONSTRAINT "letture_inventario_ente_inventario_id_inventari_ente_id_fk" FOREIGN KEY ("ente","inventario_id") REFERENCES "public"."inventari"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letture_inventario" ADD CONSTRAINT "letture_inventario_ente_letto_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","letto_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "storia_archivio" ADD CONSTRAINT "storia_archivio_ente_attore_id_persone_ente_id_fk" FOREIGN KEY ("ente","attore_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "inventari_aperto_uq" ON "inventari" USING btree ("ente","luogo_id") WHERE chiuso_at is null;--> statement-breakpoint
ALTER TABLE "abilitazioni_archivio" ADD CONSTRAINT "abilitazioni_archivio_ente_data_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","data_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "abilitazioni_archivio" ADD CONSTRAINT "abilitazioni_archivio_ente_revocata_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","revocata_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;