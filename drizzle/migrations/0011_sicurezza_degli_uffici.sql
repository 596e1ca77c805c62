CREATE TABLE "codici_recupero" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"persona_id" uuid NOT NULL,
	"codice_hash" text NOT NULL,
	"usato_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "codici_recupero_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "codici_recupero_uq" UNIQUE("ente","persona_id","codice_hash")
);
--> statement-breakpoint
CREATE TABLE "letture" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"pratica_id" uuid NOT NULL,
	"lettore_id" uuid NOT NULL,
	"lettore_ruolo" text NOT NULL,
	"lettore_ufficio" text NOT NULL,
	"il" date NOT NULL,
	"oggetto_tipo" text NOT NULL,
	"oggetto_id" uuid NOT NULL,
	"motivo" text NOT NULL,
	"motivo_testo" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "letture_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "letture_uq" UNIQUE("ente","pratica_id","lettore_id","il","oggetto_tipo","oggetto_id")
);
--> statement-breakpoint
CREATE TABLE "motivi_lettura" (
	"ente" text NOT NULL,
	"pratica_id" uuid NOT NULL,
	"lettore_id" uuid NOT NULL,
	"il" date NOT NULL,
	"motivo" text NOT NULL,
	"testo" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "motivi_lettura_ente_pratica_id_lettore_id_il_pk" PRIMARY KEY("ente","pratica_id","lettore_id","il")
);
--> statement-breakpoint
CREATE TABLE "revisioni_diritti" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"trimestre" text NOT NULL,
	"ruolo_id" uuid NOT NULL,
	"esito" text NOT NULL,
	"motivo" text,
	"revisore_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "revisioni_diritti_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "revisioni_diritti_uq" UNIQUE("ente","trimestre","ruolo_id")
);
--> statement-breakpoint
CREATE TABLE "richieste_ruolo" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"azione" text NOT NULL,
	"persona_id" uuid NOT NULL,
	"ruolo" text NOT NULL,
	"ufficio_id" uuid,
	"organizzazione_id" uuid,
	"ruolo_id" uuid,
	"valido_dal" date,
	"valido_al" date,
	"motivo" text NOT NULL,
	"chiesta_da_id" uuid NOT NULL,
	"decisa_da_id" uuid,
	"decisa_at" timestamp with time zone,
	"esito" text,
	"esito_motivo" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "richieste_ruolo_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "richieste_ruolo_altri_ck" CHECK ("richieste_ruolo"."persona_id" <> "richieste_ruolo"."chiesta_da_id"),
	CONSTRAINT "richieste_ruolo_seconda_persona_ck" CHECK ("richieste_ruolo"."esito" is distinct from 'confermata' or ("richieste_ruolo"."decisa_da_id" <> "richieste_ruolo"."chiesta_da_id" and "richieste_ruolo"."decisa_da_id" <> "richieste_ruolo"."persona_id"))
);
--> statement-breakpoint
CREATE TABLE "secondi_fattori" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"persona_id" uuid NOT NULL,
	"tipo" text NOT NULL,
	"nome" text NOT NULL,
	"segreto_cifrato" text,
	"chiave_maestra" text,
	"last_step" bigint,
	"credenziale_id" text,
	"chiave_pubblica" text,
	"contatore" bigint,
	"trasporti" jsonb,
	"usato_at" timestamp with time zone,
	"tolto_at" timestamp with time zone,
	"tolto_da_id" uuid,
	"tolto_motivo" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "secondi_fattori_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "secondi_fattori_credenziale_uq" UNIQUE("credenziale_id"),
	CONSTRAINT "secondi_fattori_tipo_ck" CHECK (("secondi_fattori"."tipo" = 'totp' and "secondi_fattori"."segreto_cifrato" is not null and "secondi_fattori"."chiave_maestra" is not null)
        or ("secondi_fattori"."tipo" = 'webauthn' and "secondi_fattori"."credenziale_id" is not null and "secondi_fattori"."chiave_pubblica" is not null))
);
--> statement-breakpoint
CREATE TABLE "sospensioni" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"persona_id" uuid,
	"organizzazione_id" uuid,
	"motivo" text NOT NULL,
	"dal" date NOT NULL,
	"al" date,
	"disposta_da_id" uuid NOT NULL,
	"revocata_at" timestamp with time zone,
	"revocata_da_id" uuid,
	"revocata_motivo" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sospensioni_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "sospensioni_chi_ck" CHECK (num_nonnulls("sospensioni"."persona_id", "sospensioni"."organizzazione_id") = 1),
	CONSTRAINT "sospensioni_giorni_ck" CHECK ("sospensioni"."al" is null or "sospensioni"."al" >= "sospensioni"."dal"),
	CONSTRAINT "sospensioni_altri_ck" CHECK ("sospensioni"."persona_id" is null or "sospensioni"."persona_id" <> "sospensioni"."disposta_da_id")
);
--> statement-breakpoint
ALTER TABLE "sessioni" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "sessioni" ADD COLUMN "secondo_fattore_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessioni" ADD COLUMN "fattori_falliti" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessioni" ADD COLUMN "sfida" text;--> statement-breakpoint
ALTER TABLE "sessioni" ADD COLUMN "sfida_scade_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "codici_recupero" ADD CONSTRAINT "codici_recupero_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letture" ADD CONSTRAINT "letture_ente_lettore_id_persone_ente_id_fk" FOREIGN KEY ("ente","lettore_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "motivi_lettura" ADD CONSTRAINT "motivi_lettura_ente_lettore_id_persone_ente_id_fk" FOREIGN KEY ("ente","lettore_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisioni_diritti" ADD CONSTRAINT "revisioni_diritti_ente_ruolo_id_ruoli_ente_id_fk" FOREIGN KEY ("ente","ruolo_id") REFERENCES "public"."ruoli"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisioni_diritti" ADD CONSTRAINT "revisioni_diritti_ente_revisore_id_persone_ente_id_fk" FOREIGN KEY ("ente","revisore_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "richieste_ruolo" ADD CONSTRAINT "richieste_ruolo_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "richieste_ruolo" ADD CONSTRAINT "richieste_ruolo_ente_chiesta_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","chiesta_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "richieste_ruolo" ADD CONSTRAINT "richieste_ruolo_ente_decisa_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","decisa_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "richieste_ruolo" ADD CONSTRAINT "richieste_ruolo_ente_ufficio_id_uffici_ente_id_fk" FOREIGN KEY ("ente","ufficio_id") REFERENCES "public"."uffici"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "richieste_ruolo" ADD CONSTRAINT "richieste_ruolo_ente_organizzazione_id_organizzazioni_ente_id_fk" FOREIGN KEY ("ente","organizzazione_id") REFERENCES "public"."organizzazioni"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "richieste_ruolo" ADD CONSTRAINT "richieste_ruolo_ente_ruolo_id_ruoli_ente_id_fk" FOREIGN KEY ("ente","ruolo_id") REFERENCES "public"."ruoli"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secondi_fattori" ADD CONSTRAINT "secondi_fattori_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sospensioni" ADD CONSTRAINT "sospensioni_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sospensioni" ADD CONSTRAINT "sospensioni_ente_organizzazione_id_organizzazioni_ente_id_fk" FOREIGN KEY ("ente","organizzazione_id") REFERENCES "public"."organizzazioni"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sospensioni" ADD CONSTRAINT "sospensioni_ente_disposta_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","disposta_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "richieste_ruolo_persona_ix" ON "richieste_ruolo" USING btree ("ente","persona_id");--> statement-breakpoint
CREATE UNIQUE INDEX "richieste_ruolo_fine_uq" ON "richieste_ruolo" USING btree ("ente","ruolo_id") WHERE azione = 'togli' and esito is null;--> statement-breakpoint
CREATE INDEX "secondi_fattori_persona_ix" ON "secondi_fattori" USING btree ("ente","persona_id");--> statement-breakpoint
CREATE INDEX "sospensioni_persona_ix" ON "sospensioni" USING btree ("ente","persona_id");--> statement-breakpoint
CREATE INDEX "sospensioni_organizzazione_ix" ON "sospensioni" USING btree ("ente","organizzazione_id");--> statement-breakpoint
ALTER TABLE "persone" DROP COLUMN "sospesa_at";--> statement-breakpoint
ALTER TABLE "sessioni" ADD CONSTRAINT "sessioni_id_uq" UNIQUE("id");