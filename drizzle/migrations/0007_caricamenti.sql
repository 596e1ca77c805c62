ALTER TABLE "documenti" ADD COLUMN "modificato_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "documenti" ADD COLUMN "scrittore" uuid;--> statement-breakpoint
ALTER TABLE "documenti" ADD COLUMN "scrittore_fino_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "documenti_arrivo_ix" ON "documenti" USING btree ("updated_at") WHERE stato = 'in_arrivo';--> statement-breakpoint
CREATE INDEX "documenti_distrutti_ix" ON "documenti" USING btree ("updated_at") WHERE chiave_cifrata is null and chiave_maestra is not null;