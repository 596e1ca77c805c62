CREATE TABLE "elementi_raccolta" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"persona_id" uuid NOT NULL,
	"unita_id" uuid NOT NULL,
	"pagina_id" uuid,
	"posizione" integer NOT NULL,
	"nota" text DEFAULT '' NOT NULL,
	"tolto_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "elementi_raccolta_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "elementi_raccolta_uq" UNIQUE NULLS NOT DISTINCT("ente","persona_id","unita_id","pagina_id")
);
--> statement-breakpoint
ALTER TABLE "elementi_raccolta" ADD CONSTRAINT "elementi_raccolta_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "elementi_raccolta" ADD CONSTRAINT "elementi_raccolta_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "elementi_raccolta_tolti_ix" ON "elementi_raccolta" USING btree ("ente","tolto_at") WHERE tolto_at is not null;