-- Direct reading under an agreement, and openings in an emergency: who sees and writes what.

-- Agreements in force today in which the persona is named, of a body they work for today.
create function convenzioni_dell_attore() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct c.id), '{}') from public.lettori_convenzione l
    join public.convenzioni_archivio c on c.ente = l.ente and c.id = l.convenzione_id
  where l.codice_fiscale = public.attore_codice_fiscale() and l.tolto_at is null and c.cessata_at is null
    and public.oggi_a_roma() between c.dal and c.al
    and (exists (select from public.ruoli r where r.ente = c.ente and r.persona_id = public.attore_persona()
        and r.organizzazione_id = c.organizzazione_id
        and r.valido_dal <= public.oggi_a_roma() and (r.valido_al is null or r.valido_al >= public.oggi_a_roma()))
      or exists (select from public.appartenenze a where a.ente = c.ente and a.persona_id = public.attore_persona()
        and a.organizzazione_id = c.organizzazione_id
        and a.valido_dal <= public.oggi_a_roma() and (a.valido_al is null or a.valido_al >= public.oggi_a_roma())));
end;
--> statement-breakpoint
-- May the persona open this unit today under this agreement: one of its Comuni, and papers that are on request today.
create function apre_in_convenzione(p_ente text, p_convenzione uuid, p_unita uuid, p_concessa_da uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select exists (select from public.convenzioni_archivio c join public.unita_archivistiche u on u.ente = c.ente
    where c.ente = p_ente and c.id = p_convenzione and c.id = any (public.convenzioni_dell_attore()) and u.id = p_unita
      and u.comune_istat = any (c.comuni) and c.registrata_da_id = p_concessa_da
      and case when u.consultabile_dal <= public.oggi_a_roma() then u.accesso_dopo else u.accesso end = 'su_richiesta');
end;
--> statement-breakpoint
-- Units and fonds for which an officer is named one by one, today.
create function unita_nominate() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct a.unita_id), '{}') from public.abilitazioni_archivio a
  where a.persona_id = public.attore_persona() and public.oggi_a_roma() between a.dal and a.al and a.revocata_at is null
    and cardinality(public.uffici_dell_attore()) > 0;
end;
--> statement-breakpoint
-- May the persona answer for what has this signature: head of the archive, or named for the unit or its fonds. Never by an
-- opening of their own.
create function risponde_di(p_ente text, p_segnatura text) returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp
begin atomic
  select public.dirige_archivio() or (public.cura_archivio() and exists (select from public.unita_archivistiche u
    where u.ente = p_ente and u.segnatura = p_segnatura
      and (u.id = any (public.unita_nominate()) or u.fondo_id = any (public.unita_nominate()))));
end;
--> statement-breakpoint
do $$
declare
  cosa text;
begin
  grant create on schema public to sportello_regole;
  foreach cosa in array array['convenzioni_dell_attore()', 'apre_in_convenzione(text, uuid, uuid, uuid)', 'unita_nominate()',
    'risponde_di(text, text)'] loop
    execute format('alter function %s owner to sportello_regole', cosa);
  end loop;
  revoke create on schema public from sportello_regole;
  foreach cosa in array array['convenzioni_archivio', 'lettori_convenzione', 'aperture_emergenza'] loop
    execute format('alter table %I enable row level security', cosa);
    execute format('alter table %I force row level security', cosa);
    execute format('create policy sistema on %I using ((select attore()) = ''sistema'') with check ((select attore()) = ''sistema'')', cosa);
    execute format('grant select on %I to sportello_regole', cosa);
    execute format('create policy regole on %I for select to sportello_regole using (true)', cosa);
    execute format('revoke delete on %I from sportello_app', cosa);
  end loop;
end $$;
--> statement-breakpoint
-- Those, and the ones opened to them in an emergency, now.
grant create on schema public to sportello_regole;
--> statement-breakpoint
set local role sportello_regole;
--> statement-breakpoint
create or replace function unita_abilitate() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select public.unita_nominate() || coalesce((select array_agg(distinct e.unita_id) from public.aperture_emergenza e
    where e.chiesta_da_id = public.attore_persona() and e.chiusa_at is null and now() < e.fino_at
      and cardinality(public.uffici_dell_attore()) > 0), '{}');
end;
--> statement-breakpoint
reset role;
--> statement-breakpoint
revoke create on schema public from sportello_regole;
--> statement-breakpoint
create policy archivio on convenzioni_archivio using ((select cura_archivio())) with check ((select cura_archivio()));
--> statement-breakpoint
create policy proprie on convenzioni_archivio for select using (id = any ((select convenzioni_dell_attore())::uuid[]));
--> statement-breakpoint
create policy archivio on lettori_convenzione using ((select cura_archivio())) with check ((select cura_archivio()));
--> statement-breakpoint
create policy propri on lettori_convenzione for select using (codice_fiscale = (select attore_codice_fiscale()));
--> statement-breakpoint
-- Under an agreement the reader opens a unit by themselves, for the day.
create policy in_convenzione on visioni_archivio for insert
  with check (persona_id = (select attore_persona()) and convenzione_id is not null and pratica_id is null and not copie
    and revocata_at is null and apre_in_convenzione(ente, convenzione_id, unita_id, concessa_da_id)
    and al <= ((oggi_a_roma() + 1)::timestamp at time zone 'Europe/Rome'));
--> statement-breakpoint
create policy proprie on aperture_emergenza for select using (chiesta_da_id = (select attore_persona()));
--> statement-breakpoint
create policy chieste on aperture_emergenza for insert
  with check (chiesta_da_id = (select attore_persona()) and (select cardinality(uffici_dell_attore()) > 0)
    and decisa_at is null and fino_at is null and unita_id is null);
--> statement-breakpoint
create policy da_decidere on aperture_emergenza for select using ((select cura_archivio()) and risponde_di(ente, segnatura));
--> statement-breakpoint
create policy decise on aperture_emergenza for update using ((select cura_archivio()) and risponde_di(ente, segnatura)
    and chiesta_da_id <> (select attore_persona()))
  with check (decisa_da_id = (select attore_persona()) or chiusa_da_id = (select attore_persona()));
--> statement-breakpoint
-- What was asked and decided stays so; an opening only ends.
create function apertura_stessa() returns trigger language plpgsql as $$
begin
  if attore() is distinct from 'sistema' and ((old.segnatura, old.motivo, old.ore, old.chiesta_da_id, old.chiesta_at)
      is distinct from (new.segnatura, new.motivo, new.ore, new.chiesta_da_id, new.chiesta_at)
      or (old.decisa_at is not null and (old.unita_id, old.decisa_da_id, old.decisa_at, old.fino_at, old.rifiuto_motivo)
        is distinct from (new.unita_id, new.decisa_da_id, new.decisa_at, new.fino_at, new.rifiuto_motivo))) then
    raise exception 'Un’apertura non si cambia' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger aperture_emergenza_stessa before update on aperture_emergenza for each row execute function apertura_stessa();
--> statement-breakpoint
-- Working for the Comune is no longer enough to see papers: one opens them under an agreement, and says what for.
create or replace function vede_carte_unita(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from unita_archivistiche u where u.ente = p_ente and u.id = p_id
    and case case when u.consultabile_dal <= oggi_a_roma() then u.accesso_dopo else u.accesso end
      when 'libero' then true
      when 'su_richiesta' then cardinality(uffici_dell_attore()) > 0 or u.id = any (unita_proprie()) or u.id = any (unita_concesse())
      when 'riservato' then cardinality(uffici_dell_attore()) > 0 or u.id = any (unita_concesse())
      else true end); -- whoever sees a closed unit was named for it
end $$;
--> statement-breakpoint
-- Readings found unusual are for who works in the archive, and about nobody to themselves: they are told by a person.
alter table segnalazioni_archivio enable row level security;
--> statement-breakpoint
alter table segnalazioni_archivio force row level security;
--> statement-breakpoint
create policy sistema on segnalazioni_archivio using ((select attore()) = 'sistema') with check ((select attore()) = 'sistema');
--> statement-breakpoint
create policy archivio on segnalazioni_archivio for select using ((select cura_archivio()));
--> statement-breakpoint
create policy chiuse on segnalazioni_archivio for update using ((select cura_archivio()) and stato = 'aperta')
  with check (stato = 'chiusa' and chiusa_da_id = (select attore_persona()));
--> statement-breakpoint
revoke delete on segnalazioni_archivio from sportello_app;
--> statement-breakpoint
-- The register of requests of access, as it is published: what was asked by which right, when, with what outcome. No names,
-- no numbers, no words of the applicant (circular FOIA 2/2017 par. 9; ANAC 1309/2016 par. 9).
create function registro_richieste_accesso(p_ente text, p_anno int)
  returns table (presentata_il date, diritto text, esito text, conclusa_il date, oltre_termine boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select p.avviata_il, coalesce(p.dati ->> 'diritto', 'documentale'), p.esito, p.conclusa_il,
    coalesce(p.conclusa_il, public.oggi_a_roma()) > p.scade_il
  from public.pratiche p
  where p.ente = p_ente and p.procedimento = 'accesso-agli-atti' and p.avviata_il >= make_date(p_anno, 1, 1)
    and p.avviata_il < make_date(p_anno + 1, 1, 1)
  order by p.avviata_il, p.id;
end;
--> statement-breakpoint
do $$
begin
  grant create on schema public to sportello_regole;
  alter function registro_richieste_accesso(text, int) owner to sportello_regole;
  revoke create on schema public from sportello_regole;
end $$;
