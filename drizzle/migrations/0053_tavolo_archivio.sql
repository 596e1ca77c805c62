CREATE TABLE "correzioni_testo" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"pagina_id" uuid NOT NULL,
	"unita_id" uuid NOT NULL,
	"versione" integer NOT NULL,
	"atto" text NOT NULL,
	"righe" jsonb NOT NULL,
	"persona_id" uuid NOT NULL,
	"nome" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "correzioni_testo_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "correzioni_testo_versione_uq" UNIQUE("ente","pagina_id","versione"),
	CONSTRAINT "correzioni_testo_atto_ck" CHECK ("correzioni_testo"."atto" in ('corretta', 'ripresa'))
);
--> statement-breakpoint
CREATE TABLE "sospensioni_lavorazione" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"lotto_id" uuid,
	"sospesa_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sospesa_da_id" uuid NOT NULL,
	"sospesa_da" text NOT NULL,
	"ripresa_at" timestamp with time zone,
	"ripresa_da_id" uuid,
	CONSTRAINT "sospensioni_lavorazione_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "sospensioni_lavorazione_ripresa_ck" CHECK ((ripresa_at is null) = (ripresa_da_id is null))
);
--> statement-breakpoint
CREATE TABLE "testi_letti" (
	"ente" text NOT NULL,
	"pagina_id" uuid NOT NULL,
	"unita_id" uuid NOT NULL,
	"testo" text NOT NULL,
	"parole" jsonb NOT NULL,
	"fonte" text NOT NULL,
	"confidenza" real,
	"motore" text,
	"rilavorata_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "testi_letti_ente_pagina_id_pk" PRIMARY KEY("ente","pagina_id"),
	CONSTRAINT "testi_letti_fonte_ck" CHECK ("testi_letti"."fonte" in ('file', 'ocr', 'mano'))
);
--> statement-breakpoint
ALTER TABLE "correzioni_testo" ADD CONSTRAINT "correzioni_testo_ente_pagina_id_pagine_archivio_ente_id_fk" FOREIGN KEY ("ente","pagina_id") REFERENCES "public"."pagine_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correzioni_testo" ADD CONSTRAINT "correzioni_testo_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sospensioni_lavorazione" ADD CONSTRAINT "sospensioni_lavorazione_ente_lotto_id_lotti_archivio_ente_id_fk" FOREIGN KEY ("ente","lotto_id") REFERENCES "public"."lotti_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sospensioni_lavorazione" ADD CONSTRAINT "sospensioni_lavorazione_ente_sospesa_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","sospesa_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sospensioni_lavorazione" ADD CONSTRAINT "sospensioni_lavorazione_ente_ripresa_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","ripresa_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "testi_letti" ADD CONSTRAINT "testi_letti_ente_pagina_id_pagine_archivio_ente_id_fk" FOREIGN KEY ("ente","pagina_id") REFERENCES "public"."pagine_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "sospensioni_lavorazione_una_uq" ON "sospensioni_lavorazione" USING btree ("ente",coalesce(lotto_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE ripresa_at is null;--> statement-breakpoint
CREATE INDEX "testi_letti_unita_ix" ON "testi_letti" USING btree ("ente","unita_id");--> statement-breakpoint
CREATE INDEX "derivati_pagina_quando_ix" ON "derivati_pagina" USING brin ("created_at");