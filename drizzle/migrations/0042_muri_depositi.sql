-- The walls of the desk of the archive: its histories, its counts, and who is named for what is closed.

-- Directs the archive today.
create function dirige_archivio() returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select exists (select from public.ruoli r join public.uffici u on u.ente = r.ente and u.id = r.ufficio_id
    where r.persona_id = public.attore_persona() and r.ruolo = 'dirigente' and u.codice = 'archivio'
      and r.valido_dal <= public.oggi_a_roma() and (r.valido_al is null or r.valido_al >= public.oggi_a_roma()));
end;
--> statement-breakpoint
do $$
declare
  tabella text;
begin
  grant create on schema public to sportello_regole;
  alter function dirige_archivio() owner to sportello_regole;
  foreach tabella in array array['storia_archivio', 'inventari', 'letture_inventario'] loop
    execute format('alter table %I enable row level security', tabella);
    execute format('alter table %I force row level security', tabella);
    execute format('create policy sistema on %I using ((select attore()) = ''sistema'') with check ((select attore()) = ''sistema'')', tabella);
    execute format('create policy uffici on %I for select using ((select cardinality(uffici_dell_attore()) > 0))', tabella);
    execute format('revoke delete on %I from sportello_app', tabella);
  end loop;
end $$;
--> statement-breakpoint
set local role sportello_regole;
--> statement-breakpoint
-- A naming that was revoked opens nothing.
create or replace function unita_abilitate() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct a.unita_id), '{}') from public.abilitazioni_archivio a
  where a.persona_id = public.attore_persona() and public.oggi_a_roma() between a.dal and a.al and a.revocata_at is null
    and cardinality(public.uffici_dell_attore()) > 0;
end;
--> statement-breakpoint
reset role;
--> statement-breakpoint
revoke create on schema public from sportello_regole;
--> statement-breakpoint
create policy scritta on storia_archivio for insert
  with check ((select cura_archivio()) and attore_id = (select attore_persona()));
--> statement-breakpoint
revoke update on storia_archivio from sportello_app;
--> statement-breakpoint
create trigger storia_archivio_immutabile before update or delete or truncate on storia_archivio for each statement execute function rifiuta_modifica();
--> statement-breakpoint
create policy archivio on inventari using ((select cura_archivio())) with check ((select cura_archivio()));
--> statement-breakpoint
create policy archivio on letture_inventario using ((select cura_archivio())) with check ((select cura_archivio()));
--> statement-breakpoint
-- Only who directs the archive names others, never themselves.
alter policy visibili on abilitazioni_archivio
  using (persona_id = (select attore_persona()) or (select dirige_archivio()));
--> statement-breakpoint
create policy date_dal_dirigente on abilitazioni_archivio for insert
  with check ((select dirige_archivio()) and data_da_id = (select attore_persona()) and persona_id <> (select attore_persona())
    and revocata_at is null);
--> statement-breakpoint
create policy revocate_dal_dirigente on abilitazioni_archivio for update
  using ((select dirige_archivio())) with check ((select dirige_archivio()) and revocata_da_id = (select attore_persona()));
--> statement-breakpoint
create function abilitazione_solo_revocabile() returns trigger language plpgsql as $$
begin
  if (old.persona_id, old.unita_id, old.motivo, old.dal, old.al, old.data_da_id) is distinct from
      (new.persona_id, new.unita_id, new.motivo, new.dal, new.al, new.data_da_id) or old.revocata_at is not null then
    raise exception 'Un’abilitazione si revoca e non si cambia' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger abilitazioni_archivio_revoca before update on abilitazioni_archivio for each row execute function abilitazione_solo_revocabile();
