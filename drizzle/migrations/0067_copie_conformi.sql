CREATE TABLE "copie_conformi" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"visione_id" uuid NOT NULL,
	"unita_id" uuid NOT NULL,
	"persona_id" uuid NOT NULL,
	"anno" integer NOT NULL,
	"numero" integer NOT NULL,
	"rilasciata_il" date NOT NULL,
	"rilasciata_at" timestamp with time zone NOT NULL,
	"certificata_da_id" uuid NOT NULL,
	"base" text NOT NULL,
	"pagine" integer NOT NULL,
	"contenuto" jsonb NOT NULL,
	"codice_verifica" text NOT NULL,
	"sigillo" text NOT NULL,
	"revocata_at" timestamp with time zone,
	"revocata_da_id" uuid,
	"revocata_motivo" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "copie_conformi_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "copie_conformi_numero_uq" UNIQUE("ente","anno","numero"),
	CONSTRAINT "copie_conformi_codice_uq" UNIQUE("ente","codice_verifica"),
	CONSTRAINT "copie_conformi_base_ck" CHECK ("copie_conformi"."base" in ('raffronto', 'attestate')),
	CONSTRAINT "copie_conformi_pagine_ck" CHECK (pagine > 0),
	CONSTRAINT "copie_conformi_altri_ck" CHECK (persona_id <> certificata_da_id),
	CONSTRAINT "copie_conformi_revocata_ck" CHECK (num_nonnulls(revocata_at, revocata_da_id, revocata_motivo) in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "file_conformi" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"copia_id" uuid NOT NULL,
	"byte" bigint NOT NULL,
	"sha256" text NOT NULL,
	"sigillo" text NOT NULL,
	"deposito" text NOT NULL,
	"chiave_cifrata" text NOT NULL,
	"chiave_maestra" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_conformi_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "file_conformi_uno_uq" UNIQUE("ente","copia_id")
);
--> statement-breakpoint
ALTER TABLE "copie_conformi" ADD CONSTRAINT "copie_conformi_ente_visione_id_visioni_archivio_ente_id_fk" FOREIGN KEY ("ente","visione_id") REFERENCES "public"."visioni_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "copie_conformi" ADD CONSTRAINT "copie_conformi_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "copie_conformi" ADD CONSTRAINT "copie_conformi_ente_certificata_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","certificata_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "copie_conformi" ADD CONSTRAINT "copie_conformi_ente_revocata_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","revocata_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_conformi" ADD CONSTRAINT "file_conformi_ente_copia_id_copie_conformi_ente_id_fk" FOREIGN KEY ("ente","copia_id") REFERENCES "public"."copie_conformi"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "copie_conformi_visione_ix" ON "copie_conformi" USING btree ("ente","visione_id");--> statement-breakpoint
CREATE INDEX "copie_conformi_persona_ix" ON "copie_conformi" USING btree ("ente","persona_id");--> statement-breakpoint
CREATE INDEX "file_conformi_sha256_ix" ON "file_conformi" USING btree ("sha256");