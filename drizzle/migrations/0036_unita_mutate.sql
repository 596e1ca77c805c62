CREATE TABLE "unita_mutate" (
	"ente" text NOT NULL,
	"unita_id" uuid NOT NULL,
	"transazione" "xid8" NOT NULL,
	CONSTRAINT "unita_mutate_ente_unita_id_pk" PRIMARY KEY("ente","unita_id")
);
--> statement-breakpoint
CREATE INDEX "unita_mutate_transazione_ix" ON "unita_mutate" USING btree ("ente","transazione");