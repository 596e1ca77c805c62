CREATE TABLE "indice_unita" (
	"ente" text NOT NULL,
	"unita_id" uuid NOT NULL,
	"peso" bigint NOT NULL,
	"fondo_id" uuid NOT NULL,
	"comune_istat" text,
	"tipologia" text,
	"anno" smallint,
	"accesso" text NOT NULL,
	"consultabile_dal" date,
	"accesso_dopo" text NOT NULL,
	"lessemi" "tsvector" NOT NULL,
	CONSTRAINT "indice_unita_ente_unita_id_pk" PRIMARY KEY("ente","unita_id")
);
--> statement-breakpoint
CREATE TABLE "lessico" (
	"ente" text NOT NULL,
	"classe" text NOT NULL,
	"parola" text NOT NULL,
	"radice" text NOT NULL,
	"conto" integer NOT NULL,
	CONSTRAINT "lessico_ente_classe_parola_pk" PRIMARY KEY("ente","classe","parola")
);
--> statement-breakpoint
ALTER TABLE "indice_unita" ADD CONSTRAINT "indice_unita_ente_unita_id_unita_archivistiche_ente_id_fk" FOREIGN KEY ("ente","unita_id") REFERENCES "public"."unita_archivistiche"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "indice_unita_lessemi_ix" ON "indice_unita" USING gin ("lessemi");--> statement-breakpoint
CREATE INDEX "lessico_radice_ix" ON "lessico" USING btree ("ente","radice");