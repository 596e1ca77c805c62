-- The walls of the digitised papers. Who sees them: lib/archivio/rules-visibilita.ts, group `carte`.

-- Units whose papers the persona may see for a time, today.
create function unita_concesse() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct v.unita_id), '{}') from public.visioni_archivio v
  where v.persona_id = public.attore_persona() and v.revocata_at is null and v.dal <= now() and now() < v.al;
end;
--> statement-breakpoint
-- The papers themselves: everybody's, or of those who have to do with the unit, or of the offices and of whoever was let in.
create function vede_carte_unita(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from unita_archivistiche u where u.ente = p_ente and u.id = p_id
    and case case when u.consultabile_dal <= oggi_a_roma() then u.accesso_dopo else u.accesso end
      when 'libero' then true
      when 'su_richiesta' then cardinality(uffici_dell_attore()) > 0 or u.comune_istat = any (comuni_dell_attore())
        or u.id = any (unita_proprie()) or u.id = any (unita_concesse())
      when 'riservato' then cardinality(uffici_dell_attore()) > 0 or u.id = any (unita_concesse())
      else true end); -- whoever sees a closed unit was named for it
end $$;
--> statement-breakpoint
-- A page closed by itself is for the offices, whoever may see the others.
create function vede_pagina(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from pagine_archivio p where p.ente = p_ente and p.id = p_id
    and (not p.riservata or cardinality(uffici_dell_attore()) > 0));
end $$;
--> statement-breakpoint
-- Names are seen with the papers that bear them.
create or replace function vede_nomi_unita(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from unita_archivistiche u where u.ente = p_ente and u.id = p_id
    and (cardinality(uffici_dell_attore()) > 0 or u.comune_istat = any (comuni_dell_attore()) or u.id = any (unita_proprie())
      or u.id = any (unita_concesse())));
end $$;
--> statement-breakpoint
do $$
declare
  tabella text;
begin
  grant create on schema public to sportello_regole;
  alter function unita_concesse() owner to sportello_regole;
  revoke create on schema public from sportello_regole;
  grant select on visioni_archivio to sportello_regole;
  create policy regole on visioni_archivio for select to sportello_regole using (true);
  foreach tabella in array array['file_archivio', 'pagine_archivio', 'derivati_pagina', 'testi_pagina', 'lavorazioni_archivio', 'visioni_archivio'] loop
    execute format('alter table %I enable row level security', tabella);
    execute format('alter table %I force row level security', tabella);
    execute format('create policy sistema on %I using ((select attore()) = ''sistema'') with check ((select attore()) = ''sistema'')', tabella);
  end loop;
end $$;
--> statement-breakpoint
create policy delle_carte on file_archivio for select using (vede_carte_unita(ente, unita_id));
--> statement-breakpoint
create policy delle_carte on pagine_archivio for select using (vede_carte_unita(ente, unita_id));
--> statement-breakpoint
create policy delle_carte on derivati_pagina for select
  using (vede_carte_unita(ente, unita_id) and (tipo = 'oscurata' or vede_pagina(ente, pagina_id)));
--> statement-breakpoint
create policy delle_carte on testi_pagina for select using (vede_carte_unita(ente, unita_id) and vede_pagina(ente, pagina_id));
--> statement-breakpoint
create policy archivio on lavorazioni_archivio for select using ((select cura_archivio()));
--> statement-breakpoint
create policy proprie on visioni_archivio for select using (persona_id = (select attore_persona()));
--> statement-breakpoint
create policy uffici on visioni_archivio for select
  using ((select cardinality(uffici_dell_attore()) > 0) and vede_unita(ente, unita_id));
--> statement-breakpoint
-- What was delivered stays as it was delivered; a view that was granted is not forgotten.
create function originale_immutabile() returns trigger language plpgsql as $$
begin
  if (old.unita_id, old.byte, old.sha256, old.nome, old.lotto_id) is distinct from (new.unita_id, new.byte, new.sha256, new.nome, new.lotto_id) then
    raise exception 'Un file consegnato non si cambia' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger file_archivio_originale before update on file_archivio for each row execute function originale_immutabile();
--> statement-breakpoint
revoke delete on visioni_archivio from sportello_app;
