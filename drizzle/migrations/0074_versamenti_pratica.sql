CREATE TABLE "versamenti_pratica" (
	"ente" text NOT NULL,
	"pratica_id" uuid NOT NULL,
	"unita_id" uuid NOT NULL,
	"codice" text NOT NULL,
	"file" integer NOT NULL,
	"persona_id" uuid NOT NULL,
	"nome" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "versamenti_pratica_ente_pratica_id_pk" PRIMARY KEY("ente","pratica_id"),
	CONSTRAINT "versamenti_pratica_unita_uq" UNIQUE("ente","unita_id"),
	CONSTRAINT "versamenti_pratica_file_ck" CHECK (file >= 0)
);
--> statement-breakpoint
ALTER TABLE "versamenti_pratica" ADD CONSTRAINT "versamenti_pratica_ente_pratica_id_pratiche_ente_id_fk" FOREIGN KEY ("ente","pratica_id") REFERENCES "public"."pratiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versamenti_pratica" ADD CONSTRAINT "versamenti_pratica_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versamenti_pratica" ADD CONSTRAINT "versamenti_pratica_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "versamenti_pratica_quando_ix" ON "versamenti_pratica" USING btree ("ente","created_at");