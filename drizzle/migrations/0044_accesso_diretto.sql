CREATE TABLE "aperture_emergenza" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"segnatura" text NOT NULL,
	"motivo" text NOT NULL,
	"ore" smallint NOT NULL,
	"chiesta_da_id" uuid NOT NULL,
	"chiesta_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unita_id" uuid,
	"decisa_da_id" uuid,
	"decisa_at" timestamp with time zone,
	"fino_at" timestamp with time zone,
	"rifiuto_motivo" text,
	"chiusa_at" timestamp with time zone,
	"chiusa_da_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "aperture_emergenza_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "aperture_emergenza_altri_ck" CHECK (decisa_da_id <> chiesta_da_id),
	CONSTRAINT "aperture_emergenza_ore_ck" CHECK (ore between 1 and 24),
	CONSTRAINT "aperture_emergenza_decisa_ck" CHECK ((decisa_at is null) = (decisa_da_id is null)),
	CONSTRAINT "aperture_emergenza_aperta_ck" CHECK (fino_at is null or (unita_id is not null and decisa_at is not null)),
	CONSTRAINT "aperture_emergenza_tempo_ck" CHECK (fino_at <= decisa_at + make_interval(hours => ore))
);
--> statement-breakpoint
CREATE TABLE "convenzioni_archivio" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"organizzazione_id" uuid NOT NULL,
	"atto" text NOT NULL,
	"comuni" text[] NOT NULL,
	"dal" date NOT NULL,
	"al" date NOT NULL,
	"registrata_da_id" uuid NOT NULL,
	"cessata_at" timestamp with time zone,
	"cessata_da_id" uuid,
	"cessata_motivo" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "convenzioni_archivio_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "convenzioni_archivio_date_ck" CHECK (dal <= al),
	CONSTRAINT "convenzioni_archivio_comuni_ck" CHECK (cardinality(comuni) > 0)
);
--> statement-breakpoint
CREATE TABLE "lettori_convenzione" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"convenzione_id" uuid NOT NULL,
	"codice_fiscale" text NOT NULL,
	"nome" text NOT NULL,
	"aggiunto_da_id" uuid NOT NULL,
	"tolto_at" timestamp with time zone,
	"tolto_da_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lettori_convenzione_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "lettori_convenzione_uno_uq" UNIQUE("ente","convenzione_id","codice_fiscale")
);
--> statement-breakpoint
CREATE TABLE "segnalazioni_archivio" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"regola" text NOT NULL,
	"il" date NOT NULL,
	"persona_id" uuid,
	"indirizzo" text,
	"quanti" integer NOT NULL,
	"soglia" integer NOT NULL,
	"stato" text DEFAULT 'aperta' NOT NULL,
	"nota" text,
	"chiusa_da_id" uuid,
	"chiusa_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "segnalazioni_archivio_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "segnalazioni_archivio_una_uq" UNIQUE NULLS NOT DISTINCT("ente","regola","il","persona_id","indirizzo"),
	CONSTRAINT "segnalazioni_archivio_regola_ck" CHECK ("segnalazioni_archivio"."regola" in ('unita', 'unita_ufficio', 'particelle', 'notte', 'rifiuti')),
	CONSTRAINT "segnalazioni_archivio_stato_ck" CHECK ("segnalazioni_archivio"."stato" in ('aperta', 'chiusa')),
	CONSTRAINT "segnalazioni_archivio_chi_ck" CHECK (num_nonnulls(persona_id, indirizzo) = 1),
	CONSTRAINT "segnalazioni_archivio_altri_ck" CHECK (persona_id <> chiusa_da_id)
);
--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD COLUMN "convenzione_id" uuid;--> statement-breakpoint
ALTER TABLE "aperture_emergenza" ADD CONSTRAINT "aperture_emergenza_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aperture_emergenza" ADD CONSTRAINT "aperture_emergenza_ente_chiesta_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","chiesta_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aperture_emergenza" ADD CONSTRAINT "aperture_emergenza_ente_decisa_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","decisa_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aperture_emergenza" ADD CONSTRAINT "aperture_emergenza_ente_chiusa_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","chiusa_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "convenzioni_archivio" ADD CONSTRAINT "convenzioni_archivio_ente_organizzazione_id_organizzazioni_ente_id_fk" FOREIGN KEY ("ente","organizzazione_id") REFERENCES "public"."organizzazioni"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "convenzioni_archivio" ADD CONSTRAINT "convenzioni_archivio_ente_registrata_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","registrata_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "convenzioni_archivio" ADD CONSTRAINT "convenzioni_archivio_ente_cessata_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","cessata_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lettori_convenzione" ADD CONSTRAINT "lettori_convenzione_ente_convenzione_id_convenzioni_archivio_ente_id_fk" FOREIGN KEY ("ente","convenzione_id") REFERENCES "public"."convenzioni_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lettori_convenzione" ADD CONSTRAINT "lettori_convenzione_ente_aggiunto_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","aggiunto_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lettori_convenzione" ADD CONSTRAINT "lettori_convenzione_ente_tolto_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","tolto_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segnalazioni_archivio" ADD CONSTRAINT "segnalazioni_archivio_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segnalazioni_archivio" ADD CONSTRAINT "segnalazioni_archivio_ente_chiusa_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","chiusa_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "aperture_emergenza_persona_ix" ON "aperture_emergenza" USING btree ("chiesta_da_id","fino_at");--> statement-breakpoint
CREATE INDEX "convenzioni_archivio_organizzazione_ix" ON "convenzioni_archivio" USING btree ("ente","organizzazione_id");--> statement-breakpoint
CREATE INDEX "lettori_convenzione_cf_ix" ON "lettori_convenzione" USING btree ("codice_fiscale") WHERE tolto_at is null;--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD CONSTRAINT "visioni_archivio_ente_convenzione_id_convenzioni_archivio_ente_id_fk" FOREIGN KEY ("ente","convenzione_id") REFERENCES "public"."convenzioni_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_archivio_ix" ON "audit" USING btree ("avvenuto_at") WHERE azione like 'archivio.%';--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD CONSTRAINT "visioni_archivio_titolo_ck" CHECK (num_nonnulls(pratica_id, convenzione_id) <= 1);