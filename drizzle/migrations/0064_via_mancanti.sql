ALTER TABLE "inventari" DROP CONSTRAINT "inventari_chiuso_ck";--> statement-breakpoint
ALTER TABLE "inventari" DROP COLUMN "mancanti";