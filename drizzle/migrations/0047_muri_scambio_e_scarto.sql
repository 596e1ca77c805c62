-- What leaves the public catalogue, told to whoever harvests it.

alter table ritiri_catalogo enable row level security;
--> statement-breakpoint
alter table ritiri_catalogo force row level security;
--> statement-breakpoint
create policy sistema on ritiri_catalogo using ((select attore()) = 'sistema') with check ((select attore()) = 'sistema');
--> statement-breakpoint
create policy lettura on ritiri_catalogo for select using (true);
--> statement-breakpoint
-- How open a unit is belongs to what everybody sees of it: a change of it is a change of the record.
create function accesso_cambia_scheda() returns trigger language plpgsql as $$
begin
  if (old.accesso, old.consultabile_dal, old.accesso_dopo) is distinct from (new.accesso, new.consultabile_dal, new.accesso_dopo) then
    new.updated_at := now();
    if new.accesso = 'particolare' and (new.consultabile_dal is null or new.consultabile_dal > oggi_a_roma())
        and (old.accesso <> 'particolare' or old.consultabile_dal <= oggi_a_roma()) then
      insert into ritiri_catalogo (ente, unita_id, fondo_id) values (new.ente, new.id, new.fondo_id)
      on conflict (ente, unita_id) do update set ritirata_at = now();
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger unita_archivistiche_scheda before update on unita_archivistiche for each row execute function accesso_cambia_scheda();
--> statement-breakpoint
-- The walls of the desk: terms and lists of disposal, drafts, doubles.

create index audit_consultazioni_ix on audit (ente, avvenuto_at) where soggetto_tipo in ('unita_archivistica', 'pagina_archivio');
--> statement-breakpoint
do $$
declare
  tabella text;
begin
  foreach tabella in array array['termini_conservazione', 'proposte_scarto', 'unita_scarto', 'modelli_descrizione', 'doppioni'] loop
    execute format('alter table %I enable row level security', tabella);
    execute format('alter table %I force row level security', tabella);
    execute format('create policy sistema on %I using ((select attore()) = ''sistema'') with check ((select attore()) = ''sistema'')', tabella);
    execute format('revoke delete on %I from sportello_app', tabella);
  end loop;
  -- With the unit they are about.
  foreach tabella in array array['unita_scarto', 'modelli_descrizione'] loop
    execute format('create policy uffici on %I for select using ((select cardinality(uffici_dell_attore()) > 0) and vede_unita(ente, unita_id))', tabella);
  end loop;
end $$;
--> statement-breakpoint
create policy uffici on termini_conservazione for select
  using ((select cardinality(uffici_dell_attore()) > 0) and vede_unita(ente, serie_id));
--> statement-breakpoint
create policy dirigente on termini_conservazione
  using ((select dirige_archivio()) and vede_unita(ente, serie_id))
  with check ((select dirige_archivio()) and vede_unita(ente, serie_id) and scritto_da_id = (select attore_persona()));
--> statement-breakpoint
create policy uffici on proposte_scarto for select using ((select cardinality(uffici_dell_attore()) > 0));
--> statement-breakpoint
create policy proposte on proposte_scarto for insert
  with check ((select cura_archivio()) and stato = 'proposta' and proposta_da_id = (select attore_persona()));
--> statement-breakpoint
create policy decise on proposte_scarto for update using ((select cura_archivio()))
  with check ((select cura_archivio()) and (stato = 'ritirata' or (select dirige_archivio())));
--> statement-breakpoint
create policy elencate on unita_scarto for insert with check ((select cura_archivio()) and vede_unita(ente, unita_id)
  and exists (select from proposte_scarto p where p.ente = unita_scarto.ente and p.id = unita_scarto.proposta_id and p.stato = 'proposta'));
--> statement-breakpoint
revoke update on unita_scarto from sportello_app;
--> statement-breakpoint
create trigger unita_scarto_immutabile before update or delete or truncate on unita_scarto for each statement execute function rifiuta_modifica();
--> statement-breakpoint
-- A list goes from the proposal to the authorisation to the report, and never back.
create function scarto_solo_avanti() returns trigger language plpgsql as $$
begin
  if (old.oggetto, old.motivazione, old.proposta_da_id) is distinct from (new.oggetto, new.motivazione, new.proposta_da_id)
      or not ((old.stato = 'proposta' and new.stato in ('autorizzata', 'negata', 'ritirata')) or (old.stato = 'autorizzata' and new.stato = 'distrutta'))
      or (old.stato = 'autorizzata' and (old.nulla_osta, old.nulla_osta_il) is distinct from (new.nulla_osta, new.nulla_osta_il)) then
    raise exception 'Una proposta di scarto va solo avanti' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger proposte_scarto_avanti before update on proposte_scarto for each row execute function scarto_solo_avanti();
--> statement-breakpoint
create policy archivio on modelli_descrizione
  using ((select cura_archivio()) and vede_unita(ente, unita_id)) with check ((select cura_archivio()) and vede_unita(ente, unita_id));
--> statement-breakpoint
create policy uffici on doppioni for select
  using ((select cardinality(uffici_dell_attore()) > 0) and vede_unita(ente, una_id) and vede_unita(ente, altra_id));
--> statement-breakpoint
create policy archivio on doppioni
  using ((select cura_archivio()) and vede_unita(ente, una_id) and vede_unita(ente, altra_id))
  with check ((select cura_archivio()) and vede_unita(ente, una_id) and vede_unita(ente, altra_id));
