DROP INDEX "pratiche_tutte_ix";--> statement-breakpoint
DROP INDEX "pratiche_coda_ix";--> statement-breakpoint
CREATE INDEX "pratiche_scadenza_ix" ON "pratiche" USING btree ("ente","ufficio_id","scade_il","id");--> statement-breakpoint
CREATE INDEX "pratiche_numero_ix" ON "pratiche" USING btree ("ente","ufficio_id","anno","numero","id");--> statement-breakpoint
CREATE INDEX "pratiche_richiedente_ix" ON "pratiche" USING btree ("ente","ufficio_id","richiedente","id");--> statement-breakpoint
CREATE INDEX "pratiche_massa_ix" ON "pratiche" USING btree ("ente","ufficio_id","massa_kg","id");--> statement-breakpoint
CREATE INDEX "pratiche_stato_ix" ON "pratiche" USING btree ("ente","ufficio_id","stato","scade_il","id");--> statement-breakpoint
CREATE INDEX "pratiche_coda_ix" ON "pratiche" USING btree ("ente","ufficio_id","scade_il","id","stato","assegnatario_id","persona_id") WHERE stato <> 'conclusa';