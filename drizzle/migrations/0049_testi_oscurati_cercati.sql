-- What is left of covered pages is searched: covered anew, or covered no more, the unit is read again by the search engine.
create trigger segna_nuove after insert on testi_oscurati referencing new table as nuove for each statement execute function segna_unita_di();
--> statement-breakpoint
create trigger segna_cambiate after update on testi_oscurati referencing new table as nuove for each statement execute function segna_unita_di();
--> statement-breakpoint
create trigger segna_tolte after delete on testi_oscurati referencing old table as nuove for each statement execute function segna_unita_di();
