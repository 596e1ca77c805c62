-- What the search engine of the archive must read again. Whoever writes anything that is searched marks the unit by that:
-- there is no call to forget. The search itself has left SQL: lib/archivio/motore, DECISIONS.md of 2026-11-26.
drop function archivio_cerca(text, jsonb, jsonb, int, int, int, int);
--> statement-breakpoint
drop function archivio_parole(text, text[], int, int);
--> statement-breakpoint
drop function lessico_dell_attore();
--> statement-breakpoint
drop function archivio_domanda(jsonb, text[]);
--> statement-breakpoint
drop function archivio_lessemi(text, text, text, text, text[], text[], text[]);
--> statement-breakpoint
drop function archivio_radice(text);
--> statement-breakpoint
drop extension fuzzystrmatch;
--> statement-breakpoint
create function segna_unita() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into unita_mutate (ente, unita_id, transazione)
  select distinct n.ente, n.id, pg_current_xact_id() from nuove n order by 1, 2
  on conflict (ente, unita_id) do update set transazione = excluded.transazione where unita_mutate.transazione <> excluded.transazione;
  return null;
end $$;
--> statement-breakpoint
create function segna_unita_di() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into unita_mutate (ente, unita_id, transazione)
  select distinct n.ente, n.unita_id, pg_current_xact_id() from nuove n order by 1, 2
  on conflict (ente, unita_id) do update set transazione = excluded.transazione where unita_mutate.transazione <> excluded.transazione;
  return null;
end $$;
--> statement-breakpoint
do $$
declare
  firma text;
  tabella text;
begin
  grant create on schema public to sportello_regole;
  foreach firma in array array['segna_unita()', 'segna_unita_di()'] loop
    execute format('alter function %s owner to sportello_regole', firma);
  end loop;
  revoke create on schema public from sportello_regole;
  alter table unita_mutate enable row level security;
  alter table unita_mutate force row level security;
  create policy sistema on unita_mutate using ((select attore()) = 'sistema') with check ((select attore()) = 'sistema');
  grant select, insert, update on unita_mutate to sportello_regole;
  create policy regole on unita_mutate to sportello_regole using (true) with check (true);
  -- one statement, one mark a unit, however many rows
  create trigger segna_nuove after insert on unita_archivistiche referencing new table as nuove for each statement execute function segna_unita();
  create trigger segna_cambiate after update on unita_archivistiche referencing new table as nuove for each statement execute function segna_unita();
  foreach tabella in array array['unita_riservate', 'agenti_unita', 'ubicazioni_unita', 'tratte_unita', 'voci_unita', 'pagine_archivio', 'testi_pagina'] loop
    execute format('create trigger segna_nuove after insert on %I referencing new table as nuove for each statement execute function segna_unita_di()', tabella);
    execute format('create trigger segna_cambiate after update on %I referencing new table as nuove for each statement execute function segna_unita_di()', tabella);
    execute format('create trigger segna_tolte after delete on %I referencing old table as nuove for each statement execute function segna_unita_di()', tabella);
  end loop;
end $$;
