-- Certified copies: of who has them, of who works in the archive and sees the unit, and of who brings their code or the file.
alter table copie_conformi enable row level security;
--> statement-breakpoint
alter table copie_conformi force row level security;
--> statement-breakpoint
alter table file_conformi enable row level security;
--> statement-breakpoint
alter table file_conformi force row level security;
--> statement-breakpoint
create policy sistema on copie_conformi using ((select attore()) = 'sistema') with check ((select attore()) = 'sistema');
--> statement-breakpoint
create policy sistema on file_conformi using ((select attore()) = 'sistema') with check ((select attore()) = 'sistema');
--> statement-breakpoint
-- Copies that were given whose code, or the hash of whose file, the public brings.
create function copie_portate() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct c.id), '{}') from public.copie_conformi c
    join public.file_conformi f on f.ente = c.ente and f.copia_id = c.id
  where public.attore() like 'pubblico:%'
    and (c.codice_verifica = substr(public.attore(), 10) or f.sha256 = substr(public.attore(), 10));
end;
--> statement-breakpoint
-- Copies whose file the persona may take: theirs, while neither the copy nor the view it was given on is revoked.
create function conformi_dell_attore() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(c.id), '{}') from public.copie_conformi c
    join public.visioni_archivio v on v.ente = c.ente and v.id = c.visione_id
  where c.persona_id = public.attore_persona() and c.revocata_at is null and v.revocata_at is null;
end;
--> statement-breakpoint
do $$
declare
  cosa text;
begin
  grant create on schema public to sportello_regole;
  foreach cosa in array array['copie_portate()', 'conformi_dell_attore()'] loop
    execute format('alter function %s owner to sportello_regole', cosa);
  end loop;
  revoke create on schema public from sportello_regole;
  foreach cosa in array array['copie_conformi', 'file_conformi'] loop
    execute format('grant select on %I to sportello_regole', cosa);
    execute format('create policy regole on %I for select to sportello_regole using (true)', cosa);
    execute format('revoke delete on %I from sportello_app', cosa);
  end loop;
end $$;
--> statement-breakpoint
create policy archivio on copie_conformi for select using ((select cura_archivio()) and vede_unita(ente, unita_id));
--> statement-breakpoint
create policy proprie on copie_conformi for select using (persona_id = (select attore_persona()));
--> statement-breakpoint
create policy portate on copie_conformi for select using (id = any ((select copie_portate())::uuid[]));
--> statement-breakpoint
-- Who certifies: the head of the archive, in their own name, never for themselves.
create policy certificate on copie_conformi for insert with check ((select dirige_archivio())
  and certificata_da_id = (select attore_persona()) and revocata_at is null and vede_unita(ente, unita_id));
--> statement-breakpoint
-- A copy that was given is only revoked, once.
revoke update on copie_conformi from sportello_app;
--> statement-breakpoint
grant update (revocata_at, revocata_da_id, revocata_motivo, updated_at) on copie_conformi to sportello_app;
--> statement-breakpoint
create policy revocate on copie_conformi for update using ((select dirige_archivio()) and vede_unita(ente, unita_id) and revocata_at is null)
  with check ((select dirige_archivio()) and revocata_da_id = (select attore_persona()));
--> statement-breakpoint
create function vede_conforme(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from copie_conformi c where c.ente = p_ente and c.id = p_id);
end $$;
--> statement-breakpoint
create policy archivio on file_conformi for select using ((select cura_archivio()) and vede_conforme(ente, copia_id));
--> statement-breakpoint
create policy propri on file_conformi for select using (copia_id = any ((select conformi_dell_attore())::uuid[]));
--> statement-breakpoint
create policy portati on file_conformi for select using (copia_id = any ((select copie_portate())::uuid[]));
--> statement-breakpoint
create policy fatti on file_conformi for insert with check ((select dirige_archivio()) and vede_conforme(ente, copia_id));
--> statement-breakpoint
-- The file is made once: only the key it is wrapped with may change, by the portal itself.
create function conforme_stesso() returns trigger language plpgsql as $$
begin
  if (old.ente, old.id, old.copia_id, old.byte, old.sha256, old.sigillo) is distinct from
      (new.ente, new.id, new.copia_id, new.byte, new.sha256, new.sigillo) then
    raise exception 'Una copia rilasciata non si cambia' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger file_conformi_stesso before update on file_conformi for each row execute function conforme_stesso();
