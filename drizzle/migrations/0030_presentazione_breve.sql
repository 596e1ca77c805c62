-- A filing in two messages: what its transaction needs to know of others is answered by functions, not by turning into the
-- system and back.

-- What of a filing does not carry its number is written before the number is taken: the pratica it points at comes after.
alter table documenti alter constraint documenti_ente_pratica_id_pratiche_ente_id_fk deferrable initially deferred;
--> statement-breakpoint
alter table termini alter constraint termini_ente_pratica_id_pratiche_ente_id_fk deferrable initially deferred;
--> statement-breakpoint

-- Who is told what happens to a practice: whoever follows it, while they still may; the principal too when an agent filed
-- it; the company's legal representatives when nobody else of it is left. Ids only.
create function destinatari_pratica(p_ente text, p_segue uuid, p_organizzazione uuid, p_titolare uuid, p_mandato uuid) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  oggi date := oggi_a_roma();
  segue boolean;
  principali uuid[];
  scelti uuid[];
begin
  if p_organizzazione is null and p_mandato is null then
    return array[coalesce(p_titolare, p_segue)];
  end if;
  select coalesce(bool_or(a.persona_id = p_segue), false),
    coalesce(array_agg(distinct a.persona_id) filter (where a.ruolo = 'legale_rappresentante'), '{}')
  into segue, principali from appartenenze a
  where a.ente = p_ente and a.organizzazione_id = p_organizzazione and a.ruolo <> 'autista'
    and a.valido_dal <= oggi and (a.valido_al is null or a.valido_al >= oggi);
  if p_titolare is not null then
    principali := array[p_titolare];
  end if;
  if p_mandato is null then
    scelti := case when segue then array[p_segue] else principali end;
  elsif segue or exists (select from mandati m where m.ente = p_ente and m.id = p_mandato and m.accettato_at is not null
      and m.revocato_at is null and m.rinunciato_at is null and oggi between m.dal and m.al) then
    scelti := array_remove(principali, p_segue) || p_segue;
  else
    scelti := principali;
  end if;
  return case when cardinality(scelti) > 0 then scelti else array[p_segue] end;
end $$;
--> statement-breakpoint
-- The suspension of an organisation in force today, the one that ends last: whoever files for it is told why they may not.
create function sospensione_organizzazione(p_ente text, p_organizzazione uuid) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return (select jsonb_build_object('motivo', s.motivo, 'dal', s.dal, 'al', s.al) from sospensioni s
    where s.ente = p_ente and s.organizzazione_id = p_organizzazione and s.revocata_at is null
      and s.dal <= oggi_a_roma() and (s.al is null or s.al >= oggi_a_roma())
    order by s.al desc nulls first limit 1);
end $$;
--> statement-breakpoint
-- Has a draft somebody who must sign it besides whoever files it. Volatile: asked while the draft is held, it sees also who
-- was named while it was waited for.
create function bozza_ha_firmatari(p_ente text, p_bozza uuid) returns boolean language plpgsql volatile
  set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from bozze_firmatari f where f.ente = p_ente and f.bozza_id = p_bozza and f.rimosso_at is null);
end $$;
--> statement-breakpoint
do $$
declare
  firma text;
begin
  grant create on schema public to sportello_regole;
  foreach firma in array array['destinatari_pratica(text, uuid, uuid, uuid, uuid)', 'sospensione_organizzazione(text, uuid)'] loop
    execute format('alter function %s owner to sportello_regole', firma);
  end loop;
  revoke create on schema public from sportello_regole;
end $$;
--> statement-breakpoint
grant select on sospensioni to sportello_regole;
--> statement-breakpoint
create policy regole on sospensioni for select to sportello_regole using (true);
