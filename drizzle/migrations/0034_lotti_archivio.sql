CREATE TABLE "attestazioni_lotto" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"lotto_id" uuid NOT NULL,
	"valore" text NOT NULL,
	"attestata_da_id" uuid NOT NULL,
	"attestante" text NOT NULL,
	"attestata_il" date NOT NULL,
	"attestata_at" timestamp with time zone NOT NULL,
	"processo" text,
	"note" text,
	"quanti" integer NOT NULL,
	"impronta_elenco" text NOT NULL,
	CONSTRAINT "attestazioni_lotto_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "attestazioni_lotto_una_uq" UNIQUE("ente","lotto_id"),
	CONSTRAINT "attestazioni_lotto_valore_ck" CHECK ("attestazioni_lotto"."valore" in ('attestata_raffronto', 'certificata_processo')),
	CONSTRAINT "attestazioni_lotto_processo_ck" CHECK ((valore = 'certificata_processo') = (processo is not null))
);
--> statement-breakpoint
CREATE TABLE "file_attestati" (
	"ente" text NOT NULL,
	"attestazione_id" uuid NOT NULL,
	"numero" integer NOT NULL,
	"file_id" uuid NOT NULL,
	"unita_id" uuid NOT NULL,
	"segnatura" text NOT NULL,
	"nome" text NOT NULL,
	"byte" bigint NOT NULL,
	"pagine" integer NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "file_attestati_ente_attestazione_id_numero_pk" PRIMARY KEY("ente","attestazione_id","numero"),
	CONSTRAINT "file_attestati_file_uq" UNIQUE("ente","file_id")
);
--> statement-breakpoint
CREATE TABLE "file_lotto" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"lotto_id" uuid NOT NULL,
	"nome" text NOT NULL,
	"byte" bigint NOT NULL,
	"modificato_at" timestamp with time zone,
	"sha256" text,
	"mime" text,
	"pagine" integer,
	"esiti" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"riga" integer,
	"ordine" integer,
	"pagine_attese" integer,
	"documento_id" uuid,
	"deposito" text,
	"chiave_cifrata" text,
	"chiave_maestra" text,
	"file_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_lotto_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "file_lotto_nome_uq" UNIQUE("ente","lotto_id","nome")
);
--> statement-breakpoint
CREATE TABLE "lotti_archivio" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"nome" text NOT NULL,
	"origine" text NOT NULL,
	"percorso" text,
	"modo" text DEFAULT 'nuove' NOT NULL,
	"stato" text NOT NULL,
	"indice_nome" text,
	"indice_sha256" text,
	"indice_letto" text,
	"colonne_ignote" text[] DEFAULT '{}'::text[] NOT NULL,
	"difetto" text,
	"creato_da_id" uuid,
	"verificato_at" timestamp with time zone,
	"caricato_at" timestamp with time zone,
	"lavoratore" text,
	"fino_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lotti_archivio_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "lotti_archivio_origine_ck" CHECK ("lotti_archivio"."origine" in ('cartella', 'zip', 'caricati')),
	CONSTRAINT "lotti_archivio_modo_ck" CHECK ("lotti_archivio"."modo" in ('nuove', 'aggiungi')),
	CONSTRAINT "lotti_archivio_stato_ck" CHECK ("lotti_archivio"."stato" in ('in_preparazione', 'in_verifica', 'verificato', 'in_carico', 'sospeso', 'caricato', 'annullato'))
);
--> statement-breakpoint
CREATE TABLE "righe_lotto" (
	"ente" text NOT NULL,
	"lotto_id" uuid NOT NULL,
	"riga" integer NOT NULL,
	"posizione" integer NOT NULL,
	"segnatura" text NOT NULL,
	"descrizione" jsonb,
	"pagine_attese" integer,
	"stato" text NOT NULL,
	"esiti" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"chiusa" boolean DEFAULT false NOT NULL,
	"unita_id" uuid,
	"caricata_at" timestamp with time zone,
	CONSTRAINT "righe_lotto_ente_lotto_id_riga_pk" PRIMARY KEY("ente","lotto_id","riga"),
	CONSTRAINT "righe_lotto_stato_ck" CHECK ("righe_lotto"."stato" in ('da_caricare', 'caricata', 'presente', 'errata', 'non_riuscita'))
);
--> statement-breakpoint
ALTER TABLE "attestazioni_lotto" ADD CONSTRAINT "attestazioni_lotto_ente_lotto_id_lotti_archivio_ente_id_fk" FOREIGN KEY ("ente","lotto_id") REFERENCES "public"."lotti_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attestazioni_lotto" ADD CONSTRAINT "attestazioni_lotto_ente_attestata_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","attestata_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_attestati" ADD CONSTRAINT "file_attestati_ente_attestazione_id_attestazioni_lotto_ente_id_fk" FOREIGN KEY ("ente","attestazione_id") REFERENCES "public"."attestazioni_lotto"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_attestati" ADD CONSTRAINT "file_attestati_ente_file_id_file_archivio_ente_id_fk" FOREIGN KEY ("ente","file_id") REFERENCES "public"."file_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_attestati" ADD CONSTRAINT "file_attestati_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_lotto" ADD CONSTRAINT "file_lotto_ente_lotto_id_lotti_archivio_ente_id_fk" FOREIGN KEY ("ente","lotto_id") REFERENCES "public"."lotti_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_lotto" ADD CONSTRAINT "file_lotto_ente_file_id_file_archivio_ente_id_fk" FOREIGN KEY ("ente","file_id") REFERENCES "public"."file_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lotti_archivio" ADD CONSTRAINT "lotti_archivio_ente_creato_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","creato_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "righe_lotto" ADD CONSTRAINT "righe_lotto_ente_lotto_id_lotti_archivio_ente_id_fk" FOREIGN KEY ("ente","lotto_id") REFERENCES "public"."lotti_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "righe_lotto" ADD CONSTRAINT "righe_lotto_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_attestati_unita_ix" ON "file_attestati" USING btree ("ente","unita_id");--> statement-breakpoint
CREATE INDEX "file_lotto_riga_ix" ON "file_lotto" USING btree ("ente","lotto_id","riga");--> statement-breakpoint
CREATE UNIQUE INDEX "lotti_archivio_indice_uq" ON "lotti_archivio" USING btree ("ente","indice_sha256","modo") WHERE indice_sha256 is not null and stato <> 'annullato';--> statement-breakpoint
CREATE INDEX "lotti_archivio_da_lavorare_ix" ON "lotti_archivio" USING btree ("ente","stato") WHERE stato in ('in_verifica', 'in_carico');--> statement-breakpoint
CREATE INDEX "righe_lotto_ordine_ix" ON "righe_lotto" USING btree ("ente","lotto_id","posizione");