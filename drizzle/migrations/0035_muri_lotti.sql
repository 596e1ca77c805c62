-- The walls of the batches: of who works in the archive. What a row says of a closed unit is for whoever brought it until
-- it is in, then for whoever sees the unit.

create function porta_lotto(p_ente text, p_lotto uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from lotti_archivio l where l.ente = p_ente and l.id = p_lotto and l.creato_da_id = attore_persona());
end $$;
--> statement-breakpoint
create function vede_riga_lotto(p_ente text, p_lotto uuid, p_riga integer) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from righe_lotto r where r.ente = p_ente and r.lotto_id = p_lotto and r.riga = p_riga);
end $$;
--> statement-breakpoint
-- An attestation is known to whoever sees one of the copies it is about.
create function vede_attestazione(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from file_attestati f where f.ente = p_ente and f.attestazione_id = p_id);
end $$;
--> statement-breakpoint
do $$
declare
  tabella text;
begin
  foreach tabella in array array['lotti_archivio', 'righe_lotto', 'file_lotto', 'attestazioni_lotto', 'file_attestati'] loop
    execute format('alter table %I enable row level security', tabella);
    execute format('alter table %I force row level security', tabella);
    execute format('create policy sistema on %I using ((select attore()) = ''sistema'') with check ((select attore()) = ''sistema'')', tabella);
  end loop;
end $$;
--> statement-breakpoint
create policy archivio on lotti_archivio using ((select cura_archivio())) with check ((select cura_archivio()));
--> statement-breakpoint
revoke delete on lotti_archivio from sportello_app;
--> statement-breakpoint
create policy archivio on righe_lotto for select using ((select cura_archivio())
  and (not chiusa or (unita_id is null and porta_lotto(ente, lotto_id)) or (unita_id is not null and vede_unita(ente, unita_id))));
--> statement-breakpoint
create policy archivio on file_lotto for select using ((select cura_archivio())
  and (riga is null or vede_riga_lotto(ente, lotto_id, riga)));
--> statement-breakpoint
create policy delle_carte on file_attestati for select using (vede_carte_unita(ente, unita_id));
--> statement-breakpoint
create policy archivio on attestazioni_lotto for select using ((select cura_archivio()) or vede_attestazione(ente, id));
--> statement-breakpoint
-- The officer who attests is who writes it, and sees every file of the list.
create policy attestate on attestazioni_lotto for insert
  with check ((select cura_archivio()) and (select attore_ha_ruolo('dirigente')) and attestata_da_id = (select attore_persona()));
--> statement-breakpoint
create policy attestate on file_attestati for insert
  with check ((select cura_archivio()) and (select attore_ha_ruolo('dirigente')) and vede_carte_unita(ente, unita_id));
--> statement-breakpoint
revoke update, delete on attestazioni_lotto, file_attestati from sportello_app;
--> statement-breakpoint
create trigger attestazioni_lotto_immutabile before update or delete or truncate on attestazioni_lotto
  for each statement execute function rifiuta_modifica();
--> statement-breakpoint
create trigger file_attestati_immutabile before update or delete or truncate on file_attestati
  for each statement execute function rifiuta_modifica();
