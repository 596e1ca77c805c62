-- What a policy asks of another table is asked by a function, which is planned once a connection: written inside the
-- policy it is planned again in every statement, with the policies of that table, and of those it asks in its turn.
--
-- These run with the caller's rights: whether the row of the other table is there is for its own policies to say. The
-- cost tells the planner to come by an index rather than ask them of a whole table, however small.
create function vede_bozza(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return p_id is not null and exists (select from bozze b where b.ente = p_ente and b.id = p_id);
end $$;
--> statement-breakpoint
create function vede_pratica(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return p_id is not null and exists (select from pratiche p where p.ente = p_ente and p.id = p_id);
end $$;
--> statement-breakpoint
-- The practice is of an office of the persona, and not their own (art. 6-bis L. 241/1990).
create function tratta_pratica(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  uffici uuid[] := uffici_dell_attore();
begin
  return cardinality(uffici) > 0 and exists (select from pratiche p where p.ente = p_ente and p.id = p_id and p.ufficio_id = any (uffici)
    and p.persona_id <> attore_persona() and (p.titolare_id is null or p.titolare_id <> attore_persona()));
end $$;
--> statement-breakpoint
-- As it was, planned once.
create or replace function scrive_pratica(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from bozze b where b.ente = p_ente and b.pratica_id = p_id)
    or exists (select from pratiche p where p.ente = p_ente and p.id = p_id
      and (p.organizzazione_id is null or p.ufficio_id = any ((select uffici_dell_attore())::uuid[])
        or p.organizzazione_id = any ((select organizzazioni_operabili())::uuid[])
        or p.mandato_id = any ((select mandati_dell_attore())::uuid[]) or p.id = any ((select pratiche_aperte_all_attore())::uuid[])));
end $$;
--> statement-breakpoint
-- A document of a practice: for its office what was sent or produced, for the others what is not internal.
create function vede_documento(p_ente text, p_pratica uuid, p_inviato boolean, p_proprio boolean, p_interno boolean) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  if p_pratica is null or not vede_pratica(p_ente, p_pratica) then
    return false;
  end if;
  return case when tratta_pratica(p_ente, p_pratica) then p_inviato or p_proprio else not p_interno end;
end $$;
--> statement-breakpoint
-- A document of a draft, also in the statement that files it.
create function vede_allegato(p_ente text, p_bozza uuid, p_pratica uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return p_bozza is not null and exists (select from bozze b where b.ente = p_ente and b.id = p_bozza and (p_pratica is null or p_pratica = b.pratica_id));
end $$;
--> statement-breakpoint
-- What a proof or a paper belongs to.
create function vede_soggetto(p_ente text, p_tipo text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  case p_tipo
    when 'collegamento' then return exists (select from collegamenti c where c.ente = p_ente and c.id = p_id);
    when 'mandato' then return exists (select from mandati m where m.ente = p_ente and m.id = p_id);
    when 'carta' then return exists (select from carte_veicolo k where k.ente = p_ente and k.id = p_id);
    else return false;
  end case;
end $$;
--> statement-breakpoint
-- An act that must be aboard, for who drives.
create function atto_a_bordo(p_ente text, p_documento uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  guidati uuid[] := atti_guidati();
begin
  return cardinality(guidati) > 0 and exists (select from atti a where a.ente = p_ente and a.documento_id = p_documento and a.id = any (guidati));
end $$;
--> statement-breakpoint
-- Vehicles of an organisation of the persona, and of one they may act for.
create function veicolo_dell_impresa(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from veicoli v where v.ente = p_ente and v.id = p_id and v.organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[]));
end $$;
--> statement-breakpoint
create function veicolo_operabile(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from veicoli v where v.ente = p_ente and v.id = p_id and v.organizzazione_id = any ((select organizzazioni_operabili())::uuid[]));
end $$;
--> statement-breakpoint

-- The person of this row filed, or is the principal of, a practice the persona who acts can see. It looks past the policies
-- and starts from what the persona may see, each on its index: from the person, one with ten thousand practices of other
-- companies would be read whole.
create function persona_delle_pratiche(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000 security definer
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  insieme uuid[] := uffici_dell_attore();
begin
  if cardinality(insieme) > 0 and (exists (select from pratiche p where p.ente = p_ente and p.persona_id = p_id and p.ufficio_id = any (insieme))
    or exists (select from pratiche p where p.ente = p_ente and p.titolare_id = p_id and p.titolare_id is not null and p.ufficio_id = any (insieme))) then
    return true;
  end if;
  if exists (select from pratiche p where p.ente = p_ente and p.titolare_id = attore_persona() and p.titolare_id is not null and p.organizzazione_id is null and p.persona_id = p_id) then
    return true;
  end if;
  insieme := organizzazioni_dell_attore();
  if cardinality(insieme) > 0 and (exists (select from pratiche p where p.ente = p_ente and p.organizzazione_id = any (insieme) and p.persona_id = p_id)
    or exists (select from pratiche p where p.ente = p_ente and p.titolare_id = p_id and p.titolare_id is not null and p.organizzazione_id = any (insieme))) then
    return true;
  end if;
  insieme := mandati_dell_attore();
  if cardinality(insieme) > 0 and exists (select from pratiche p where p.ente = p_ente and p.mandato_id = any (insieme) and p_id in (p.persona_id, p.titolare_id)) then
    return true;
  end if;
  insieme := pratiche_aperte_all_attore();
  return cardinality(insieme) > 0 and exists (select from pratiche p where p.ente = p_ente and p.id = any (insieme) and p_id in (p.persona_id, p.titolare_id));
end $$;
--> statement-breakpoint
do $$
begin
  grant create on schema public to sportello_regole;
  alter function persona_delle_pratiche(text, uuid) owner to sportello_regole;
  revoke create on schema public from sportello_regole;
end $$;
--> statement-breakpoint
create or replace function persona_in_comune(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return persona_delle_pratiche(p_ente, p_id)
    or exists (select from appartenenze a where a.ente = p_ente and a.persona_id = p_id)
    or exists (select from bozze b where b.ente = p_ente and b.persona_id = p_id)
    or exists (select from bozze b where b.ente = p_ente and b.titolare_id = p_id and b.titolare_id is not null)
    or exists (select from bozze_firmatari f where f.ente = p_ente and f.persona_id = p_id)
    or exists (select from trasferimenti t where t.ente = p_ente and t.offerto_da_id = p_id)
    or exists (select from inviti i where i.ente = p_ente and i.invitato_da_id = p_id)
    or exists (select from collegamenti c where c.ente = p_ente and c.persona_id = p_id)
    or exists (select from mandati m where m.ente = p_ente and (p_id in (m.mandante_persona_id, m.creato_da_id, m.accettato_da_id)
      or (m.accettato_at is not null and exists (select from codici_fiscali_di(p_id) cf where cf = m.mandatario_codice_fiscale))));
end $$;
--> statement-breakpoint

-- The policies, asking the functions. What belongs to a practice is seen with it; notes and proposals of the office only by
-- who handles it there.
alter policy della_pratica on pratica_eventi
  using (vede_pratica(ente, pratica_id) and (tipo not in ('proposta_fatta', 'proposta_restituita', 'nota_interna') or tratta_pratica(ente, pratica_id)));
--> statement-breakpoint
alter policy della_pratica on termini using (vede_pratica(ente, pratica_id));
--> statement-breakpoint
alter policy della_pratica on assegnazioni using (vede_pratica(ente, pratica_id));
--> statement-breakpoint
alter policy dell_ufficio on assegnazioni with check (da_persona_id = (select attore_persona()) and tratta_pratica(ente, pratica_id));
--> statement-breakpoint
alter policy dell_ufficio_muove on assegnazioni using (tratta_pratica(ente, pratica_id));
--> statement-breakpoint
alter policy della_pratica on messaggi using (vede_pratica(ente, pratica_id));
--> statement-breakpoint
alter policy letti on messaggi using (vede_pratica(ente, pratica_id));
--> statement-breakpoint
alter policy della_pratica on protocolli using (vede_pratica(ente, pratica_id));
--> statement-breakpoint
alter policy visibili on documenti
  using (vede_allegato(ente, bozza_id, pratica_id)
    or vede_documento(ente, pratica_id, evento_seq is not null, caricato_da_id is not distinct from (select attore_persona()), interno));
--> statement-breakpoint
alter policy di_altro on documenti
  using ((soggetto_tipo is not null and vede_soggetto(ente, soggetto_tipo, soggetto_id)) or (pratica_id is not null and atto_a_bordo(ente, id)));
--> statement-breakpoint
alter policy di_altro_mossi on documenti using (soggetto_tipo is not null and vede_soggetto(ente, soggetto_tipo, soggetto_id));
--> statement-breakpoint
alter policy di_altro_caricati on documenti
  with check (caricato_da_id = (select attore_persona()) and soggetto_tipo is not null and vede_soggetto(ente, soggetto_tipo, soggetto_id));
--> statement-breakpoint
alter policy caricati on documenti
  with check ((caricato_da_id is null or caricato_da_id = (select attore_persona())) and (vede_bozza(ente, bozza_id) or vede_pratica(ente, pratica_id)));
--> statement-breakpoint
alter policy mossi on documenti using (vede_allegato(ente, bozza_id, pratica_id) or vede_pratica(ente, pratica_id));
--> statement-breakpoint
alter policy della_pratica on atti using (vede_pratica(ente, pratica_id) and (stato not in ('proposto', 'scartato') or tratta_pratica(ente, pratica_id)));
--> statement-breakpoint
alter policy proposti on atti with check (tratta_pratica(ente, pratica_id));
--> statement-breakpoint
alter policy decisi on atti using (tratta_pratica(ente, pratica_id));
--> statement-breakpoint
alter policy del_veicolo on carte_veicolo using (veicolo_dell_impresa(ente, veicolo_id));
--> statement-breakpoint
alter policy scritte on carte_veicolo using (veicolo_operabile(ente, veicolo_id)) with check (veicolo_operabile(ente, veicolo_id));
--> statement-breakpoint
alter policy del_veicolo on veicoli_autisti
  using (veicolo_id = any ((select veicoli_guidati())::uuid[]) or veicolo_dell_impresa(ente, veicolo_id));
--> statement-breakpoint
alter policy scritti on veicoli_autisti using (veicolo_operabile(ente, veicolo_id)) with check (veicolo_operabile(ente, veicolo_id));
--> statement-breakpoint
alter policy della_bozza on bozze_condivisioni
  using (codice_fiscale = (select attore_codice_fiscale()) or vede_bozza(ente, bozza_id)) with check (vede_bozza(ente, bozza_id));
--> statement-breakpoint
alter policy della_bozza on bozze_firmatari
  using (codice_fiscale = (select attore_codice_fiscale()) or vede_bozza(ente, bozza_id)) with check (vede_bozza(ente, bozza_id));
--> statement-breakpoint
alter policy delle_parti on trasferimenti
  using (a_codice_fiscale = (select attore_codice_fiscale()) or a_organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[])
    or offerto_da_id = (select attore_persona()) or vede_bozza(ente, bozza_id) or vede_pratica(ente, pratica_id));
--> statement-breakpoint
alter policy visibili on letture using (lettore_id = (select attore_persona()) or vede_pratica(ente, pratica_id));
--> statement-breakpoint

-- Undoes the statement, and with it the transaction it ends, when something is not as it was found.
create function esige(p_vero boolean, p_perche text) returns void language plpgsql as $$
begin
  if p_vero is not true then
    raise exception '%', p_perche using errcode = 'triggered_data_change_violation';
  end if;
end $$;
