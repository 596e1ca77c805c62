CREATE TABLE "non_letti_inventario" (
	"ente" text NOT NULL,
	"inventario_id" uuid NOT NULL,
	"codice" text NOT NULL,
	"contenitore_id" uuid NOT NULL,
	"luogo_id" uuid NOT NULL,
	"luogo" text NOT NULL,
	"fuori" text,
	CONSTRAINT "non_letti_inventario_ente_inventario_id_codice_pk" PRIMARY KEY("ente","inventario_id","codice"),
	CONSTRAINT "non_letti_inventario_fuori_ck" CHECK ("non_letti_inventario"."fuori" in ('consultazione', 'scansione', 'prestito_ufficio', 'restauro', 'trasferimento'))
);
--> statement-breakpoint
ALTER TABLE "non_letti_inventario" ADD CONSTRAINT "non_letti_inventario_ente_inventario_id_inventari_ente_id_fk" FOREIGN KEY ("ente","inventario_id") REFERENCES "public"."inventari"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "non_letti_inventario" ADD CONSTRAINT "non_letti_inventario_contenitore_fk" FOREIGN KEY ("ente","contenitore_id") REFERENCES "public"."unita_conservazione"("ente","id") ON DELETE no action ON UPDATE no action;