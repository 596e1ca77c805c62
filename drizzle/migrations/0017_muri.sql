-- The second wall (S24): every statement of the portal runs under a role that owns nothing, on somebody's behalf, and the
-- policies below decide which rows there are for them. How to add a table: docs/autorizzazioni.md.
--
-- sportello_app runs the statements; sportello_regole owns the few functions that must look past the policies to say who
-- somebody is, and may read only what they read. Neither can connect.
do $$
declare
  nome text;
begin
  foreach nome in array array['sportello_app', 'sportello_regole'] loop
    begin
      if not exists (select from pg_roles where rolname = nome) then
        execute format('create role %I nologin noinherit nobypassrls', nome);
      end if;
      if not pg_has_role(current_user, nome, 'set') then
        -- without inherit: the owner keeps to the policies too, and takes on a role only by saying so
        execute format('grant %I to %I with inherit false, set true', nome, current_user);
      end if;
    exception when duplicate_object or unique_violation then
      null; -- another database of the same server made it just now
    when insufficient_privilege then
      raise exception 'Il ruolo % manca o non è del proprietario del database', nome
        using hint = format('Come amministratore: create role %1$s nologin noinherit; grant %1$s to %2$I with inherit false, set true;', nome, current_user);
    end;
  end loop;
end $$;
--> statement-breakpoint
grant usage on schema public to sportello_app, sportello_regole;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema public to sportello_app;
--> statement-breakpoint
-- Tables made later are within reach as well: their policies say how far.
alter default privileges in schema public grant select, insert, update, delete on tables to sportello_app;
--> statement-breakpoint
alter default privileges in schema public grant usage on sequences to sportello_app;
--> statement-breakpoint
revoke update, delete on audit, pratica_eventi, termini, procedimento_versioni, letture, motivi_lettura, revisioni_diritti from sportello_app;
--> statement-breakpoint
revoke delete on audit_catena, protocolli, persone, pratiche, atti, messaggi, assegnazioni, documenti, bozze from sportello_app;
--> statement-breakpoint
-- The portal asks whether its database is up to date.
do $$
begin
  if to_regclass('drizzle.__drizzle_migrations') is not null then
    grant usage on schema drizzle to sportello_app;
    grant select on drizzle.__drizzle_migrations to sportello_app;
  end if;
end $$;
--> statement-breakpoint

-- Who acts ------------------------------------------------------------------------------------------------------------

-- As the transaction was told: id of a persona, or a name ('sistema', 'accesso', 'pubblico', 'pubblico:<code of an act>').
create function attore() returns text language sql stable parallel safe
  return nullif(current_setting('app.attore', true), '');
--> statement-breakpoint
create function attore_persona() returns uuid language sql stable parallel safe
  return case when length(current_setting('app.attore', true)) = 36 then current_setting('app.attore', true)::uuid end;
--> statement-breakpoint
create function oggi_a_roma() returns date language sql stable parallel safe
  return (now() at time zone 'Europe/Rome')::date;
--> statement-breakpoint
-- Offices in which the persona works today as istruttore or dirigente.
create function uffici_dell_attore() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct r.ufficio_id), '{}') from public.ruoli r
  where r.persona_id = public.attore_persona() and r.ruolo in ('istruttore', 'dirigente') and r.ufficio_id is not null
    and r.valido_dal <= public.oggi_a_roma() and (r.valido_al is null or r.valido_al >= public.oggi_a_roma());
end;
--> statement-breakpoint
create function attore_ha_ruolo(p_ruolo text) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select exists (select from public.ruoli r where r.persona_id = public.attore_persona() and r.ruolo = p_ruolo
    and r.valido_dal <= public.oggi_a_roma() and (r.valido_al is null or r.valido_al >= public.oggi_a_roma()));
end;
--> statement-breakpoint
-- Organisations the persona belongs to today, whatever they may do there.
create function organizzazioni_dell_attore() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct a.organizzazione_id), '{}') from public.appartenenze a
  where a.persona_id = public.attore_persona()
    and a.valido_dal <= public.oggi_a_roma() and (a.valido_al is null or a.valido_al >= public.oggi_a_roma());
end;
--> statement-breakpoint
-- Those for which they may also write and file: not as an osservatore.
create function organizzazioni_operabili() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct a.organizzazione_id), '{}') from public.appartenenze a
  where a.persona_id = public.attore_persona() and a.ruolo in ('legale_rappresentante', 'amministratore', 'richiedente')
    and a.valido_dal <= public.oggi_a_roma() and (a.valido_al is null or a.valido_al >= public.oggi_a_roma());
end;
--> statement-breakpoint
-- Who works or has worked in an office: their names are public (art. 5 L. 241/1990).
create function funzionari() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct r.persona_id), '{}') from public.ruoli r where r.ufficio_id is not null;
end;
--> statement-breakpoint
-- The codice fiscale of the persona: invitations, mandates and shares name people by it.
create function attore_codice_fiscale() returns text language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select p.codice_fiscale from public.persone p where p.id = public.attore_persona();
end;
--> statement-breakpoint
-- Every mandate between a principal and an agent who has one in force today that the persona may use: what was done under
-- an older one goes on under the newer. Whether it covers a procedure is for the application to say.
create function mandati_dell_attore() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct dato.id), '{}') from public.mandati m join public.mandati dato on dato.ente = m.ente
    and dato.mandante_organizzazione_id is not distinct from m.mandante_organizzazione_id
    and dato.mandante_codice_fiscale is not distinct from m.mandante_codice_fiscale
    and dato.mandatario_organizzazione_id is not distinct from m.mandatario_organizzazione_id
    and dato.mandatario_codice_fiscale is not distinct from m.mandatario_codice_fiscale
  where (m.mandatario_codice_fiscale = public.attore_codice_fiscale() or m.mandatario_organizzazione_id = any (public.organizzazioni_operabili()))
    and m.accettato_at is not null and m.revocato_at is null and m.rinunciato_at is null and public.oggi_a_roma() between m.dal and m.al;
end;
--> statement-breakpoint
-- Companies whose mandate the persona uses.
create function organizzazioni_mandanti() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct m.mandante_organizzazione_id), '{}') from public.mandati m
  where m.id = any (public.mandati_dell_attore()) and m.mandante_organizzazione_id is not null;
end;
--> statement-breakpoint
-- Drafts opened to the persona by codice fiscale: shared, to be signed, or offered to them or to a company of theirs.
create function bozze_aperte_all_attore() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct t.bozza_id), '{}') from (
    select c.bozza_id from public.bozze_condivisioni c where c.codice_fiscale = public.attore_codice_fiscale() and c.revocata_at is null
    union all
    select f.bozza_id from public.bozze_firmatari f where f.codice_fiscale = public.attore_codice_fiscale() and f.rimosso_at is null
    union all
    select o.bozza_id from public.trasferimenti o where o.bozza_id is not null and o.accettato_at is null and o.rifiutato_at is null and o.ritirato_at is null
      and (o.a_codice_fiscale = public.attore_codice_fiscale() or o.a_organizzazione_id = any (public.organizzazioni_operabili()))) t;
end;
--> statement-breakpoint
-- Practices the persona took part in before they were filed (as signer, or by filing a shared draft: while it is being filed
-- only the draft knows of it), or is offered, until the transaction that accepts has ended.
create function pratiche_aperte_all_attore() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct t.pratica_id), '{}') from (
    select p.id as pratica_id from public.bozze_firmatari f join public.bozze b on b.ente = f.ente and b.id = f.bozza_id
      join public.pratiche p on p.ente = b.ente and p.id = b.pratica_id
    where f.codice_fiscale = public.attore_codice_fiscale() and f.firmato_at is not null and f.rimosso_at is null and p.seguita_da_id is null
    union all
    select b.pratica_id from public.bozze_condivisioni c join public.bozze b on b.ente = c.ente and b.id = c.bozza_id
      left join public.pratiche p on p.ente = b.ente and p.id = b.pratica_id
    where c.codice_fiscale = public.attore_codice_fiscale() and c.revocata_at is null and b.pratica_id is not null
      and (p.id is null or (p.seguita_da_id is null and p.persona_id = public.attore_persona()))
    union all
    select o.pratica_id from public.trasferimenti o where o.pratica_id is not null and (o.accettato_at is null or o.accettato_at >= now()) and o.rifiutato_at is null and o.ritirato_at is null
      and (o.a_codice_fiscale = public.attore_codice_fiscale() or o.a_organizzazione_id = any (public.organizzazioni_operabili()))) t;
end;
--> statement-breakpoint
-- Vehicles the persona drives, as a driver of the company today.
create function veicoli_guidati() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct g.veicolo_id), '{}') from public.veicoli_autisti g
    join public.appartenenze a on a.ente = g.ente and a.id = g.appartenenza_id
  where a.persona_id = public.attore_persona() and a.ruolo = 'autista'
    and a.valido_dal <= public.oggi_a_roma() and (a.valido_al is null or a.valido_al >= public.oggi_a_roma());
end;
--> statement-breakpoint
-- Acts that must be aboard the vehicles the persona drives (art. 10 c. 9 CdS).
create function atti_guidati() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct t.id), '{}') from public.veicoli v join public.pratiche p on p.ente = v.ente and p.organizzazione_id = v.organizzazione_id
    join public.atti t on t.ente = p.ente and t.pratica_id = p.id and t.numero is not null and v.targa = any (t.targhe)
  where v.id = any (public.veicoli_guidati());
end;
--> statement-breakpoint
-- The persona may write about this practice: as an applicant who may act, as its office, or because they are filing it in
-- this very transaction, when only the draft knows of it. Asked under the caller's own policies.
create function scrive_pratica(p_ente text, p_id uuid) returns boolean language sql stable set search_path = pg_catalog, public, pg_temp
begin atomic
  select exists (select from public.pratiche p where p.ente = p_ente and p.id = p_id
      and (p.organizzazione_id is null or p.organizzazione_id = any (public.organizzazioni_operabili())
        or p.mandato_id = any (public.mandati_dell_attore()) or p.ufficio_id = any (public.uffici_dell_attore())
        or p.id = any (public.pratiche_aperte_all_attore())))
    or exists (select from public.bozze b where b.ente = p_ente and b.pratica_id = p_id);
end;
--> statement-breakpoint
-- The person of this row has a practice, a draft, a company or a mandate in common with the persona who acts. Asked under
-- the caller's own policies, the usual first; a function, so that it is planned once a connection and not in each statement
-- that shows a name.
create function persona_in_comune(p_ente text, p_id uuid) returns boolean language plpgsql stable
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  if exists (select from pratiche p where p.ente = p_ente and p.persona_id = p_id) then
    return true;
  end if;
  return exists (select from pratiche p where p.ente = p_ente and p.titolare_id = p_id and p.titolare_id is not null)
    or exists (select from appartenenze a where a.ente = p_ente and a.persona_id = p_id)
    or exists (select from bozze b where b.ente = p_ente and p_id in (b.persona_id, b.titolare_id))
    or exists (select from bozze_firmatari f where f.ente = p_ente and f.persona_id = p_id)
    or exists (select from trasferimenti t where t.ente = p_ente and t.offerto_da_id = p_id)
    or exists (select from inviti i where i.ente = p_ente and i.invitato_da_id = p_id)
    or exists (select from collegamenti c where c.ente = p_ente and c.persona_id = p_id)
    or exists (select from mandati m where m.ente = p_ente and (p_id in (m.mandante_persona_id, m.creato_da_id, m.accettato_da_id)
      or (m.accettato_at is not null and exists (select from codici_fiscali_di(p_id) cf where cf = m.mandatario_codice_fiscale))));
end $$;
--> statement-breakpoint
create function codici_fiscali_di(p_id uuid) returns setof text language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select p.codice_fiscale from public.persone p where p.id = p_id;
end;
--> statement-breakpoint
-- Practices of an office of the persona that hold these words. `@@` is not leakproof: under a policy it would be asked row
-- by row, without its index; here the index comes first, and the office is checked as the policy does.
create function pratiche_che_contengono(p_ufficio uuid, p_parole tsquery) returns setof uuid language sql stable rows 200 security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select p.id from public.pratiche p where p.ricerca @@ p_parole and p.ufficio_id = p_ufficio and p_ufficio = any (public.uffici_dell_attore());
end;
--> statement-breakpoint
-- Owned by the role that may look: its rights are the tables they name, and its policies on them.
do $$
declare
  firma text;
begin
  grant create on schema public to sportello_regole;
  foreach firma in array array['uffici_dell_attore()', 'attore_ha_ruolo(text)', 'organizzazioni_dell_attore()', 'organizzazioni_operabili()', 'funzionari()',
    'attore_codice_fiscale()', 'mandati_dell_attore()', 'organizzazioni_mandanti()', 'bozze_aperte_all_attore()',
    'pratiche_aperte_all_attore()', 'veicoli_guidati()', 'atti_guidati()',
    'codici_fiscali_di(uuid)', 'pratiche_che_contengono(uuid, tsquery)'] loop
    execute format('alter function %s owner to sportello_regole', firma);
  end loop;
  revoke create on schema public from sportello_regole;
end $$;
--> statement-breakpoint
grant select on ruoli, appartenenze, persone, mandati, bozze, pratiche, atti, veicoli, veicoli_autisti, bozze_condivisioni, bozze_firmatari,
  trasferimenti to sportello_regole;
--> statement-breakpoint

-- The walls -----------------------------------------------------------------------------------------------------------

-- Tables with personal data: nothing but what a policy gives. The portal itself (scheduled work, loading) sees them whole.
do $$
declare
  tabella text;
begin
  foreach tabella in array array['persone', 'ruoli', 'appartenenze', 'veicoli', 'sessioni', 'accessi_spid', 'asserzioni_usate',
    'bozze', 'pratiche', 'pratica_eventi', 'termini', 'assegnazioni', 'messaggi', 'documenti', 'atti', 'posta_uscita',
    'protocolli', 'audit', 'audit_catena', 'codici_recupero', 'secondi_fattori', 'letture', 'motivi_lettura', 'revisioni_diritti',
    'richieste_ruolo', 'sospensioni', 'bozze_condivisioni', 'bozze_firmatari', 'trasferimenti', 'carte_veicolo', 'veicoli_autisti',
    'importazioni_flotta', 'collegamenti', 'inviti', 'mandati'] loop
    execute format('alter table %I enable row level security', tabella);
    execute format('alter table %I force row level security', tabella);
    execute format('create policy sistema on %I using ((select attore()) = ''sistema'') with check ((select attore()) = ''sistema'')', tabella);
  end loop;
  -- What the Province publishes: everybody reads, only the portal writes.
  foreach tabella in array array['enti', 'uffici', 'procedimenti', 'procedimento_versioni', 'impostazioni', 'prescrizioni',
    'comuni', 'strade', 'strade_proprieta', 'strade_limiti'] loop
    execute format('alter table %I enable row level security', tabella);
    execute format('alter table %I force row level security', tabella);
    execute format('create policy lettura on %I for select using (true)', tabella);
    execute format('create policy sistema on %I using ((select attore()) = ''sistema'') with check ((select attore()) = ''sistema'')', tabella);
  end loop;
end $$;
--> statement-breakpoint

-- Sign-in
create policy accesso on sessioni using ((select attore()) = 'accesso') with check ((select attore()) = 'accesso');
--> statement-breakpoint
create policy proprie on sessioni using (persona_id = (select attore_persona())) with check (persona_id = (select attore_persona()));
--> statement-breakpoint
create policy accesso on accessi_spid using ((select attore()) = 'accesso') with check ((select attore()) = 'accesso');
--> statement-breakpoint
create policy propri on accessi_spid for select using (persona_id = (select attore_persona()));
--> statement-breakpoint
create policy accesso on asserzioni_usate using ((select attore()) = 'accesso') with check ((select attore()) = 'accesso');
--> statement-breakpoint

-- Roles and memberships: one's own, those of fellow members, and who works in the offices.
do $$
declare
  tabella text;
begin
  foreach tabella in array array['ruoli', 'appartenenze', 'persone', 'mandati', 'bozze', 'pratiche', 'atti', 'veicoli', 'veicoli_autisti',
    'bozze_condivisioni', 'bozze_firmatari', 'trasferimenti'] loop
    execute format('create policy regole on %I for select to sportello_regole using (true)', tabella);
  end loop;
end $$;
--> statement-breakpoint
create policy accesso on ruoli for select using ((select attore()) = 'accesso');
--> statement-breakpoint
create policy accesso on appartenenze for select using ((select attore()) = 'accesso');
--> statement-breakpoint
create policy visibili on ruoli for select
  using (persona_id = (select attore_persona()) or (ufficio_id is not null and (select attore_persona()) is not null));
--> statement-breakpoint
create policy visibili on appartenenze for select
  using (persona_id = (select attore_persona()) or organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[]));
--> statement-breakpoint

-- Drafts: of who writes them, while they may act for whom they are; of the principal; of those they are opened to.
create policy visibili on bozze for select
  using ((persona_id = (select attore_persona()) and mandato_id is null and (organizzazione_id is null or organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[])))
    or (persona_id = (select attore_persona()) and mandato_id = any ((select mandati_dell_attore())::uuid[]))
    or (mandato_id is not null and (titolare_id = (select attore_persona()) or organizzazione_id = any ((select organizzazioni_operabili())::uuid[])))
    or id = any ((select bozze_aperte_all_attore())::uuid[]));
--> statement-breakpoint
create policy iniziate on bozze for insert
  with check (persona_id = (select attore_persona()) and (mandato_id = any ((select mandati_dell_attore())::uuid[])
    or (mandato_id is null and (organizzazione_id is null or organizzazione_id = any ((select organizzazioni_operabili())::uuid[])))));
--> statement-breakpoint
create policy scritte on bozze for update
  using ((persona_id = (select attore_persona()) and mandato_id is null and (organizzazione_id is null or organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[])))
    or (persona_id = (select attore_persona()) and mandato_id = any ((select mandati_dell_attore())::uuid[]))
    or (mandato_id is not null and (titolare_id = (select attore_persona()) or organizzazione_id = any ((select organizzazioni_operabili())::uuid[])))
    or id = any ((select bozze_aperte_all_attore())::uuid[]));
--> statement-breakpoint

-- Practices. As lib/pratiche/visibility.ts: one's own and those of one's organisations; those of one's offices, never one's
-- own (art. 6-bis L. 241/1990). The update policy also locks: whoever may read may wait for a row, not change it.
create policy visibili on pratiche for select
  using ((ufficio_id = any ((select uffici_dell_attore())::uuid[]) and persona_id <> (select attore_persona())
      and (titolare_id is null or titolare_id <> (select attore_persona())))
    or (organizzazione_id is null and coalesce(titolare_id, persona_id) = (select attore_persona()))
    or organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[])
    or mandato_id = any ((select mandati_dell_attore())::uuid[])
    or id = any ((select pratiche_aperte_all_attore())::uuid[]));
--> statement-breakpoint
-- Who files: for themselves, for a company of theirs, for a principal, or a draft that was shared with them to be filed.
create policy presentate on pratiche for insert
  with check (persona_id = (select attore_persona()));
--> statement-breakpoint
create policy richiedente_muove on pratiche for update
  using ((organizzazione_id is null and coalesce(titolare_id, persona_id) = (select attore_persona()))
    or organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[]) or mandato_id = any ((select mandati_dell_attore())::uuid[])
    or id = any ((select pratiche_aperte_all_attore())::uuid[]))
  with check ((organizzazione_id is null and coalesce(titolare_id, persona_id) = (select attore_persona()))
    or organizzazione_id = any ((select organizzazioni_operabili())::uuid[]) or mandato_id = any ((select mandati_dell_attore())::uuid[]));
--> statement-breakpoint
create policy ufficio_muove on pratiche for update
  using (ufficio_id = any ((select uffici_dell_attore())::uuid[]) and persona_id <> (select attore_persona())
    and (titolare_id is null or titolare_id <> (select attore_persona())))
  with check (ufficio_id = any ((select uffici_dell_attore())::uuid[]) and persona_id <> (select attore_persona())
    and (titolare_id is null or titolare_id <> (select attore_persona())));
--> statement-breakpoint

-- What belongs to a practice is seen with it; notes and proposals of the office only by the office.
create policy della_pratica on pratica_eventi for select
  using (exists (select from pratiche p where p.ente = pratica_eventi.ente and p.id = pratica_eventi.pratica_id
    and (pratica_eventi.tipo not in ('proposta_fatta', 'proposta_restituita', 'nota_interna')
      or p.ufficio_id = any ((select uffici_dell_attore())::uuid[]))));
--> statement-breakpoint
create policy scritti on pratica_eventi for insert
  with check (attore_id = (select attore_persona()) and scrive_pratica(ente, pratica_id));
--> statement-breakpoint
create policy della_pratica on termini for select
  using (exists (select from pratiche p where p.ente = termini.ente and p.id = termini.pratica_id));
--> statement-breakpoint
create policy scritti on termini for insert with check (scrive_pratica(ente, pratica_id));
--> statement-breakpoint
create policy della_pratica on assegnazioni for select
  using (exists (select from pratiche p where p.ente = assegnazioni.ente and p.id = assegnazioni.pratica_id));
--> statement-breakpoint
create policy dell_ufficio on assegnazioni for insert
  with check (da_persona_id = (select attore_persona()) and exists (select from pratiche p
    where p.ente = assegnazioni.ente and p.id = assegnazioni.pratica_id and p.ufficio_id = any ((select uffici_dell_attore())::uuid[])));
--> statement-breakpoint
create policy dell_ufficio_muove on assegnazioni for update
  using (exists (select from pratiche p where p.ente = assegnazioni.ente and p.id = assegnazioni.pratica_id
    and p.ufficio_id = any ((select uffici_dell_attore())::uuid[])));
--> statement-breakpoint
create policy della_pratica on messaggi for select
  using (exists (select from pratiche p where p.ente = messaggi.ente and p.id = messaggi.pratica_id));
--> statement-breakpoint
create policy scritti on messaggi for insert
  with check (autore_id = (select attore_persona()) and scrive_pratica(ente, pratica_id));
--> statement-breakpoint
create policy letti on messaggi for update
  using (exists (select from pratiche p where p.ente = messaggi.ente and p.id = messaggi.pratica_id));
--> statement-breakpoint
create policy della_pratica on protocolli for select
  using (exists (select from pratiche p where p.ente = protocolli.ente and p.id = protocolli.pratica_id));
--> statement-breakpoint
create policy registrati on protocolli for insert with check (scrive_pratica(ente, pratica_id));
--> statement-breakpoint

-- Documents: of one's drafts, also in the statement that files them; of one's practices but for what is internal; for the office what was sent or produced.
create policy visibili on documenti for select
  using (exists (select from bozze b where b.ente = documenti.ente and b.id = documenti.bozza_id
      and (documenti.pratica_id is null or documenti.pratica_id = b.pratica_id))
    or exists (select from pratiche p where p.ente = documenti.ente and p.id = documenti.pratica_id
      and case when p.ufficio_id = any ((select uffici_dell_attore())::uuid[]) and p.persona_id <> (select attore_persona())
        then documenti.evento_seq is not null or documenti.caricato_da_id = (select attore_persona()) else not documenti.interno end));
--> statement-breakpoint
-- Proofs and papers are seen with what they belong to; an act that must be aboard, by who drives.
create policy di_altro on documenti for select
  using (case soggetto_tipo
      when 'collegamento' then exists (select from collegamenti c where c.ente = documenti.ente and c.id = documenti.soggetto_id)
      when 'mandato' then exists (select from mandati m where m.ente = documenti.ente and m.id = documenti.soggetto_id)
      when 'carta' then exists (select from carte_veicolo k where k.ente = documenti.ente and k.id = documenti.soggetto_id)
      else exists (select from atti a where a.ente = documenti.ente and a.documento_id = documenti.id and a.id = any ((select atti_guidati())::uuid[])) end);
--> statement-breakpoint
create policy di_altro_mossi on documenti for update
  using (soggetto_tipo is not null and case soggetto_tipo
      when 'collegamento' then exists (select from collegamenti c where c.ente = documenti.ente and c.id = documenti.soggetto_id)
      when 'mandato' then exists (select from mandati m where m.ente = documenti.ente and m.id = documenti.soggetto_id)
      else exists (select from carte_veicolo k where k.ente = documenti.ente and k.id = documenti.soggetto_id) end);
--> statement-breakpoint
create policy di_altro_caricati on documenti for insert
  with check (caricato_da_id = (select attore_persona()) and soggetto_tipo is not null and case soggetto_tipo
      when 'collegamento' then exists (select from collegamenti c where c.ente = documenti.ente and c.id = documenti.soggetto_id)
      when 'mandato' then exists (select from mandati m where m.ente = documenti.ente and m.id = documenti.soggetto_id)
      else exists (select from carte_veicolo k where k.ente = documenti.ente and k.id = documenti.soggetto_id) end);
--> statement-breakpoint
create policy caricati on documenti for insert
  with check ((caricato_da_id is null or caricato_da_id = (select attore_persona()))
    and (exists (select from bozze b where b.ente = documenti.ente and b.id = documenti.bozza_id)
      or exists (select from pratiche p where p.ente = documenti.ente and p.id = documenti.pratica_id)));
--> statement-breakpoint
create policy mossi on documenti for update
  using (exists (select from bozze b where b.ente = documenti.ente and b.id = documenti.bozza_id
      and (documenti.pratica_id is null or documenti.pratica_id = b.pratica_id))
    or exists (select from pratiche p where p.ente = documenti.ente and p.id = documenti.pratica_id));
--> statement-breakpoint

-- Acts: proposals for the office; what was adopted also for the applicant, for the police (art. 12 CdS), and for anybody
-- who brings the code that is printed on it.
create policy della_pratica on atti for select
  using (exists (select from pratiche p where p.ente = atti.ente and p.id = atti.pratica_id
    and (atti.stato not in ('proposto', 'scartato') or p.ufficio_id = any ((select uffici_dell_attore())::uuid[]))));
--> statement-breakpoint
create policy su_strada on atti for select
  using (codice_verifica is not null and stato in ('firmato', 'sospeso', 'revocato', 'sostituito') and (select attore_ha_ruolo('polizia')));
--> statement-breakpoint
create policy col_codice on atti for select
  using (codice_verifica = (select substr(attore(), 10) where attore() like 'pubblico:%')
    and stato in ('firmato', 'sospeso', 'revocato', 'sostituito'));
--> statement-breakpoint
create policy a_bordo on atti for select using (id = any ((select atti_guidati())::uuid[]));
--> statement-breakpoint
create policy proposti on atti for insert
  with check (exists (select from pratiche p where p.ente = atti.ente and p.id = atti.pratica_id
    and p.ufficio_id = any ((select uffici_dell_attore())::uuid[]) and p.persona_id <> (select attore_persona())));
--> statement-breakpoint
create policy decisi on atti for update
  using (exists (select from pratiche p where p.ente = atti.ente and p.id = atti.pratica_id
    and p.ufficio_id = any ((select uffici_dell_attore())::uuid[]) and p.persona_id <> (select attore_persona())));
--> statement-breakpoint

-- Notices: read by whom they are for, written by who moves the practice.
create policy proprie on posta_uscita for select using (persona_id = (select attore_persona()));
--> statement-breakpoint
create policy scritte on posta_uscita for insert with check (pratica_id is not null and scrive_pratica(ente, pratica_id));
--> statement-breakpoint

-- Vehicles of one's organisations, of those one has a mandate of, and those one drives; what belongs to them goes with them.
create policy della_flotta on veicoli for select
  using (organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[])
    or organizzazione_id = any ((select organizzazioni_mandanti())::uuid[]) or id = any ((select veicoli_guidati())::uuid[]));
--> statement-breakpoint
create policy scritti on veicoli for all
  using (organizzazione_id = any ((select organizzazioni_operabili())::uuid[])) with check (organizzazione_id = any ((select organizzazioni_operabili())::uuid[]));
--> statement-breakpoint
create policy del_veicolo on carte_veicolo for select
  using (exists (select from veicoli v where v.ente = carte_veicolo.ente and v.id = carte_veicolo.veicolo_id and v.organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[])));
--> statement-breakpoint
create policy scritte on carte_veicolo for all
  using (exists (select from veicoli v where v.ente = carte_veicolo.ente and v.id = carte_veicolo.veicolo_id and v.organizzazione_id = any ((select organizzazioni_operabili())::uuid[])))
  with check (exists (select from veicoli v where v.ente = carte_veicolo.ente and v.id = carte_veicolo.veicolo_id and v.organizzazione_id = any ((select organizzazioni_operabili())::uuid[])));
--> statement-breakpoint
create policy del_veicolo on veicoli_autisti for select
  using (veicolo_id = any ((select veicoli_guidati())::uuid[])
    or exists (select from veicoli v where v.ente = veicoli_autisti.ente and v.id = veicoli_autisti.veicolo_id and v.organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[])));
--> statement-breakpoint
create policy scritti on veicoli_autisti for all
  using (exists (select from veicoli v where v.ente = veicoli_autisti.ente and v.id = veicoli_autisti.veicolo_id and v.organizzazione_id = any ((select organizzazioni_operabili())::uuid[])))
  with check (exists (select from veicoli v where v.ente = veicoli_autisti.ente and v.id = veicoli_autisti.veicolo_id and v.organizzazione_id = any ((select organizzazioni_operabili())::uuid[])));
--> statement-breakpoint
create policy dell_impresa on importazioni_flotta for all
  using (organizzazione_id = any ((select organizzazioni_operabili())::uuid[])) with check (organizzazione_id = any ((select organizzazioni_operabili())::uuid[]) and persona_id = (select attore_persona()));
--> statement-breakpoint

-- People who work together on a draft or a practice: seen by who sees it, and by who is named.
create policy della_bozza on bozze_condivisioni for all
  using (codice_fiscale = (select attore_codice_fiscale())
    or exists (select from bozze b where b.ente = bozze_condivisioni.ente and b.id = bozze_condivisioni.bozza_id))
  with check (exists (select from bozze b where b.ente = bozze_condivisioni.ente and b.id = bozze_condivisioni.bozza_id));
--> statement-breakpoint
create policy della_bozza on bozze_firmatari for all
  using (codice_fiscale = (select attore_codice_fiscale())
    or exists (select from bozze b where b.ente = bozze_firmatari.ente and b.id = bozze_firmatari.bozza_id))
  with check (exists (select from bozze b where b.ente = bozze_firmatari.ente and b.id = bozze_firmatari.bozza_id));
--> statement-breakpoint
create policy delle_parti on trasferimenti for all
  using (a_codice_fiscale = (select attore_codice_fiscale()) or a_organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[]) or offerto_da_id = (select attore_persona())
    or exists (select from bozze b where b.ente = trasferimenti.ente and b.id = trasferimenti.bozza_id)
    or exists (select from pratiche p where p.ente = trasferimenti.ente and p.id = trasferimenti.pratica_id));
--> statement-breakpoint

-- Companies: invitations and mandates are of their parties; a request to be linked is of who makes it and of who checks it.
create policy delle_parti on inviti for all
  using (organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[]) or codice_fiscale = (select attore_codice_fiscale()))
  with check (organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[]) or codice_fiscale = (select attore_codice_fiscale()));
--> statement-breakpoint
create policy accesso on mandati for select using ((select attore()) = 'accesso');
--> statement-breakpoint
create policy delle_parti on mandati for all
  using (mandante_codice_fiscale = (select attore_codice_fiscale()) or mandatario_codice_fiscale = (select attore_codice_fiscale())
    or mandante_organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[]) or mandatario_organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[]))
  with check (mandante_codice_fiscale = (select attore_codice_fiscale()) or mandatario_codice_fiscale = (select attore_codice_fiscale())
    or mandante_organizzazione_id = any ((select organizzazioni_operabili())::uuid[]) or mandatario_organizzazione_id = any ((select organizzazioni_operabili())::uuid[]));
--> statement-breakpoint
create policy propri on collegamenti for all using (persona_id = (select attore_persona())) with check (persona_id = (select attore_persona()));
--> statement-breakpoint
create policy dell_ufficio on collegamenti for all
  using (inviata_at is not null and persona_id <> (select attore_persona()) and (select cardinality(uffici_dell_attore()) > 0));
--> statement-breakpoint

-- Second factors and recovery codes are one's own; an administrator may take them away.
create policy propri on secondi_fattori for all using (persona_id = (select attore_persona())) with check (persona_id = (select attore_persona()));
--> statement-breakpoint
create policy propri on codici_recupero for all using (persona_id = (select attore_persona())) with check (persona_id = (select attore_persona()));
--> statement-breakpoint
create policy amministrazione on secondi_fattori for all using ((select attore_ha_ruolo('amministratore_sistema')));
--> statement-breakpoint
create policy amministrazione on codici_recupero for all using ((select attore_ha_ruolo('amministratore_sistema')));
--> statement-breakpoint
create policy amministrazione on sessioni for all using ((select attore_ha_ruolo('amministratore_sistema') or attore_ha_ruolo('dirigente')));
--> statement-breakpoint

-- Who read what: written by who reads, read by them and by whose practice it is.
create policy visibili on letture for select
  using (lettore_id = (select attore_persona()) or exists (select from pratiche p where p.ente = letture.ente and p.id = letture.pratica_id));
--> statement-breakpoint
create policy proprie on letture for insert with check (lettore_id = (select attore_persona()));
--> statement-breakpoint
create policy propri on motivi_lettura for select using (lettore_id = (select attore_persona()));
--> statement-breakpoint
create policy scritti on motivi_lettura for insert with check (lettore_id = (select attore_persona()));
--> statement-breakpoint

-- Rights and suspensions: administrators, and dirigenti for what they ask or confirm.
create policy amministrazione on ruoli for all
  using ((select attore_ha_ruolo('amministratore_sistema') or attore_ha_ruolo('dirigente')));
--> statement-breakpoint
create policy amministrazione on richieste_ruolo for all
  using ((select attore_ha_ruolo('amministratore_sistema') or attore_ha_ruolo('dirigente')));
--> statement-breakpoint
create policy amministrazione on revisioni_diritti for all
  using ((select attore_ha_ruolo('amministratore_sistema') or attore_ha_ruolo('dirigente')));
--> statement-breakpoint
create policy amministrazione on persone for all
  using ((select attore_ha_ruolo('amministratore_sistema') or attore_ha_ruolo('dirigente')));
--> statement-breakpoint
create policy amministrazione on sospensioni for all using ((select attore_ha_ruolo('amministratore_sistema')));
--> statement-breakpoint
create policy accesso on sospensioni for select using ((select attore()) = 'accesso');
--> statement-breakpoint
create policy proprie on sospensioni for select
  using (persona_id = (select attore_persona()) or organizzazione_id = any ((select organizzazioni_dell_attore())::uuid[]) or organizzazione_id = any ((select organizzazioni_mandanti())::uuid[]));
--> statement-breakpoint

-- Persons: oneself, who works in the offices, who has a practice, a draft, a company or a mandate in common with one.
create policy accesso on persone for select using ((select attore()) = 'accesso');
--> statement-breakpoint
create policy accesso_scrive on persone for insert with check ((select attore()) = 'accesso');
--> statement-breakpoint
create policy accesso_aggiorna on persone for update using ((select attore()) = 'accesso');
--> statement-breakpoint
create policy se_stessa on persone for update using (id = (select attore_persona()));
--> statement-breakpoint
create policy visibili on persone for select
  using (id = (select attore_persona())
    or ((select attore_persona()) is not null and (id = any ((select funzionari())::uuid[]) or persona_in_comune(ente, id))));
--> statement-breakpoint

-- The record of what was done: each writes in their own name, nobody but the portal reads.
create policy proprie on audit for insert with check (attore_id = (select attore_persona()));
--> statement-breakpoint
create policy senza_persona on audit for insert with check (attore_id is null and (select attore()) = 'accesso');
--> statement-breakpoint

-- The register of accesses: written while somebody signs in, read by an administrator, kept by the portal.
alter table registro_accessi enable row level security;
--> statement-breakpoint
alter table registro_accessi force row level security;
--> statement-breakpoint
revoke update on registro_accessi from sportello_app;
--> statement-breakpoint
create policy sistema on registro_accessi using ((select attore()) = 'sistema') with check ((select attore()) = 'sistema');
--> statement-breakpoint
create policy accesso on registro_accessi for insert with check ((select attore()) = 'accesso');
--> statement-breakpoint
create policy amministrazione on registro_accessi for select using ((select attore_ha_ruolo('amministratore_sistema')));
