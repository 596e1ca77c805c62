ALTER TYPE "public"."tipo_evento" ADD VALUE 'trasferita' BEFORE 'messaggio';--> statement-breakpoint
CREATE TABLE "bozze_condivisioni" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"bozza_id" uuid NOT NULL,
	"codice_fiscale" text NOT NULL,
	"livello" text NOT NULL,
	"dato_da_id" uuid NOT NULL,
	"revocata_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bozze_condivisioni_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
CREATE TABLE "bozze_firmatari" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"bozza_id" uuid NOT NULL,
	"codice_fiscale" text NOT NULL,
	"aggiunto_da_id" uuid NOT NULL,
	"persona_id" uuid,
	"firmato_at" timestamp with time zone,
	"impronta" text,
	"rimosso_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bozze_firmatari_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "bozze_firmatari_firma_ck" CHECK (("bozze_firmatari"."firmato_at" is null) = ("bozze_firmatari"."impronta" is null))
);
--> statement-breakpoint
CREATE TABLE "trasferimenti" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"bozza_id" uuid,
	"pratica_id" uuid,
	"oggetto" text NOT NULL,
	"da_nome" text NOT NULL,
	"offerto_da_id" uuid NOT NULL,
	"a_organizzazione_id" uuid,
	"a_codice_fiscale" text,
	"motivo" text NOT NULL,
	"scade_at" timestamp with time zone NOT NULL,
	"accettato_at" timestamp with time zone,
	"accettato_da_id" uuid,
	"rifiutato_at" timestamp with time zone,
	"ritirato_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trasferimenti_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "trasferimenti_cosa_ck" CHECK (("trasferimenti"."bozza_id" is null) <> ("trasferimenti"."pratica_id" is null)),
	CONSTRAINT "trasferimenti_a_ck" CHECK (("trasferimenti"."a_organizzazione_id" is null) <> ("trasferimenti"."a_codice_fiscale" is null))
);
--> statement-breakpoint
CREATE TABLE "carte_veicolo" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"veicolo_id" uuid NOT NULL,
	"tipo" text NOT NULL,
	"numero" text,
	"scade_il" date,
	"eliminata_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "carte_veicolo_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
CREATE TABLE "collegamenti" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"persona_id" uuid NOT NULL,
	"tipo" text NOT NULL,
	"denominazione" text NOT NULL,
	"codice_fiscale" text NOT NULL,
	"sede" text NOT NULL,
	"pec" text,
	"albo_autotrasporto" text,
	"carica" text NOT NULL,
	"inviata_at" timestamp with time zone,
	"ritirata_at" timestamp with time zone,
	"registro" jsonb,
	"decisa_at" timestamp with time zone,
	"decisa_da_id" uuid,
	"esito" text,
	"motivo" text,
	"appartenenza_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "collegamenti_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "collegamenti_esito_ck" CHECK (("collegamenti"."decisa_at" is null) = ("collegamenti"."esito" is null))
);
--> statement-breakpoint
CREATE TABLE "importazioni_flotta" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"organizzazione_id" uuid NOT NULL,
	"persona_id" uuid NOT NULL,
	"nome" text NOT NULL,
	"sha256" text NOT NULL,
	"righe" jsonb NOT NULL,
	"applicata_at" timestamp with time zone,
	"esito" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "importazioni_flotta_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "importazioni_flotta_file_uq" UNIQUE("ente","organizzazione_id","persona_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "inviti" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"organizzazione_id" uuid NOT NULL,
	"codice_fiscale" text NOT NULL,
	"ruolo" text NOT NULL,
	"invitato_da_id" uuid NOT NULL,
	"scade_at" timestamp with time zone NOT NULL,
	"accettato_at" timestamp with time zone,
	"rifiutato_at" timestamp with time zone,
	"revocato_at" timestamp with time zone,
	"appartenenza_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inviti_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
CREATE TABLE "mandati" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"mandante_organizzazione_id" uuid,
	"mandante_codice_fiscale" text,
	"mandante_persona_id" uuid,
	"mandatario_organizzazione_id" uuid,
	"mandatario_codice_fiscale" text,
	"procedimenti" text[],
	"dal" date NOT NULL,
	"al" date NOT NULL,
	"proposto_da" text NOT NULL,
	"creato_da_id" uuid NOT NULL,
	"scade_proposta_at" timestamp with time zone NOT NULL,
	"accettato_at" timestamp with time zone,
	"accettato_da_id" uuid,
	"rifiutato_at" timestamp with time zone,
	"ritirato_at" timestamp with time zone,
	"revocato_at" timestamp with time zone,
	"revocato_da_id" uuid,
	"rinunciato_at" timestamp with time zone,
	"rinunciato_da_id" uuid,
	"motivo" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mandati_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "mandati_mandante_ck" CHECK (("mandati"."mandante_organizzazione_id" is null) <> ("mandati"."mandante_codice_fiscale" is null)),
	CONSTRAINT "mandati_mandatario_ck" CHECK (("mandati"."mandatario_organizzazione_id" is null) <> ("mandati"."mandatario_codice_fiscale" is null)),
	CONSTRAINT "mandati_periodo_ck" CHECK ("mandati"."dal" <= "mandati"."al"),
	CONSTRAINT "mandati_procedimenti_ck" CHECK ("mandati"."procedimenti" is null or cardinality("mandati"."procedimenti") > 0)
);
--> statement-breakpoint
CREATE TABLE "veicoli_autisti" (
	"ente" text NOT NULL,
	"veicolo_id" uuid NOT NULL,
	"appartenenza_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "veicoli_autisti_ente_veicolo_id_appartenenza_id_pk" PRIMARY KEY("ente","veicolo_id","appartenenza_id")
);
--> statement-breakpoint
DROP INDEX "pratiche_coda_ix";--> statement-breakpoint
ALTER TABLE "bozze" ADD COLUMN "titolare_id" uuid;--> statement-breakpoint
ALTER TABLE "bozze" ADD COLUMN "mandato_id" uuid;--> statement-breakpoint
ALTER TABLE "documenti" ADD COLUMN "soggetto_tipo" text;--> statement-breakpoint
ALTER TABLE "documenti" ADD COLUMN "soggetto_id" uuid;--> statement-breakpoint
ALTER TABLE "posta_uscita" ADD COLUMN "percorso" text;--> statement-breakpoint
ALTER TABLE "pratiche" ADD COLUMN "titolare_id" uuid;--> statement-breakpoint
ALTER TABLE "pratiche" ADD COLUMN "mandato_id" uuid;--> statement-breakpoint
ALTER TABLE "pratiche" ADD COLUMN "seguita_da_id" uuid;--> statement-breakpoint
ALTER TABLE "bozze_condivisioni" ADD CONSTRAINT "bozze_condivisioni_ente_bozza_id_bozze_ente_id_fk" FOREIGN KEY ("ente","bozza_id") REFERENCES "public"."bozze"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bozze_condivisioni" ADD CONSTRAINT "bozze_condivisioni_ente_dato_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","dato_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bozze_firmatari" ADD CONSTRAINT "bozze_firmatari_ente_bozza_id_bozze_ente_id_fk" FOREIGN KEY ("ente","bozza_id") REFERENCES "public"."bozze"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bozze_firmatari" ADD CONSTRAINT "bozze_firmatari_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trasferimenti" ADD CONSTRAINT "trasferimenti_ente_bozza_id_bozze_ente_id_fk" FOREIGN KEY ("ente","bozza_id") REFERENCES "public"."bozze"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trasferimenti" ADD CONSTRAINT "trasferimenti_ente_pratica_id_pratiche_ente_id_fk" FOREIGN KEY ("ente","pratica_id") REFERENCES "public"."pratiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trasferimenti" ADD CONSTRAINT "trasferimenti_ente_offerto_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","offerto_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trasferimenti" ADD CONSTRAINT "trasferimenti_ente_a_organizzazione_id_organizzazioni_ente_id_fk" FOREIGN KEY ("ente","a_organizzazione_id") REFERENCES "public"."organizzazioni"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carte_veicolo" ADD CONSTRAINT "carte_veicolo_ente_veicolo_id_veicoli_ente_id_fk" FOREIGN KEY ("ente","veicolo_id") REFERENCES "public"."veicoli"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collegamenti" ADD CONSTRAINT "collegamenti_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collegamenti" ADD CONSTRAINT "collegamenti_ente_decisa_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","decisa_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collegamenti" ADD CONSTRAINT "collegamenti_ente_appartenenza_id_appartenenze_ente_id_fk" FOREIGN KEY ("ente","appartenenza_id") REFERENCES "public"."appartenenze"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "importazioni_flotta" ADD CONSTRAINT "importazioni_flotta_ente_organizzazione_id_organizzazioni_ente_id_fk" FOREIGN KEY ("ente","organizzazione_id") REFERENCES "public"."organizzazioni"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "importazioni_flotta" ADD CONSTRAINT "importazioni_flotta_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inviti" ADD CONSTRAINT "inviti_ente_organizzazione_id_organizzazioni_ente_id_fk" FOREIGN KEY ("ente","organizzazione_id") REFERENCES "public"."organizzazioni"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inviti" ADD CONSTRAINT "inviti_ente_invitato_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","invitato_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandati" ADD CONSTRAINT "mandati_ente_mandante_organizzazione_id_organizzazioni_ente_id_fk" FOREIGN KEY ("ente","mandante_organizzazione_id") REFERENCES "public"."organizzazioni"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandati" ADD CONSTRAINT "mandati_ente_mandante_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","mandante_persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandati" ADD CONSTRAINT "mandati_ente_mandatario_organizzazione_id_organizzazioni_ente_id_fk" FOREIGN KEY ("ente","mandatario_organizzazione_id") REFERENCES "public"."organizzazioni"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "veicoli_autisti" ADD CONSTRAINT "veicoli_autisti_ente_veicolo_id_veicoli_ente_id_fk" FOREIGN KEY ("ente","veicolo_id") REFERENCES "public"."veicoli"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "veicoli_autisti" ADD CONSTRAINT "veicoli_autisti_ente_appartenenza_id_appartenenze_ente_id_fk" FOREIGN KEY ("ente","appartenenza_id") REFERENCES "public"."appartenenze"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bozze_condivisioni_uq" ON "bozze_condivisioni" USING btree ("ente","bozza_id","codice_fiscale") WHERE revocata_at is null;--> statement-breakpoint
CREATE INDEX "bozze_condivisioni_cf_ix" ON "bozze_condivisioni" USING btree ("ente","codice_fiscale");--> statement-breakpoint
CREATE UNIQUE INDEX "bozze_firmatari_uq" ON "bozze_firmatari" USING btree ("ente","bozza_id","codice_fiscale") WHERE rimosso_at is null;--> statement-breakpoint
CREATE INDEX "bozze_firmatari_cf_ix" ON "bozze_firmatari" USING btree ("ente","codice_fiscale");--> statement-breakpoint
CREATE UNIQUE INDEX "trasferimenti_bozza_uq" ON "trasferimenti" USING btree ("ente","bozza_id") WHERE accettato_at is null and rifiutato_at is null and ritirato_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "trasferimenti_pratica_uq" ON "trasferimenti" USING btree ("ente","pratica_id") WHERE accettato_at is null and rifiutato_at is null and ritirato_at is null;--> statement-breakpoint
CREATE INDEX "trasferimenti_cf_ix" ON "trasferimenti" USING btree ("ente","a_codice_fiscale");--> statement-breakpoint
CREATE INDEX "trasferimenti_organizzazione_ix" ON "trasferimenti" USING btree ("ente","a_organizzazione_id");--> statement-breakpoint
CREATE UNIQUE INDEX "carte_veicolo_tipo_uq" ON "carte_veicolo" USING btree ("ente","veicolo_id","tipo") WHERE eliminata_at is null;--> statement-breakpoint
CREATE INDEX "carte_veicolo_scadenza_ix" ON "carte_veicolo" USING btree ("ente","scade_il") WHERE eliminata_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "collegamenti_aperto_uq" ON "collegamenti" USING btree ("ente","persona_id","codice_fiscale") WHERE decisa_at is null and ritirata_at is null;--> statement-breakpoint
CREATE INDEX "collegamenti_attesa_ix" ON "collegamenti" USING btree ("ente","inviata_at") WHERE inviata_at is not null and decisa_at is null and ritirata_at is null;--> statement-breakpoint
CREATE INDEX "importazioni_flotta_ix" ON "importazioni_flotta" USING btree ("ente","organizzazione_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "inviti_aperto_uq" ON "inviti" USING btree ("ente","organizzazione_id","codice_fiscale") WHERE accettato_at is null and rifiutato_at is null and revocato_at is null;--> statement-breakpoint
CREATE INDEX "inviti_codice_fiscale_ix" ON "inviti" USING btree ("ente","codice_fiscale");--> statement-breakpoint
CREATE INDEX "mandati_mandante_ix" ON "mandati" USING btree ("ente","mandante_organizzazione_id");--> statement-breakpoint
CREATE INDEX "mandati_mandante_cf_ix" ON "mandati" USING btree ("ente","mandante_codice_fiscale");--> statement-breakpoint
CREATE INDEX "mandati_mandatario_ix" ON "mandati" USING btree ("ente","mandatario_organizzazione_id");--> statement-breakpoint
CREATE INDEX "mandati_mandatario_cf_ix" ON "mandati" USING btree ("ente","mandatario_codice_fiscale");--> statement-breakpoint
CREATE INDEX "veicoli_autisti_appartenenza_ix" ON "veicoli_autisti" USING btree ("ente","appartenenza_id");--> statement-breakpoint
ALTER TABLE "bozze" ADD CONSTRAINT "bozze_ente_titolare_id_persone_ente_id_fk" FOREIGN KEY ("ente","titolare_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bozze" ADD CONSTRAINT "bozze_ente_mandato_id_mandati_ente_id_fk" FOREIGN KEY ("ente","mandato_id") REFERENCES "public"."mandati"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pratiche" ADD CONSTRAINT "pratiche_ente_titolare_id_persone_ente_id_fk" FOREIGN KEY ("ente","titolare_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pratiche" ADD CONSTRAINT "pratiche_ente_mandato_id_mandati_ente_id_fk" FOREIGN KEY ("ente","mandato_id") REFERENCES "public"."mandati"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pratiche" ADD CONSTRAINT "pratiche_ente_seguita_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","seguita_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bozze_mandato_ix" ON "bozze" USING btree ("ente","mandato_id") WHERE mandato_id is not null;--> statement-breakpoint
CREATE INDEX "documenti_soggetto_ix" ON "documenti" USING btree ("ente","soggetto_id") WHERE soggetto_id is not null;--> statement-breakpoint
CREATE INDEX "pratiche_titolare_ix" ON "pratiche" USING btree ("ente","titolare_id") WHERE titolare_id is not null;--> statement-breakpoint
CREATE INDEX "pratiche_mandato_ix" ON "pratiche" USING btree ("ente","mandato_id") WHERE mandato_id is not null;--> statement-breakpoint
CREATE INDEX "pratiche_coda_ix" ON "pratiche" USING btree ("ente","ufficio_id","scade_il","id","stato","assegnatario_id","persona_id","titolare_id") WHERE stato <> 'conclusa';