ALTER TABLE "pratiche" DROP CONSTRAINT "pratiche_esiti_ck";--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD COLUMN "revocata_motivo" text;--> statement-breakpoint
ALTER TABLE "visioni_archivio" ADD CONSTRAINT "visioni_archivio_altri_ck" CHECK (persona_id <> concessa_da_id);--> statement-breakpoint
ALTER TABLE "pratiche" ADD CONSTRAINT "pratiche_esiti_ck" CHECK ("pratiche"."esito" in ('accolta', 'accolta_prescrizioni', 'differita', 'respinta', 'inammissibile', 'ritirata'));