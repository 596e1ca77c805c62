CREATE TABLE "ricerche_salvate" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"persona_id" uuid NOT NULL,
	"nome" text NOT NULL,
	"domanda" text NOT NULL,
	"avviso" text NOT NULL,
	"istantanea" text DEFAULT pg_current_snapshot()::text NOT NULL,
	"vista_at" timestamp with time zone DEFAULT now() NOT NULL,
	"prossima_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ricerche_salvate_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "ricerche_salvate_uq" UNIQUE("ente","persona_id","domanda"),
	CONSTRAINT "ricerche_salvate_avviso_ck" CHECK ("ricerche_salvate"."avviso" in ('nessuno', 'quotidiano', 'settimanale')),
	CONSTRAINT "ricerche_salvate_prossima_ck" CHECK (("ricerche_salvate"."avviso" = 'nessuno') = ("ricerche_salvate"."prossima_at" is null))
);
--> statement-breakpoint
ALTER TABLE "ricerche_salvate" ADD CONSTRAINT "ricerche_salvate_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ricerche_salvate_prossima_ix" ON "ricerche_salvate" USING btree ("ente","prossima_at");