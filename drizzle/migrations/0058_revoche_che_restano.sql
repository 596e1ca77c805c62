ALTER TABLE "visioni_archivio" ADD COLUMN "preclusa" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD COLUMN "riammesso_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD COLUMN "riammesso_da_id" uuid;--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD COLUMN "riammesso_motivo" text;--> statement-breakpoint
ALTER TABLE "accessi_sala" ADD COLUMN "revocato_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "accessi_sala" ADD COLUMN "revocato_da_id" uuid;--> statement-breakpoint
ALTER TABLE "accessi_sala" ADD COLUMN "revocato_motivo" text;--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD CONSTRAINT "visioni_archivio_ente_riammesso_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","riammesso_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accessi_sala" ADD CONSTRAINT "accessi_sala_ente_revocato_da_id_persone_ente_id_fk" FOREIGN KEY ("ente","revocato_da_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD CONSTRAINT "visioni_archivio_preclusa_ck" CHECK (not preclusa or revocata_at is not null);--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD CONSTRAINT "visioni_archivio_riammesso_ck" CHECK (num_nonnulls(riammesso_at, riammesso_da_id, riammesso_motivo) in (0, 3) and (riammesso_at is null or preclusa)
        and (riammesso_da_id is null or riammesso_da_id <> persona_id));--> statement-breakpoint
ALTER TABLE "accessi_sala" ADD CONSTRAINT "accessi_sala_revocato_ck" CHECK (num_nonnulls(revocato_at, revocato_da_id, revocato_motivo) in (0, 3));