CREATE TABLE "derivati_pagina" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"pagina_id" uuid NOT NULL,
	"unita_id" uuid NOT NULL,
	"tipo" text NOT NULL,
	"byte" bigint NOT NULL,
	"sha256" text NOT NULL,
	"deposito" text NOT NULL,
	"chiave_cifrata" text NOT NULL,
	"chiave_maestra" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "derivati_pagina_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "derivati_pagina_tipo_uq" UNIQUE("ente","pagina_id","tipo"),
	CONSTRAINT "derivati_pagina_tipo_ck" CHECK ("derivati_pagina"."tipo" in ('intera', 'oscurata'))
);
--> statement-breakpoint
CREATE TABLE "file_archivio" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"unita_id" uuid NOT NULL,
	"lotto_id" uuid,
	"ordine" integer NOT NULL,
	"nome" text NOT NULL,
	"mime" text NOT NULL,
	"byte" bigint NOT NULL,
	"sha256" text NOT NULL,
	"deposito" text NOT NULL,
	"chiave_cifrata" text NOT NULL,
	"chiave_maestra" text NOT NULL,
	"pagine_attese" integer,
	"pagine" integer,
	"profilo" text,
	"note" text,
	"stato" text DEFAULT 'da_lavorare' NOT NULL,
	"errore" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_archivio_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "file_archivio_una_volta_uq" UNIQUE("ente","unita_id","sha256"),
	CONSTRAINT "file_archivio_ordine_uq" UNIQUE("ente","unita_id","ordine"),
	CONSTRAINT "file_archivio_stato_ck" CHECK ("file_archivio"."stato" in ('da_lavorare', 'in_lavorazione', 'pronto', 'guasto'))
);
--> statement-breakpoint
CREATE TABLE "lavorazioni_archivio" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"file_id" uuid NOT NULL,
	"pagina_id" uuid,
	"fase" text NOT NULL,
	"stato" text DEFAULT 'attesa' NOT NULL,
	"tentativi" smallint DEFAULT 0 NOT NULL,
	"errore" text,
	"non_prima_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lavoratore" text,
	"fino_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lavorazioni_archivio_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "lavorazioni_archivio_una_uq" UNIQUE NULLS NOT DISTINCT("ente","file_id","pagina_id","fase"),
	CONSTRAINT "lavorazioni_archivio_fase_ck" CHECK ("lavorazioni_archivio"."fase" in ('apertura', 'immagine', 'testo')),
	CONSTRAINT "lavorazioni_archivio_stato_ck" CHECK ("lavorazioni_archivio"."stato" in ('attesa', 'in_corso', 'morta', 'sospesa'))
);
--> statement-breakpoint
CREATE TABLE "pagine_archivio" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"unita_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"indice" integer NOT NULL,
	"numero" integer NOT NULL,
	"etichetta" text,
	"larghezza" integer NOT NULL,
	"altezza" integer NOT NULL,
	"dpi" smallint,
	"bianca" boolean DEFAULT false NOT NULL,
	"riservata" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pagine_archivio_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "pagine_archivio_file_uq" UNIQUE("ente","file_id","indice"),
	CONSTRAINT "pagine_archivio_numero_uq" UNIQUE("ente","unita_id","numero")
);
--> statement-breakpoint
CREATE TABLE "testi_pagina" (
	"ente" text NOT NULL,
	"pagina_id" uuid NOT NULL,
	"unita_id" uuid NOT NULL,
	"testo" text NOT NULL,
	"parole" jsonb NOT NULL,
	"fonte" text NOT NULL,
	"confidenza" real,
	"motore" text,
	"corretto_da_id" uuid,
	"versione_riga" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "testi_pagina_ente_pagina_id_pk" PRIMARY KEY("ente","pagina_id"),
	CONSTRAINT "testi_pagina_fonte_ck" CHECK ("testi_pagina"."fonte" in ('file', 'ocr', 'mano'))
);
--> statement-breakpoint
CREATE TABLE "visioni_archivio" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"unita_id" uuid NOT NULL,
	"persona_id" uuid NOT NULL,
	"pratica_id" uuid,
	"scopo" text NOT NULL,
	"dal" timestamp with time zone DEFAULT now() NOT NULL,
	"al" timestamp with time zone NOT NULL,
	"copie" boolean DEFAULT false NOT NULL,
	"concessa_da_id" uuid NOT NULL,
	"revocata_at" timestamp with time zone,
	"revocata_da_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "visioni_archivio_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "visioni_archivio_date_ck" CHECK (dal < al)
);
--> statement-breakpoint
ALTER TABLE "derivati_pagina" ADD CONSTRAINT "derivati_pagina_ente_pagina_id_pagine_archivio_ente_id_fk" FOREIGN KEY ("ente","pagina_id") REFERENCES "public"."pagine_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_archivio" ADD CONSTRAINT "file_archivio_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lavorazioni_archivio" ADD CONSTRAINT "lavorazioni_archivio_ente_file_id_file_archivio_ente_id_fk" FOREIGN KEY ("ente","file_id") REFERENCES "public"."file_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lavorazioni_archivio" ADD CONSTRAINT "lavorazioni_archivio_ente_pagina_id_pagine_archivio_ente_id_fk" FOREIGN KEY ("ente","pagina_id") REFERENCES "public"."pagine_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pagine_archivio" ADD CONSTRAINT "pagine_archivio_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pagine_archivio" ADD CONSTRAINT "pagine_archivio_ente_file_id_file_archivio_ente_id_fk" FOREIGN KEY ("ente","file_id") REFERENCES "public"."file_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "testi_pagina" ADD CONSTRAINT "testi_pagina_ente_pagina_id_pagine_archivio_ente_id_fk" FOREIGN KEY ("ente","pagina_id") REFERENCES "public"."pagine_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "testi_pagina" ADD CONSTRAINT "testi_pagina_ente_corretto_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","corretto_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD CONSTRAINT "visioni_archivio_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD CONSTRAINT "visioni_archivio_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD CONSTRAINT "visioni_archivio_ente_pratica_id_pratiche_ente_id_fk" FOREIGN KEY ("ente","pratica_id") REFERENCES "public"."pratiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD CONSTRAINT "visioni_archivio_ente_concessa_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","concessa_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD CONSTRAINT "visioni_archivio_ente_revocata_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","revocata_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "derivati_pagina_unita_ix" ON "derivati_pagina" USING btree ("ente","unita_id");--> statement-breakpoint
CREATE INDEX "file_archivio_lotto_ix" ON "file_archivio" USING btree ("ente","lotto_id") WHERE lotto_id is not null;--> statement-breakpoint
CREATE INDEX "lavorazioni_archivio_prossime_ix" ON "lavorazioni_archivio" USING btree ("non_prima_at") WHERE stato in ('attesa', 'in_corso');--> statement-breakpoint
CREATE INDEX "testi_pagina_unita_ix" ON "testi_pagina" USING btree ("ente","unita_id");--> statement-breakpoint
CREATE INDEX "visioni_archivio_persona_ix" ON "visioni_archivio" USING btree ("persona_id","unita_id");--> statement-breakpoint
CREATE INDEX "visioni_archivio_pratica_ix" ON "visioni_archivio" USING btree ("ente","pratica_id") WHERE pratica_id is not null;