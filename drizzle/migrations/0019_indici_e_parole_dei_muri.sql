-- States are words: equality of enums is not leakproof, so that behind a policy it had neither index nor statistics.
-- Written by hand: what names the old type goes before it and comes back after.
DROP INDEX "pratiche_persona_ix";--> statement-breakpoint
DROP INDEX "pratiche_organizzazione_ix";--> statement-breakpoint
DROP INDEX "pratiche_coda_ix";--> statement-breakpoint
DROP INDEX "pratiche_aperte_numero_ix";--> statement-breakpoint
ALTER TABLE "pratiche" DROP CONSTRAINT "pratiche_esito_ck";--> statement-breakpoint
ALTER TABLE "pratiche" ALTER COLUMN "stato" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "pratica_eventi" ALTER COLUMN "stato_dopo" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "pratiche" ALTER COLUMN "stato" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "pratiche" ALTER COLUMN "stato" SET DEFAULT 'ricevuta';--> statement-breakpoint
ALTER TABLE "pratiche" ALTER COLUMN "esito" SET DATA TYPE text;--> statement-breakpoint
CREATE INDEX "bozze_titolare_ix" ON "bozze" USING btree ("ente","titolare_id") WHERE titolare_id is not null;--> statement-breakpoint
CREATE INDEX "pratiche_persona_ix" ON "pratiche" USING btree ("ente","persona_id","presentata_at","ufficio_id");--> statement-breakpoint
CREATE INDEX "pratiche_organizzazione_ix" ON "pratiche" USING btree ("ente","organizzazione_id","presentata_at","persona_id");--> statement-breakpoint
CREATE INDEX "pratiche_coda_ix" ON "pratiche" USING btree ("ente","ufficio_id","scade_il","id","stato","assegnatario_id","persona_id","titolare_id","organizzazione_id","mandato_id") WHERE stato <> 'conclusa';--> statement-breakpoint
CREATE INDEX "pratiche_aperte_numero_ix" ON "pratiche" USING btree ("ente","ufficio_id","anno","numero","id") WHERE stato <> 'conclusa';--> statement-breakpoint
ALTER TABLE "pratiche" ADD CONSTRAINT "pratiche_esito_ck" CHECK (("pratiche"."stato" = 'conclusa') = ("pratiche"."esito" is not null));--> statement-breakpoint
ALTER TABLE "pratica_eventi" ADD CONSTRAINT "pratica_eventi_stato_ck" CHECK ("pratica_eventi"."stato_dopo" in ('ricevuta', 'in_istruttoria', 'sospesa', 'preavviso_diniego', 'in_decisione', 'conclusa'));--> statement-breakpoint
ALTER TABLE "pratiche" ADD CONSTRAINT "pratiche_stato_ck" CHECK ("pratiche"."stato" in ('ricevuta', 'in_istruttoria', 'sospesa', 'preavviso_diniego', 'in_decisione', 'conclusa'));--> statement-breakpoint
ALTER TABLE "pratiche" ADD CONSTRAINT "pratiche_esiti_ck" CHECK ("pratiche"."esito" in ('accolta', 'accolta_prescrizioni', 'respinta', 'inammissibile', 'ritirata'));--> statement-breakpoint
DROP TYPE "public"."esito_pratica";--> statement-breakpoint
DROP TYPE "public"."stato_pratica";