CREATE TABLE "luoghi_conservazione" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"padre_id" uuid,
	"tipo" text NOT NULL,
	"nome" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "luoghi_conservazione_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "luoghi_conservazione_nome_uq" UNIQUE NULLS NOT DISTINCT("ente","padre_id","nome"),
	CONSTRAINT "luoghi_conservazione_tipo_ck" CHECK ("luoghi_conservazione"."tipo" in ('sede', 'locale', 'scaffale', 'palchetto'))
);
--> statement-breakpoint
CREATE TABLE "movimenti" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"contenitore_id" uuid NOT NULL,
	"da_luogo_id" uuid NOT NULL,
	"a_luogo_id" uuid,
	"motivo" text NOT NULL,
	"chiesto_da_id" uuid NOT NULL,
	"uscita_at" timestamp with time zone DEFAULT now() NOT NULL,
	"rientro_previsto_il" date,
	"rientro_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "movimenti_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "movimenti_motivo_ck" CHECK ("movimenti"."motivo" in ('consultazione', 'scansione', 'prestito_ufficio', 'restauro', 'trasferimento'))
);
--> statement-breakpoint
CREATE TABLE "unita_conservazione" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"tipo" text NOT NULL,
	"codice" text NOT NULL,
	"luogo_id" uuid NOT NULL,
	"posizione" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unita_conservazione_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "unita_conservazione_codice_uq" UNIQUE("ente","codice"),
	CONSTRAINT "unita_conservazione_tipo_ck" CHECK ("unita_conservazione"."tipo" in ('busta', 'faldone', 'scatola', 'registro', 'cartella', 'rotolo', 'mappa'))
);
--> statement-breakpoint
CREATE TABLE "unita_contenute" (
	"ente" text NOT NULL,
	"unita_id" uuid NOT NULL,
	"contenitore_id" uuid NOT NULL,
	CONSTRAINT "unita_contenute_ente_unita_id_contenitore_id_pk" PRIMARY KEY("ente","unita_id","contenitore_id")
);
--> statement-breakpoint
CREATE TABLE "abilitazioni_archivio" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"persona_id" uuid NOT NULL,
	"unita_id" uuid NOT NULL,
	"motivo" text NOT NULL,
	"dal" date NOT NULL,
	"al" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "abilitazioni_archivio_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "abilitazioni_archivio_date_ck" CHECK (dal <= al)
);
--> statement-breakpoint
CREATE TABLE "agenti_unita" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"unita_id" uuid NOT NULL,
	"ruolo" text NOT NULL,
	"nome" text NOT NULL,
	"codice_fiscale" text,
	"albo" text,
	"targa" text,
	CONSTRAINT "agenti_unita_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "agenti_unita_ruolo_ck" CHECK ("agenti_unita"."ruolo" in ('committente', 'progettista', 'direttore_lavori', 'collaudatore', 'costruttore', 'geologo', 'vettore', 'assistito'))
);
--> statement-breakpoint
CREATE TABLE "etichette_unita" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"unita_id" uuid NOT NULL,
	"categoria" text NOT NULL,
	"il" date,
	"anno" smallint,
	"motivo" text NOT NULL,
	"aposta_da_id" uuid,
	"tolta_at" timestamp with time zone,
	"tolta_da_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "etichette_unita_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "etichette_unita_categoria_ck" CHECK ("etichette_unita"."categoria" in ('politica', 'dati_particolari', 'giudiziari', 'salute', 'vita_sessuale', 'famiglia', 'madre_non_nominata', 'sicurezza')),
	CONSTRAINT "etichette_unita_data_ck" CHECK (num_nonnulls(il, anno) = 1)
);
--> statement-breakpoint
CREATE TABLE "ubicazioni_unita" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"unita_id" uuid NOT NULL,
	"via" text,
	"catasto" text,
	"sezione" text,
	"foglio" text,
	"mappale" text,
	"sub" text,
	"attuale" boolean DEFAULT false NOT NULL,
	"verificata" boolean DEFAULT false NOT NULL,
	CONSTRAINT "ubicazioni_unita_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "ubicazioni_unita_catasto_ck" CHECK ("ubicazioni_unita"."catasto" in ('terreni', 'fabbricati')),
	CONSTRAINT "ubicazioni_unita_qualcosa_ck" CHECK (via is not null or (foglio is not null and mappale is not null))
);
--> statement-breakpoint
CREATE TABLE "unita_riservate" (
	"ente" text NOT NULL,
	"unita_id" uuid NOT NULL,
	"titolo_originale" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unita_riservate_ente_unita_id_pk" PRIMARY KEY("ente","unita_id")
);
--> statement-breakpoint
CREATE TABLE "soggetti_produttori" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"tipo" text NOT NULL,
	"denominazione" text NOT NULL,
	"altre_denominazioni" text[] DEFAULT '{}'::text[] NOT NULL,
	"esistenza" text,
	"storia" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "soggetti_produttori_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "soggetti_produttori_nome_uq" UNIQUE("ente","denominazione"),
	CONSTRAINT "soggetti_produttori_tipo_ck" CHECK ("soggetti_produttori"."tipo" in ('ente', 'persona', 'famiglia'))
);
--> statement-breakpoint
CREATE TABLE "storia_unita" (
	"ente" text NOT NULL,
	"unita_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"avvenuto_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"attore_id" uuid,
	"attore_nome" text NOT NULL,
	"cosa" text NOT NULL,
	"modifiche" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "storia_unita_ente_unita_id_seq_pk" PRIMARY KEY("ente","unita_id","seq")
);
--> statement-breakpoint
CREATE TABLE "tratte_unita" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"unita_id" uuid NOT NULL,
	"strada" text NOT NULL,
	"da_m" integer,
	"a_m" integer,
	"lato" text,
	CONSTRAINT "tratte_unita_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "tratte_unita_lato_ck" CHECK ("tratte_unita"."lato" in ('destro', 'sinistro', 'entrambi')),
	CONSTRAINT "tratte_unita_km_ck" CHECK ((da_m is null) = (a_m is null) and da_m between 0 and a_m)
);
--> statement-breakpoint
CREATE TABLE "unita_archivistiche" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"padre_id" uuid,
	"fondo_id" uuid NOT NULL,
	"posizione" integer NOT NULL,
	"ordine" text NOT NULL,
	"profondita" smallint NOT NULL,
	"livello" text NOT NULL,
	"segnatura" text NOT NULL,
	"titolo" text NOT NULL,
	"tipologia" text,
	"dal" date,
	"al" date,
	"certezza" text NOT NULL,
	"data_mostrata" text NOT NULL,
	"anno" smallint GENERATED ALWAYS AS (extract(year from dal)::smallint) STORED,
	"consistenza" text,
	"pagine" integer,
	"produttore_id" uuid,
	"detentore" text,
	"numero_pratica" text,
	"anno_pratica" smallint,
	"registro" text,
	"protocollo_storico" text,
	"classificazione" text,
	"comune_istat" text,
	"comune_storico" text,
	"localita" text,
	"opera" text,
	"materiale" text,
	"normativa" text,
	"esito" text,
	"tappe" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"contenuto" text,
	"lingua" text DEFAULT 'italiano' NOT NULL,
	"supporto" text,
	"conservazione" text,
	"lacune" text,
	"riproduzione" text,
	"trattamento" text NOT NULL,
	"accesso_base" text NOT NULL,
	"accesso" text NOT NULL,
	"consultabile_dal" date,
	"accesso_dopo" text NOT NULL,
	"fonte" text NOT NULL,
	"descritta_at" timestamp with time zone DEFAULT now() NOT NULL,
	"versione_riga" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unita_archivistiche_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "unita_archivistiche_segnatura_uq" UNIQUE("ente","segnatura"),
	CONSTRAINT "unita_archivistiche_livello_ck" CHECK ("unita_archivistiche"."livello" in ('complesso_fondi', 'fondo', 'subfondo', 'serie', 'sottoserie', 'fascicolo', 'sottofascicolo', 'documento', 'allegato')),
	CONSTRAINT "unita_archivistiche_tipologia_ck" CHECK ("unita_archivistiche"."tipologia" in ('deposito_sismico', 'autorizzazione_sismica', 'collaudo', 'concessione_stradale', 'lavori_stradali', 'trasporto', 'assistenza', 'carteggio')),
	CONSTRAINT "unita_archivistiche_certezza_ck" CHECK ("unita_archivistiche"."certezza" in ('certa', 'circa', 'attribuita', 'senza_data')),
	CONSTRAINT "unita_archivistiche_trattamento_ck" CHECK ("unita_archivistiche"."trattamento" in ('non_censito', 'censito', 'schedato', 'in_scansione', 'scansionato', 'validato', 'pubblicato', 'versato')),
	CONSTRAINT "unita_archivistiche_accesso_base_ck" CHECK ("unita_archivistiche"."accesso_base" in ('libero', 'su_richiesta', 'riservato', 'particolare')),
	CONSTRAINT "unita_archivistiche_accesso_ck" CHECK ("unita_archivistiche"."accesso" in ('libero', 'su_richiesta', 'riservato', 'particolare')),
	CONSTRAINT "unita_archivistiche_accesso_dopo_ck" CHECK ("unita_archivistiche"."accesso_dopo" in ('libero', 'su_richiesta', 'riservato')),
	CONSTRAINT "unita_archivistiche_date_ck" CHECK ((dal is null) = (al is null) and dal <= al and (dal is null) = (certezza = 'senza_data')),
	CONSTRAINT "unita_archivistiche_cima_ck" CHECK ((padre_id is null) = (fondo_id = id) and (padre_id is null) = (profondita = 0))
);
--> statement-breakpoint
CREATE TABLE "voci" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"termine" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "voci_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "voci_termine_uq" UNIQUE("ente","termine")
);
--> statement-breakpoint
CREATE TABLE "voci_unita" (
	"ente" text NOT NULL,
	"unita_id" uuid NOT NULL,
	"voce_id" uuid NOT NULL,
	CONSTRAINT "voci_unita_ente_unita_id_voce_id_pk" PRIMARY KEY("ente","unita_id","voce_id")
);
--> statement-breakpoint
ALTER TABLE "luoghi_conservazione" ADD CONSTRAINT "luoghi_conservazione_ente_padre_id_luoghi_conservazione_ente_id_fk" FOREIGN KEY ("ente","padre_id") REFERENCES "public"."luoghi_conservazione"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "movimenti" ADD CONSTRAINT "movimenti_ente_contenitore_id_unita_conservazione_ente_id_fk" FOREIGN KEY ("ente","contenitore_id") REFERENCES "public"."unita_conservazione"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "movimenti" ADD CONSTRAINT "movimenti_ente_da_luogo_id_luoghi_conservazione_ente_id_fk" FOREIGN KEY ("ente","da_luogo_id") REFERENCES "public"."luoghi_conservazione"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "movimenti" ADD CONSTRAINT "movimenti_ente_a_luogo_id_luoghi_conservazione_ente_id_fk" FOREIGN KEY ("ente","a_luogo_id") REFERENCES "public"."luoghi_conservazione"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "movimenti" ADD CONSTRAINT "movimenti_ente_chiesto_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","chiesto_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unita_conservazione" ADD CONSTRAINT "unita_conservazione_ente_luogo_id_luoghi_conservazione_ente_id_fk" FOREIGN KEY ("ente","luogo_id") REFERENCES "public"."luoghi_conservazione"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unita_contenute" ADD CONSTRAINT "unita_contenute_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unita_contenute" ADD CONSTRAINT "unita_contenute_ente_contenitore_id_unita_conservazione_ente_id_fk" FOREIGN KEY ("ente","contenitore_id") REFERENCES "public"."unita_conservazione"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "abilitazioni_archivio" ADD CONSTRAINT "abilitazioni_archivio_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "abilitazioni_archivio" ADD CONSTRAINT "abilitazioni_archivio_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenti_unita" ADD CONSTRAINT "agenti_unita_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "etichette_unita" ADD CONSTRAINT "etichette_unita_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "etichette_unita" ADD CONSTRAINT "etichette_unita_ente_aposta_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","aposta_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "etichette_unita" ADD CONSTRAINT "etichette_unita_ente_tolta_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","tolta_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ubicazioni_unita" ADD CONSTRAINT "ubicazioni_unita_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unita_riservate" ADD CONSTRAINT "unita_riservate_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "storia_unita" ADD CONSTRAINT "storia_unita_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "storia_unita" ADD CONSTRAINT "storia_unita_ente_attore_id_persone_ente_id_fk" FOREIGN KEY ("ente","attore_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tratte_unita" ADD CONSTRAINT "tratte_unita_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unita_archivistiche" ADD CONSTRAINT "unita_archivistiche_ente_padre_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","padre_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unita_archivistiche" ADD CONSTRAINT "unita_archivistiche_ente_fondo_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","fondo_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unita_archivistiche" ADD CONSTRAINT "unita_archivistiche_ente_produttore_id_soggetti_produttori_ente_id_fk" FOREIGN KEY ("ente","produttore_id") REFERENCES "public"."soggetti_produttori"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unita_archivistiche" ADD CONSTRAINT "unita_archivistiche_comune_istat_comuni_istat_fk" FOREIGN KEY ("comune_istat") REFERENCES "public"."comuni"("istat") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voci_unita" ADD CONSTRAINT "voci_unita_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voci_unita" ADD CONSTRAINT "voci_unita_ente_voce_id_voci_ente_id_fk" FOREIGN KEY ("ente","voce_id") REFERENCES "public"."voci"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "movimenti_aperto_uq" ON "movimenti" USING btree ("ente","contenitore_id") WHERE rientro_at is null;--> statement-breakpoint
CREATE INDEX "unita_contenute_contenitore_ix" ON "unita_contenute" USING btree ("ente","contenitore_id");--> statement-breakpoint
CREATE INDEX "abilitazioni_archivio_persona_ix" ON "abilitazioni_archivio" USING btree ("persona_id","unita_id");--> statement-breakpoint
CREATE INDEX "agenti_unita_ix" ON "agenti_unita" USING btree ("ente","unita_id");--> statement-breakpoint
CREATE INDEX "agenti_unita_cf_ix" ON "agenti_unita" USING btree ("codice_fiscale") WHERE codice_fiscale is not null;--> statement-breakpoint
CREATE INDEX "etichette_unita_ix" ON "etichette_unita" USING btree ("ente","unita_id");--> statement-breakpoint
CREATE INDEX "ubicazioni_unita_ix" ON "ubicazioni_unita" USING btree ("ente","unita_id");--> statement-breakpoint
CREATE INDEX "tratte_unita_ix" ON "tratte_unita" USING btree ("ente","unita_id");--> statement-breakpoint
CREATE UNIQUE INDEX "unita_archivistiche_figli_uq" ON "unita_archivistiche" USING btree ("ente","padre_id","posizione") WHERE padre_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "unita_archivistiche_cime_uq" ON "unita_archivistiche" USING btree ("ente","posizione") WHERE padre_id is null;--> statement-breakpoint
CREATE INDEX "unita_archivistiche_fondo_ix" ON "unita_archivistiche" USING btree ("ente","fondo_id");--> statement-breakpoint
CREATE INDEX "voci_unita_voce_ix" ON "voci_unita" USING btree ("ente","voce_id");