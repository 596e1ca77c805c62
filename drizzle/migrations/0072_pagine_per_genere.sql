ALTER TABLE "pagine_archivio" ADD COLUMN "solo_abilitati" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "pagine_archivio" ADD COLUMN "consultabile_dal" date;--> statement-breakpoint
ALTER TABLE "coperture_archivio" ADD COLUMN "categoria" text;--> statement-breakpoint
ALTER TABLE "coperture_archivio" ADD COLUMN "il" date;--> statement-breakpoint
ALTER TABLE "coperture_archivio" ADD COLUMN "anno" smallint;--> statement-breakpoint
CREATE INDEX "pagine_archivio_apertura_ix" ON "pagine_archivio" USING btree ("ente","consultabile_dal") WHERE consultabile_dal is not null;--> statement-breakpoint
ALTER TABLE "pagine_archivio" ADD CONSTRAINT "pagine_archivio_chiusa_ck" CHECK (riservata or (not solo_abilitati and consultabile_dal is null));--> statement-breakpoint
ALTER TABLE "coperture_archivio" ADD CONSTRAINT "coperture_archivio_categoria_ck" CHECK (categoria is null and num_nonnulls(il, anno) = 0 or categoria is not null and num_nonnulls(il, anno) = 1
        and "coperture_archivio"."categoria" in ('politica', 'dati_particolari', 'giudiziari', 'salute', 'vita_sessuale', 'famiglia', 'madre_non_nominata', 'sicurezza') and atto = 'chiusa');