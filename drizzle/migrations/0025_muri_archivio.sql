-- The walls of the archive. What is seen of a unit, by whom: lib/archivio/rules-visibilita.ts.

-- The tree in reading order: positions are compared byte by byte, whatever the language of the database.
alter table unita_archivistiche alter column ordine type text collate "C";
--> statement-breakpoint
create index unita_archivistiche_ordine_ix on unita_archivistiche (ente, ordine);
--> statement-breakpoint

-- Who acts, for the archive ---------------------------------------------------------------------------------------------

-- Works today in the archive: describes, tags and moves.
create function cura_archivio() returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select exists (select from public.uffici u where u.codice = 'archivio' and u.id = any (public.uffici_dell_attore()));
end;
--> statement-breakpoint
-- Comuni for which the persona works today.
create function comuni_dell_attore() returns text[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct o.comune_istat), '{}') from public.ruoli r
    join public.organizzazioni o on o.ente = r.ente and o.id = r.organizzazione_id
  where r.persona_id = public.attore_persona() and r.ruolo = 'tecnico_comunale' and o.comune_istat is not null
    and r.valido_dal <= public.oggi_a_roma() and (r.valido_al is null or r.valido_al >= public.oggi_a_roma());
end;
--> statement-breakpoint
-- Units that name the persona.
create function unita_proprie() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct a.unita_id), '{}') from public.agenti_unita a
  where a.codice_fiscale = public.attore_codice_fiscale();
end;
--> statement-breakpoint
-- Units and fonds with sensitive data for which an officer is named today.
create function unita_abilitate() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct a.unita_id), '{}') from public.abilitazioni_archivio a
  where a.persona_id = public.attore_persona() and public.oggi_a_roma() between a.dal and a.al
    and cardinality(public.uffici_dell_attore()) > 0;
end;
--> statement-breakpoint
-- What belongs to a unit is seen with it.
create function vede_unita(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from unita_archivistiche u where u.ente = p_ente and u.id = p_id);
end $$;
--> statement-breakpoint
-- Names: officers, the Comune of the unit, whoever is named in it.
create function vede_nomi_unita(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from unita_archivistiche u where u.ente = p_ente and u.id = p_id
    and (cardinality(uffici_dell_attore()) > 0 or u.comune_istat = any (comuni_dell_attore()) or u.id = any (unita_proprie())));
end $$;
--> statement-breakpoint
-- Street and parcel: also whoever is signed in, unless the unit is reserved today.
create function vede_luogo_unita(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from unita_archivistiche u where u.ente = p_ente and u.id = p_id
    and (attore_codice_fiscale() is not null
      and case when u.consultabile_dal <= oggi_a_roma() then u.accesso_dopo else u.accesso end in ('libero', 'su_richiesta')))
    or vede_nomi_unita(p_ente, p_id);
end $$;
--> statement-breakpoint
create function vede_voce(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from voci_unita v join unita_archivistiche u on u.ente = v.ente and u.id = v.unita_id
    where v.ente = p_ente and v.voce_id = p_id);
end $$;
--> statement-breakpoint
do $$
declare
  cosa text;
begin
  grant create on schema public to sportello_regole;
  foreach cosa in array array['cura_archivio()', 'comuni_dell_attore()', 'unita_proprie()', 'unita_abilitate()'] loop
    execute format('alter function %s owner to sportello_regole', cosa);
  end loop;
  revoke create on schema public from sportello_regole;
  foreach cosa in array array['uffici', 'organizzazioni', 'agenti_unita', 'abilitazioni_archivio'] loop
    execute format('grant select on %I to sportello_regole', cosa);
  end loop;
  foreach cosa in array array['organizzazioni', 'agenti_unita', 'abilitazioni_archivio'] loop
    execute format('create policy regole on %I for select to sportello_regole using (true)', cosa);
  end loop;
end $$;
--> statement-breakpoint

-- The walls -------------------------------------------------------------------------------------------------------------

do $$
declare
  tabella text;
begin
  foreach tabella in array array['soggetti_produttori', 'unita_archivistiche', 'tratte_unita', 'voci', 'voci_unita', 'storia_unita',
    'unita_riservate', 'ubicazioni_unita', 'agenti_unita', 'etichette_unita', 'abilitazioni_archivio', 'luoghi_conservazione',
    'unita_conservazione', 'unita_contenute', 'movimenti'] loop
    execute format('alter table %I enable row level security', tabella);
    execute format('alter table %I force row level security', tabella);
    execute format('create policy sistema on %I using ((select attore()) = ''sistema'') with check ((select attore()) = ''sistema'')', tabella);
  end loop;
  -- What is described is corrected, not erased.
  foreach tabella in array array['soggetti_produttori', 'unita_archivistiche', 'voci', 'etichette_unita', 'abilitazioni_archivio',
    'luoghi_conservazione', 'unita_conservazione', 'movimenti'] loop
    execute format('revoke delete on %I from sportello_app', tabella);
  end loop;
end $$;
--> statement-breakpoint
revoke update, delete on storia_unita from sportello_app;
--> statement-breakpoint
create trigger storia_unita_immutabile before update or delete or truncate on storia_unita for each statement execute function rifiuta_modifica();
--> statement-breakpoint

-- A unit is there for everybody, unless what it says is closed: then for the officers named for it or for its fonds.
create policy visibili on unita_archivistiche for select
  using (accesso <> 'particolare' or consultabile_dal <= (select oggi_a_roma())
    or fondo_id = any ((select unita_abilitate())::uuid[]) or id = any ((select unita_abilitate())::uuid[]));
--> statement-breakpoint
create policy descritte on unita_archivistiche for insert
  with check ((select cura_archivio()) and accesso = accesso_base and consultabile_dal is null);
--> statement-breakpoint
create policy corrette on unita_archivistiche for update using ((select cura_archivio())) with check ((select cura_archivio()));
--> statement-breakpoint
-- How open a unit is comes from the rule, which the portal applies: no correction of a description changes it.
create function accesso_solo_per_regola() returns trigger language plpgsql as $$
begin
  if attore() is distinct from 'sistema' and (old.accesso, old.consultabile_dal, old.accesso_dopo, old.accesso_base)
    is distinct from (new.accesso, new.consultabile_dal, new.accesso_dopo, new.accesso_base) then
    raise exception 'L’accesso di un’unità si calcola dalle sue etichette' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger unita_archivistiche_accesso before update on unita_archivistiche for each row execute function accesso_solo_per_regola();
--> statement-breakpoint

create policy lettura on soggetti_produttori for select using (true);
--> statement-breakpoint
create policy dell_unita on tratte_unita for select using (vede_unita(ente, unita_id));
--> statement-breakpoint
create policy dell_unita on voci_unita for select using (vede_unita(ente, unita_id));
--> statement-breakpoint
create policy usate on voci for select using ((select cura_archivio()) or vede_voce(ente, id));
--> statement-breakpoint
create policy dell_unita on unita_riservate for select using (vede_nomi_unita(ente, unita_id));
--> statement-breakpoint
create policy dell_unita on agenti_unita for select using (vede_nomi_unita(ente, unita_id));
--> statement-breakpoint
create policy dell_unita on ubicazioni_unita for select using (vede_luogo_unita(ente, unita_id));
--> statement-breakpoint
create policy dell_unita on etichette_unita for select
  using ((select cardinality(uffici_dell_attore()) > 0) and vede_unita(ente, unita_id));
--> statement-breakpoint
create policy dell_unita on storia_unita for select
  using ((select cardinality(uffici_dell_attore()) > 0) and vede_unita(ente, unita_id));
--> statement-breakpoint
create policy scritta on storia_unita for insert
  with check ((select cura_archivio()) and attore_id = (select attore_persona()) and vede_unita(ente, unita_id));
--> statement-breakpoint
create policy visibili on abilitazioni_archivio for select
  using (persona_id = (select attore_persona()) or ((select cura_archivio()) and (select attore_ha_ruolo('dirigente'))));
--> statement-breakpoint
create policy dell_unita on unita_contenute for select
  using ((select cardinality(uffici_dell_attore()) > 0) and vede_unita(ente, unita_id));
--> statement-breakpoint
do $$
declare
  tabella text;
begin
  foreach tabella in array array['luoghi_conservazione', 'unita_conservazione', 'movimenti'] loop
    execute format('create policy uffici on %I for select using ((select cardinality(uffici_dell_attore()) > 0))', tabella);
  end loop;
  foreach tabella in array array['soggetti_produttori', 'voci', 'luoghi_conservazione', 'unita_conservazione', 'movimenti'] loop
    execute format('create policy archivio on %I using ((select cura_archivio())) with check ((select cura_archivio()))', tabella);
  end loop;
  -- With the unit they belong to, by who works in the archive and sees it.
  foreach tabella in array array['tratte_unita', 'voci_unita', 'unita_riservate', 'ubicazioni_unita', 'agenti_unita', 'etichette_unita',
    'unita_contenute'] loop
    execute format('create policy archivio on %I using ((select cura_archivio()) and vede_unita(ente, unita_id))
      with check ((select cura_archivio()) and vede_unita(ente, unita_id))', tabella);
  end loop;
end $$;
