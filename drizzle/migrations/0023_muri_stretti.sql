-- The walls, as tight as the code.

-- A mandate is used for the procedures it names, today: as mandati_dell_attore() finds it, under an older one of the same
-- parties.
create function mandato_copre(p_mandato uuid, p_procedimento text) returns boolean language plpgsql stable cost 1000 security definer
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from mandati dato join mandati m on m.ente = dato.ente
      and m.mandante_organizzazione_id is not distinct from dato.mandante_organizzazione_id
      and m.mandante_codice_fiscale is not distinct from dato.mandante_codice_fiscale
      and m.mandatario_organizzazione_id is not distinct from dato.mandatario_organizzazione_id
      and m.mandatario_codice_fiscale is not distinct from dato.mandatario_codice_fiscale
    where dato.id = p_mandato and (m.procedimenti is null or p_procedimento = any (m.procedimenti))
      and (m.mandatario_codice_fiscale = attore_codice_fiscale() or m.mandatario_organizzazione_id = any (organizzazioni_operabili()))
      and m.accettato_at is not null and m.revocato_at is null and m.rinunciato_at is null and oggi_a_roma() between m.dal and m.al);
end $$;
--> statement-breakpoint
-- Offices the persona heads today.
create function uffici_diretti() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct r.ufficio_id), '{}') from public.ruoli r
  where r.persona_id = public.attore_persona() and r.ruolo = 'dirigente' and r.ufficio_id is not null
    and r.valido_dal <= public.oggi_a_roma() and (r.valido_al is null or r.valido_al >= public.oggi_a_roma());
end;
--> statement-breakpoint
-- A right in this office, or in none of the Province's, is for the persona to decide or review: an administrator any, a
-- dirigente those of the offices they head and those of no office.
create function cura_diritto(p_ufficio uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return attore_ha_ruolo('amministratore_sistema')
    or case when p_ufficio is null then attore_ha_ruolo('dirigente') else p_ufficio = any (uffici_diretti()) end;
end $$;
--> statement-breakpoint
create function cura_ruolo(p_ruolo uuid) returns boolean language plpgsql stable cost 1000 security definer
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from ruoli r where r.id = p_ruolo and cura_diritto(r.ufficio_id));
end $$;
--> statement-breakpoint
-- Persons named in the requests that a dirigente may see: whose the right is, who asked and who decided.
create function persone_delle_richieste() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct t.persona_id), '{}') from public.richieste_ruolo q
    cross join lateral (values (q.persona_id), (q.chiesta_da_id), (q.decisa_da_id)) as t(persona_id)
  where t.persona_id is not null and public.attore_ha_ruolo('dirigente') and public.cura_diritto(q.ufficio_id);
end;
--> statement-breakpoint
-- A practice is what a draft becomes: the one that this transaction has just marked with its id, for whom it was written.
create function bozza_presentata(p_ente text, p_pratica uuid, p_procedimento text, p_organizzazione uuid, p_titolare uuid, p_mandato uuid)
  returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from bozze b where b.ente = p_ente and b.pratica_id = p_pratica and b.procedimento = p_procedimento
    and b.organizzazione_id is not distinct from p_organizzazione and b.mandato_id is not distinct from p_mandato
    and p_titolare is not distinct from coalesce(b.titolare_id,
      case when b.organizzazione_id is null and b.persona_id <> attore_persona() then b.persona_id end)
    and (b.organizzazione_id is null or b.mandato_id is not null or b.organizzazione_id = any (organizzazioni_operabili())
      or b.id = any (bozze_aperte_all_attore())));
end $$;
--> statement-breakpoint
-- A number is taken by the function and by nothing else.
alter function prossimo_numero(text, text) security definer set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
do $$
declare
  firma text;
begin
  grant create on schema public to sportello_regole;
  foreach firma in array array['mandato_copre(uuid, text)', 'uffici_diretti()', 'cura_ruolo(uuid)', 'persone_delle_richieste()', 'prossimo_numero(text, text)'] loop
    execute format('alter function %s owner to sportello_regole', firma);
  end loop;
  revoke create on schema public from sportello_regole;
end $$;
--> statement-breakpoint
grant select on richieste_ruolo to sportello_regole;
--> statement-breakpoint
create policy regole on richieste_ruolo for select to sportello_regole using (true);
--> statement-breakpoint

grant select, insert, update on registri to sportello_regole;
--> statement-breakpoint
revoke insert, update, delete on registri from sportello_app;
--> statement-breakpoint

-- Mandates, for the procedures they name.
alter policy visibili on bozze
  using ((persona_id = (select attore_persona()) and mandato_id is null and (organizzazione_id is null or organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[])))
    or (persona_id = (select attore_persona()) and mandato_id = any ((select mandati_dell_attore())::uuid[]) and mandato_copre(mandato_id, procedimento))
    or (mandato_id is not null and (titolare_id = (select attore_persona()) or organizzazione_id = any ((select organizzazioni_operabili())::uuid[])))
    or id = any ((select bozze_aperte_all_attore())::uuid[]));
--> statement-breakpoint
alter policy iniziate on bozze
  with check (persona_id = (select attore_persona())
    and ((mandato_id = any ((select mandati_dell_attore())::uuid[]) and mandato_copre(mandato_id, procedimento))
      or (mandato_id is null and (organizzazione_id is null or organizzazione_id = any ((select organizzazioni_operabili())::uuid[])))));
--> statement-breakpoint
alter policy scritte on bozze
  using ((persona_id = (select attore_persona()) and mandato_id is null and (organizzazione_id is null or organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[])))
    or (persona_id = (select attore_persona()) and mandato_id = any ((select mandati_dell_attore())::uuid[]) and mandato_copre(mandato_id, procedimento))
    or (mandato_id is not null and (titolare_id = (select attore_persona()) or organizzazione_id = any ((select organizzazioni_operabili())::uuid[])))
    or id = any ((select bozze_aperte_all_attore())::uuid[]));
--> statement-breakpoint
alter policy visibili on pratiche
  using ((ufficio_id = any ((select uffici_dell_attore())::uuid[]) and persona_id <> (select attore_persona())
      and (titolare_id is null or titolare_id <> (select attore_persona())))
    or (organizzazione_id is null and coalesce(titolare_id, persona_id) = (select attore_persona()))
    or organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[])
    or (mandato_id = any ((select mandati_dell_attore())::uuid[]) and mandato_copre(mandato_id, procedimento))
    or id = any ((select pratiche_aperte_all_attore())::uuid[]));
--> statement-breakpoint
alter policy presentate on pratiche
  with check (persona_id = (select attore_persona())
    and bozza_presentata(ente, id, procedimento, organizzazione_id, titolare_id, mandato_id));
--> statement-breakpoint
alter policy richiedente_muove on pratiche
  using ((organizzazione_id is null and coalesce(titolare_id, persona_id) = (select attore_persona()))
    or organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[])
    or (mandato_id = any ((select mandati_dell_attore())::uuid[]) and mandato_copre(mandato_id, procedimento))
    or id = any ((select pratiche_aperte_all_attore())::uuid[]))
  with check ((organizzazione_id is null and coalesce(titolare_id, persona_id) = (select attore_persona()))
    or organizzazione_id = any ((select organizzazioni_operabili())::uuid[])
    or (mandato_id = any ((select mandati_dell_attore())::uuid[]) and mandato_copre(mandato_id, procedimento)));
--> statement-breakpoint
create or replace function scrive_pratica(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from bozze b where b.ente = p_ente and b.pratica_id = p_id)
    or exists (select from pratiche p where p.ente = p_ente and p.id = p_id
      and (p.organizzazione_id is null or p.ufficio_id = any ((select uffici_dell_attore())::uuid[])
        or p.organizzazione_id = any ((select organizzazioni_operabili())::uuid[])
        or (p.mandato_id = any ((select mandati_dell_attore())::uuid[]) and mandato_copre(p.mandato_id, p.procedimento))
        or p.id = any ((select pratiche_aperte_all_attore())::uuid[])));
end $$;
--> statement-breakpoint

-- Rights: a dirigente, what they decide and review; persons and sessions are for administrators.
alter policy amministrazione on sessioni using ((select attore_ha_ruolo('amministratore_sistema')));
--> statement-breakpoint
alter policy amministrazione on persone using ((select attore_ha_ruolo('amministratore_sistema')));
--> statement-breakpoint
create policy nelle_richieste on persone for select using (id = any ((select persone_delle_richieste())::uuid[]));
--> statement-breakpoint
alter policy amministrazione on ruoli using (cura_diritto(ufficio_id)) with check (cura_diritto(ufficio_id));
--> statement-breakpoint
alter policy amministrazione on richieste_ruolo using (cura_diritto(ufficio_id)) with check (cura_diritto(ufficio_id));
--> statement-breakpoint
alter policy amministrazione on revisioni_diritti
  using (cura_ruolo(ruolo_id))
  with check (revisore_id = (select attore_persona()) and cura_ruolo(ruolo_id));
--> statement-breakpoint

-- Companies and bodies: looked up by whoever has signed in, changed by nobody but the portal. The update policy lets a row
-- be waited for.
alter table organizzazioni enable row level security;
--> statement-breakpoint
alter table organizzazioni force row level security;
--> statement-breakpoint
create policy sistema on organizzazioni using ((select attore()) = 'sistema') with check ((select attore()) = 'sistema');
--> statement-breakpoint
create policy accesso on organizzazioni for select using ((select attore()) = 'accesso');
--> statement-breakpoint
create policy cercate on organizzazioni for select using ((select attore_persona()) is not null);
--> statement-breakpoint
create policy registrate on organizzazioni for insert with check ((select attore_persona()) is not null);
--> statement-breakpoint
create policy attese on organizzazioni for update using ((select attore_persona()) is not null) with check (false);
