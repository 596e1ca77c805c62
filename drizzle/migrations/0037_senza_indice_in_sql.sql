DROP TABLE "indice_unita" CASCADE;--> statement-breakpoint
DROP TABLE "lessico" CASCADE;