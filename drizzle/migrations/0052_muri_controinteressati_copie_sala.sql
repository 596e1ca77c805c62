-- Who is told of a request of access, and what they answer: of the office that handles it, and each of their own.
alter table controinteressati enable row level security;
--> statement-breakpoint
alter table controinteressati force row level security;
--> statement-breakpoint
create policy sistema on controinteressati using ((select attore()) = 'sistema') with check ((select attore()) = 'sistema');
--> statement-breakpoint
create policy ufficio on controinteressati using (tratta_pratica(ente, pratica_id)) with check (tratta_pratica(ente, pratica_id));
--> statement-breakpoint
create policy propri on controinteressati for select using (codice_fiscale = (select attore_codice_fiscale()));
--> statement-breakpoint
create policy risposti on controinteressati for update using (codice_fiscale = (select attore_codice_fiscale()))
  with check (codice_fiscale = (select attore_codice_fiscale()));
--> statement-breakpoint
revoke delete on controinteressati from sportello_app;
--> statement-breakpoint
-- Whoever was told answers, once; what they were told is the office's to write, and nobody's once they have answered.
create function avviso_stesso() returns trigger language plpgsql as $$
begin
  if attore() is not distinct from 'sistema' then
    return new;
  end if;
  if old.risposta is not null or (old.pratica_id, old.nome) is distinct from (new.pratica_id, new.nome) then
    raise exception 'Una risposta data non si cambia' using errcode = 'restrict_violation';
  end if;
  if not tratta_pratica(old.ente, old.pratica_id) and ((old.codice_fiscale, old.ruolo, old.canale, old.recapito, old.contenuto,
      old.avvisato_il, old.avvisato_da_id, old.protocollo, old.documento_id)
      is distinct from (new.codice_fiscale, new.ruolo, new.canale, new.recapito, new.contenuto,
      new.avvisato_il, new.avvisato_da_id, new.protocollo, new.documento_id)
      or (old.ricevuto_il is not null and (old.ricevuto_il, old.entro_il) is distinct from (new.ricevuto_il, new.entro_il))
      or (new.registrata_da_id is not null and new.registrata_da_id <> attore_persona())) then
    raise exception 'Un avviso lo cambia solo l’ufficio' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger controinteressati_stesso before update on controinteressati for each row execute function avviso_stesso();
--> statement-breakpoint
-- The register says to whom a notice went: the applicant does not read it.
alter policy della_pratica on protocolli
  using (vede_pratica(ente, pratica_id) and (not riservato or tratta_pratica(ente, pratica_id)));
--> statement-breakpoint
-- Somebody may still oppose: the papers are not given yet (D.P.R. 184/2006 art. 3).
create function attende_opposizioni(p_ente text, p_pratica uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp
begin atomic
  select exists (select from public.controinteressati c where c.ente = p_ente and c.pratica_id = p_pratica
    and c.risposta is null and (c.entro_il is null or public.oggi_a_roma() <= c.entro_il));
end;
--> statement-breakpoint
do $$
begin
  grant create on schema public to sportello_regole;
  alter function attende_opposizioni(text, uuid) owner to sportello_regole;
  revoke create on schema public from sportello_regole;
  grant select on controinteressati to sportello_regole;
  create policy regole on controinteressati for select to sportello_regole using (true);
end $$;
--> statement-breakpoint
alter policy concesse on visioni_archivio
  with check ((select cura_archivio()) and concessa_da_id = (select attore_persona()) and revocata_at is null
    and not proprio and vede_unita(ente, unita_id) and not attende_opposizioni(ente, pratica_id));
--> statement-breakpoint
-- One who is named in a unit opens its papers by themselves, for the day, once they have said what for.
create function apre_proprio(p_ente text, p_unita uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp
begin atomic
  select p_unita = any (public.unita_proprie()) and exists (select from public.unita_archivistiche u
    where u.ente = p_ente and u.id = p_unita
      and case when u.consultabile_dal <= public.oggi_a_roma() then u.accesso_dopo else u.accesso end = 'su_richiesta');
end;
--> statement-breakpoint
do $$
begin
  grant create on schema public to sportello_regole;
  alter function apre_proprio(text, uuid) owner to sportello_regole;
  revoke create on schema public from sportello_regole;
end $$;
--> statement-breakpoint
create policy proprie_aperte on visioni_archivio for insert
  with check (persona_id = (select attore_persona()) and proprio and pratica_id is null and convenzione_id is null and not copie
    and revocata_at is null and apre_proprio(ente, unita_id)
    and al <= ((oggi_a_roma() + 1)::timestamp at time zone 'Europe/Rome'));
--> statement-breakpoint
create or replace function vede_carte_unita(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from unita_archivistiche u where u.ente = p_ente and u.id = p_id
    and case case when u.consultabile_dal <= oggi_a_roma() then u.accesso_dopo else u.accesso end
      when 'libero' then true
      when 'su_richiesta' then cardinality(uffici_dell_attore()) > 0 or u.id = any (unita_concesse())
      when 'riservato' then cardinality(uffici_dell_attore()) > 0 or u.id = any (unita_concesse())
      else true end); -- whoever sees a closed unit was named for it
end $$;
--> statement-breakpoint
create or replace function visione_stessa() returns trigger language plpgsql as $$
begin
  if attore() is distinct from 'sistema' and ((old.unita_id, old.persona_id, old.pratica_id, old.scopo, old.dal, old.copie, old.concessa_da_id, old.proprio)
      is distinct from (new.unita_id, new.persona_id, new.pratica_id, new.scopo, new.dal, new.copie, new.concessa_da_id, new.proprio)
      or new.al < old.al or old.revocata_at is not null) then
    raise exception 'Una visione concessa non si cambia' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- What copies cost and what was paid: of who was granted them and of the archive.
alter table copie_archivio enable row level security;
--> statement-breakpoint
alter table copie_archivio force row level security;
--> statement-breakpoint
create policy sistema on copie_archivio using ((select attore()) = 'sistema') with check ((select attore()) = 'sistema');
--> statement-breakpoint
create policy archivio on copie_archivio for select using ((select cura_archivio()));
--> statement-breakpoint
create policy aperte on copie_archivio for insert
  with check ((select cura_archivio()) and dichiarato_at is null and confermato_at is null);
--> statement-breakpoint
create policy confermate on copie_archivio for update using ((select cura_archivio()))
  with check ((select cura_archivio()) and confermato_da_id = (select attore_persona()));
--> statement-breakpoint
-- Requests of which the persona was granted copies.
create function copie_concesse() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct v.pratica_id), '{}') from public.visioni_archivio v
  where v.persona_id = public.attore_persona() and v.copie and v.pratica_id is not null;
end;
--> statement-breakpoint
do $$
begin
  grant create on schema public to sportello_regole;
  alter function copie_concesse() owner to sportello_regole;
  revoke create on schema public from sportello_regole;
end $$;
--> statement-breakpoint
create policy proprie on copie_archivio for select using (pratica_id = any ((select copie_concesse())::uuid[]));
--> statement-breakpoint
create policy dichiarate on copie_archivio for update using (pratica_id = any ((select copie_concesse())::uuid[]) and confermato_at is null)
  with check (dichiarato_da_id = (select attore_persona()) and confermato_at is null);
--> statement-breakpoint
revoke delete on copie_archivio from sportello_app;
--> statement-breakpoint
-- What is due was computed with the act; a payment found is not undone, and nobody confirms what they declared.
create function copie_stesse() returns trigger language plpgsql as $$
begin
  if attore() is distinct from 'sistema' and ((old.pratica_id, old.conforme, old.pagine, old.voci, old.importo_cents)
      is distinct from (new.pratica_id, new.conforme, new.pagine, new.voci, new.importo_cents)
      or old.confermato_at is not null
      or (new.confermato_at is not null and (old.pagamento, old.pagato_il, old.dichiarato_da_id) is distinct from (new.pagamento, new.pagato_il, new.dichiarato_da_id))) then
    raise exception 'Ciò che è dovuto e ciò che è stato pagato non si cambiano' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger copie_archivio_stesse before update on copie_archivio for each row execute function copie_stesse();
--> statement-breakpoint
-- The reading room: each books and leaves their own seat; who works in the archive sees who comes.
do $$
declare
  tabella text;
begin
  foreach tabella in array array['accessi_sala', 'appuntamenti_sala'] loop
    execute format('alter table %I enable row level security', tabella);
    execute format('alter table %I force row level security', tabella);
    execute format('create policy sistema on %I using ((select attore()) = ''sistema'') with check ((select attore()) = ''sistema'')', tabella);
    execute format('create policy archivio on %I for select using ((select cura_archivio()))', tabella);
    execute format('revoke delete on %I from sportello_app', tabella);
  end loop;
end $$;
--> statement-breakpoint
create policy propri on accessi_sala for select using (persona_id = (select attore_persona()));
--> statement-breakpoint
create policy concessi on accessi_sala for insert
  with check ((select cura_archivio()) and concesso_da_id = (select attore_persona()) and not attende_opposizioni(ente, pratica_id));
--> statement-breakpoint
revoke update on accessi_sala from sportello_app;
--> statement-breakpoint
-- Seats of the room today.
create function posti_sala() returns int language sql stable set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce((select case when jsonb_typeof(i.valore) = 'number' then (i.valore #>> '{}')::int end from public.impostazioni i
    where i.chiave = 'archivio.sala.posti' and i.valido_dal <= public.oggi_a_roma() and (i.valido_al is null or i.valido_al >= public.oggi_a_roma())
    order by i.valido_dal desc limit 1), 4);
end;
--> statement-breakpoint
-- Grants to read in the room that are the persona's and last on a day.
create function sala_dell_attore(p_giorno date) returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(a.id), '{}') from public.accessi_sala a
  where a.persona_id = public.attore_persona() and (p_giorno is null or p_giorno between a.dal and a.al);
end;
--> statement-breakpoint
do $$
begin
  grant create on schema public to sportello_regole;
  alter function sala_dell_attore(date) owner to sportello_regole;
  revoke create on schema public from sportello_regole;
  grant select on accessi_sala to sportello_regole;
  create policy regole on accessi_sala for select to sportello_regole using (true);
end $$;
--> statement-breakpoint
create policy propri on appuntamenti_sala for select using (accesso_id = any ((select sala_dell_attore(null))::uuid[]));
--> statement-breakpoint
create policy prenotati on appuntamenti_sala for insert
  with check (accesso_id = any (sala_dell_attore(giorno)) and stato = 'prenotato' and disdetto_at is null
    and giorno > (select oggi_a_roma()) and posto <= (select posti_sala()));
--> statement-breakpoint
create policy disdetti on appuntamenti_sala for update using (accesso_id = any ((select sala_dell_attore(null))::uuid[]) and stato = 'prenotato')
  with check (stato = 'disdetto');
--> statement-breakpoint
create policy segnati on appuntamenti_sala for update using ((select cura_archivio()) and stato = 'prenotato')
  with check (stato in ('venuto', 'assente'));
--> statement-breakpoint
create function appuntamento_stesso() returns trigger language plpgsql as $$
begin
  if attore() is distinct from 'sistema'
      and (old.accesso_id, old.giorno, old.inizio, old.fine, old.posto) is distinct from (new.accesso_id, new.giorno, new.inizio, new.fine, new.posto) then
    raise exception 'Un appuntamento si disdice e se ne prende un altro' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger appuntamenti_sala_stesso before update on appuntamenti_sala for each row execute function appuntamento_stesso();
