CREATE TABLE "registro_accessi" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"accesso_id" uuid NOT NULL,
	"persona_id" uuid,
	"richiesta_id" text NOT NULL,
	"richiesta_at" timestamp with time zone NOT NULL,
	"idp" text NOT NULL,
	"risposta_id" text,
	"risposta_at" text,
	"risposta_issuer" text,
	"asserzione_id" text,
	"name_id" text,
	"name_qualifier" text,
	"esito" text NOT NULL,
	"messaggi" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "registro_accessi_ente_id_pk" PRIMARY KEY("ente","id")
);
--> statement-breakpoint
ALTER TABLE "accessi_spid" ADD COLUMN "attributi_impresa" jsonb;--> statement-breakpoint
CREATE INDEX "registro_accessi_tempo_ix" ON "registro_accessi" USING btree ("ente","created_at");--> statement-breakpoint
CREATE INDEX "registro_accessi_persona_ix" ON "registro_accessi" USING btree ("ente","persona_id","created_at");