CREATE TABLE "doppioni" (
	"ente" text NOT NULL,
	"una_id" uuid NOT NULL,
	"altra_id" uuid NOT NULL,
	"esito" text NOT NULL,
	"tieni_id" uuid,
	"motivo" text NOT NULL,
	"deciso_da_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "doppioni_ente_una_id_altra_id_pk" PRIMARY KEY("ente","una_id","altra_id"),
	CONSTRAINT "doppioni_esito_ck" CHECK ("doppioni"."esito" in ('da_unire', 'distinte')),
	CONSTRAINT "doppioni_ck" CHECK (una_id < altra_id and (esito = 'da_unire') = (tieni_id is not null) and (tieni_id is null or tieni_id in (una_id, altra_id)))
);
--> statement-breakpoint
CREATE TABLE "modelli_descrizione" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"unita_id" uuid NOT NULL,
	"nome" text NOT NULL,
	"valori" jsonb NOT NULL,
	"tolto_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "modelli_descrizione_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
CREATE TABLE "proposte_scarto" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"oggetto" text NOT NULL,
	"motivazione" text NOT NULL,
	"stato" text DEFAULT 'proposta' NOT NULL,
	"proposta_da_id" uuid NOT NULL,
	"nulla_osta" text,
	"nulla_osta_il" date,
	"decisa_da_id" uuid,
	"verbale" text,
	"verbale_il" date,
	"distrutta_da_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proposte_scarto_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "proposte_scarto_stato_ck" CHECK ("proposte_scarto"."stato" in ('proposta', 'autorizzata', 'negata', 'distrutta', 'ritirata')),
	CONSTRAINT "proposte_scarto_atti_ck" CHECK ((stato in ('autorizzata', 'negata', 'distrutta')) = (nulla_osta is not null and nulla_osta_il is not null)
        and (stato = 'distrutta') = (verbale is not null and verbale_il is not null) and nulla_osta_il <= verbale_il)
);
--> statement-breakpoint
CREATE TABLE "termini_conservazione" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"serie_id" uuid NOT NULL,
	"valido_dal" date NOT NULL,
	"anni" smallint,
	"da_confermare" boolean NOT NULL,
	"fonte" text NOT NULL,
	"scritto_da_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "termini_conservazione_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "termini_conservazione_uq" UNIQUE("ente","serie_id","valido_dal"),
	CONSTRAINT "termini_conservazione_anni_ck" CHECK (anni between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "unita_scarto" (
	"ente" text NOT NULL,
	"proposta_id" uuid NOT NULL,
	"unita_id" uuid NOT NULL,
	"segnatura" text NOT NULL,
	"titolo" text NOT NULL,
	"data_mostrata" text NOT NULL,
	"consistenza" text,
	"contenitori" text NOT NULL,
	"anni" smallint NOT NULL,
	"termine_il" date NOT NULL,
	"fonte" text NOT NULL,
	CONSTRAINT "unita_scarto_ente_proposta_id_unita_id_pk" PRIMARY KEY("ente","proposta_id","unita_id")
);
--> statement-breakpoint
CREATE TABLE "ritiri_catalogo" (
	"ente" text NOT NULL,
	"unita_id" uuid NOT NULL,
	"fondo_id" uuid NOT NULL,
	"ritirata_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ritiri_catalogo_ente_unita_id_pk" PRIMARY KEY("ente","unita_id")
);
--> statement-breakpoint
ALTER TABLE "unita_archivistiche" ADD COLUMN "esposta_at" timestamp with time zone GENERATED ALWAYS AS (greatest(updated_at, consultabile_dal::timestamp at time zone 'Europe/Rome')) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "doppioni" ADD CONSTRAINT "doppioni_ente_una_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","una_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "doppioni" ADD CONSTRAINT "doppioni_ente_altra_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","altra_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "doppioni" ADD CONSTRAINT "doppioni_ente_deciso_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","deciso_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "modelli_descrizione" ADD CONSTRAINT "modelli_descrizione_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposte_scarto" ADD CONSTRAINT "proposte_scarto_ente_proposta_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","proposta_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposte_scarto" ADD CONSTRAINT "proposte_scarto_ente_decisa_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","decisa_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposte_scarto" ADD CONSTRAINT "proposte_scarto_ente_distrutta_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","distrutta_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "termini_conservazione" ADD CONSTRAINT "termini_conservazione_ente_serie_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","serie_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "termini_conservazione" ADD CONSTRAINT "termini_conservazione_ente_scritto_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","scritto_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unita_scarto" ADD CONSTRAINT "unita_scarto_ente_proposta_id_proposte_scarto_ente_id_fk" FOREIGN KEY ("ente","proposta_id") REFERENCES "public"."proposte_scarto"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unita_scarto" ADD CONSTRAINT "unita_scarto_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ritiri_catalogo" ADD CONSTRAINT "ritiri_catalogo_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "modelli_descrizione_ix" ON "modelli_descrizione" USING btree ("ente","unita_id");--> statement-breakpoint
CREATE INDEX "unita_scarto_unita_ix" ON "unita_scarto" USING btree ("ente","unita_id");--> statement-breakpoint
CREATE INDEX "ritiri_catalogo_ix" ON "ritiri_catalogo" USING btree ("ente","ritirata_at","unita_id");--> statement-breakpoint
CREATE INDEX "unita_archivistiche_esposta_ix" ON "unita_archivistiche" USING btree ("ente","esposta_at","id");