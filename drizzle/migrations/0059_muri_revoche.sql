-- A view that was revoked stays revoked: the reader opens that unit again by themselves only once the office says so.
select set_config('app.attore', 'sistema', true);
--> statement-breakpoint
-- Those revoked one by one so far; what ended with an agreement, or with a name taken out of it, closed that door alone.
update visioni_archivio set preclusa = true where revocata_at is not null
  and coalesce(revocata_motivo, '') not in ('Non è più tra le persone indicate dall’ente', 'La convenzione è cessata');
--> statement-breakpoint
select set_config('app.attore', '', true);
--> statement-breakpoint
-- May the persona not open this unit by themselves: a view of theirs was revoked, and they were not let in again.
create function visione_preclusa(p_ente text, p_unita uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp
begin atomic
  select exists (select from public.visioni_archivio v where v.persona_id = public.attore_persona() and v.unita_id = p_unita
    and v.ente = p_ente and v.preclusa and v.riammesso_at is null);
end;
--> statement-breakpoint
-- Was the grant to read in the room revoked.
create function sala_revocata(p_ente text, p_accesso uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp
begin atomic
  select exists (select from public.accessi_sala a where a.ente = p_ente and a.id = p_accesso and a.revocato_at is not null);
end;
--> statement-breakpoint
grant create on schema public to sportello_regole;
--> statement-breakpoint
alter function visione_preclusa(text, uuid) owner to sportello_regole;
--> statement-breakpoint
alter function sala_revocata(text, uuid) owner to sportello_regole;
--> statement-breakpoint
set local role sportello_regole;
--> statement-breakpoint
create or replace function apre_proprio(p_ente text, p_unita uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp
begin atomic
  select p_unita = any (public.unita_proprie()) and not public.visione_preclusa(p_ente, p_unita)
    and exists (select from public.unita_archivistiche u
      where u.ente = p_ente and u.id = p_unita
        and case when u.consultabile_dal <= public.oggi_a_roma() then u.accesso_dopo else u.accesso end = 'su_richiesta');
end;
--> statement-breakpoint
create or replace function apre_in_convenzione(p_ente text, p_convenzione uuid, p_unita uuid, p_concessa_da uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select not public.visione_preclusa(p_ente, p_unita)
    and exists (select from public.convenzioni_archivio c join public.unita_archivistiche u on u.ente = c.ente
      where c.ente = p_ente and c.id = p_convenzione and c.id = any (public.convenzioni_dell_attore()) and u.id = p_unita
        and u.comune_istat = any (c.comuni) and c.registrata_da_id = p_concessa_da
        and case when u.consultabile_dal <= public.oggi_a_roma() then u.accesso_dopo else u.accesso end = 'su_richiesta');
end;
--> statement-breakpoint
-- A revoked grant takes no seat any more; what was booked under it is still the reader's to see.
create or replace function sala_dell_attore(p_giorno date) returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(a.id), '{}') from public.accessi_sala a
  where a.persona_id = public.attore_persona()
    and (p_giorno is null or (p_giorno between a.dal and a.al and a.revocato_at is null));
end;
--> statement-breakpoint
reset role;
--> statement-breakpoint
revoke create on schema public from sportello_regole;
--> statement-breakpoint
-- Who grants lets in again: the head of the archive.
alter policy cambiate on visioni_archivio
  with check ((select cura_archivio()) and case when riammesso_at is null
    then revocata_at is null or revocata_da_id = (select attore_persona())
    else riammesso_da_id = (select attore_persona()) and (select dirige_archivio()) end);
--> statement-breakpoint
create or replace function visione_stessa() returns trigger language plpgsql as $$
begin
  if attore() is not distinct from 'sistema' then
    return new;
  end if;
  if (old.unita_id, old.persona_id, old.pratica_id, old.scopo, old.dal, old.copie, old.concessa_da_id, old.proprio)
      is distinct from (new.unita_id, new.persona_id, new.pratica_id, new.scopo, new.dal, new.copie, new.concessa_da_id, new.proprio)
      or new.al < old.al or old.riammesso_at is not null or (new.riammesso_at is not null and old.revocata_at is null)
      or (old.revocata_at is not null and (new.riammesso_at is null or (old.al, old.revocata_at, old.revocata_da_id, old.revocata_motivo, old.preclusa)
        is distinct from (new.al, new.revocata_at, new.revocata_da_id, new.revocata_motivo, new.preclusa))) then
    raise exception 'Una visione concessa non si cambia' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- A grant to read in the room may be revoked, once, with its reason; nothing else of it changes.
grant update (revocato_at, revocato_da_id, revocato_motivo, updated_at) on accessi_sala to sportello_app;
--> statement-breakpoint
create policy revocati on accessi_sala for update using ((select cura_archivio()) and revocato_at is null)
  with check (revocato_da_id = (select attore_persona()));
--> statement-breakpoint
-- The seat goes to others. What a row may become is asked together with whose it is: of several policies one condition and
-- another's check are enough.
create policy liberati on appuntamenti_sala for update using ((select cura_archivio()) and stato = 'prenotato')
  with check ((select cura_archivio()) and stato = 'disdetto' and sala_revocata(ente, accesso_id));
--> statement-breakpoint
alter policy disdetti on appuntamenti_sala with check (accesso_id = any ((select sala_dell_attore(null))::uuid[]) and stato = 'disdetto');
--> statement-breakpoint
alter policy segnati on appuntamenti_sala with check ((select cura_archivio()) and stato in ('venuto', 'assente'));
--> statement-breakpoint
alter policy dichiarate on copie_archivio with check (pratica_id = any ((select copie_concesse())::uuid[])
  and dichiarato_da_id = (select attore_persona()) and confermato_at is null);
