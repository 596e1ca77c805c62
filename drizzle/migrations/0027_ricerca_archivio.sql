-- The search of the archive. Behind a policy `@@` would lose its index (docs/autorizzazioni.md), so functions owned by
-- sportello_regole read the index and check access themselves: they ask who the actor is, never the caller.
create extension if not exists fuzzystrmatch;
--> statement-breakpoint
-- Prefixes are ranges, byte by byte.
alter table lessico alter column parola type text collate "C";
--> statement-breakpoint
-- Postings are written where they are searched: a unit is found as soon as it is kept.
alter index indice_unita_lessemi_ix set (fastupdate = off);
--> statement-breakpoint
do $$
declare
  tabella text;
begin
  foreach tabella in array array['indice_unita', 'lessico'] loop
    execute format('alter table %I enable row level security', tabella);
    execute format('alter table %I force row level security', tabella);
    execute format('create policy sistema on %I using ((select attore()) = ''sistema'') with check ((select attore()) = ''sistema'')', tabella);
    execute format('grant select on %I to sportello_regole', tabella);
    execute format('create policy regole on %I for select to sportello_regole using (true)', tabella);
  end loop;
end $$;
--> statement-breakpoint

-- Stem of a word; null for one that says nothing ('della').
create function archivio_radice(p_parola text) returns text language sql immutable parallel safe
  return (ts_lexize('pg_catalog.italian_stem', p_parola))[1];
--> statement-breakpoint

-- Lexemes of a unit. Without a mark: found by anybody. '@': by whoever is signed in. '~': by whoever may see its names.
-- '=' is a word of the title or of a place as it is written: it finds nothing, and puts 'Ponzò' before 'Ponzano'.
create function archivio_lessemi(p_titolo text, p_breve text, p_esteso text, p_riservato text, p_nomi text[], p_luoghi text[], p_esatti text[])
  returns tsvector language sql immutable parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select setweight(to_tsvector('pg_catalog.italian', p_titolo), 'A') || setweight(to_tsvector('pg_catalog.italian', p_breve), 'B')
    || to_tsvector('pg_catalog.italian', p_esteso)
    || array_to_tsvector(array(select distinct l from (
      select '~' || r as l from unnest(tsvector_to_array(to_tsvector('pg_catalog.italian', p_riservato))) r
      union all select '=' || p from unnest(string_to_array(p_titolo || ' ' || p_breve, ' ')) p where archivio_radice(p) <> p
      union all select '~' || n from unnest(p_nomi) n union all select '@' || l from unnest(p_luoghi) l union all select e from unnest(p_esatti) e) t
      where l <> ''))
$$;
--> statement-breakpoint
-- A question, as it is asked for one class of lexemes: groups that must all be found, each by one of its alternatives.
-- Only here does a mark come in front of a lexeme: what a person types holds letters and figures.
create function archivio_domanda(p_gruppi jsonb, p_marche text[]) returns tsquery language plpgsql immutable
  set search_path = pg_catalog, public, pg_temp as $$
declare
  gruppo jsonb;
  voce jsonb;
  marca text;
  lessema text;
  radice text;
  uno tsquery;
  tutti tsquery;
begin
  for gruppo in select g from jsonb_array_elements(p_gruppi) g loop
    uno := null;
    for voce in select v from jsonb_array_elements(gruppo) v loop
      if coalesce(voce ->> 'parola', 'x') !~ '^[a-z0-9]+$' or coalesce(voce ->> 'esatto', 'a:a') !~ '^[a-z]:[a-z0-9:/._-]+$' then
        raise exception 'Not a word of the search: %', voce using errcode = 'invalid_parameter_value';
      end if;
      radice := archivio_radice(voce ->> 'parola');
      foreach marca in array p_marche loop
        foreach lessema in array case when voce ? 'esatto' then array[voce ->> 'esatto']
          when radice is null then '{}' when marca = '' then array[radice] else array[voce ->> 'parola', radice] end loop
          uno := coalesce(uno || (quote_literal(marca || lessema) || case when voce ? 'inizio' then ':*' else '' end)::tsquery,
            (quote_literal(marca || lessema) || case when voce ? 'inizio' then ':*' else '' end)::tsquery);
        end loop;
      end loop;
    end loop;
    tutti := coalesce(tutti && uno, tutti, uno);
  end loop;
  return tutti;
end $$;
--> statement-breakpoint

-- First page of units in order, how many there are, and how many for each value of each filter when the others hold.
-- p_filtri: fondo, tipologia, comune, decennio, accesso (counted); dal, al (years), sotto (a unit and what it holds).
-- p_tetto: beyond so many nothing is counted, and the answer says so.
create function archivio_cerca(p_ente text, p_gruppi jsonb, p_filtri jsonb, p_limite int, p_salto int, p_candidate int, p_tetto int)
  returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  oggi date := oggi_a_roma();
  ufficio boolean := cardinality(uffici_dell_attore()) > 0;
  registrato boolean := attore_codice_fiscale() is not null;
  comuni text[] := comuni_dell_attore();
  proprie uuid[] := unita_proprie();
  abilitate uuid[] := unita_abilitate();
  d_tutti tsquery := archivio_domanda(p_gruppi, array['']);
  d_registrati tsquery := archivio_domanda(p_gruppi, array['', '@']);
  d_nomi tsquery := archivio_domanda(p_gruppi, array['', '@', '~']);
  d_larga tsquery := case when ufficio or cardinality(comuni) > 0 or cardinality(proprie) > 0 then d_nomi
    when registrato then d_registrati else d_tutti end;
  d_scritte tsquery := (select string_agg(quote_literal('=' || (g -> 0 ->> 'parola')), '|')::tsquery from jsonb_array_elements(p_gruppi) g where g -> 0 ? 'parola');
  f_fondo uuid := p_filtri ->> 'fondo';
  f_tipologia text := p_filtri ->> 'tipologia';
  f_comune text := p_filtri ->> 'comune';
  f_decennio int := p_filtri ->> 'decennio';
  f_accesso text := p_filtri ->> 'accesso';
  f_dal int := p_filtri ->> 'dal';
  f_al int := p_filtri ->> 'al';
begin
  if d_larga is null and jsonb_array_length(p_gruppi) > 0 then
    return jsonb_build_object('totale', 0, 'oltre', false, 'unita', '[]'::jsonb, 'faccette', '{}'::jsonb);
  end if;
  return (with tutte as materialized (
      select i.unita_id, i.peso, i.fondo_id, i.tipologia, i.comune_istat, i.anno / 10 * 10 as decennio, c.accesso, c.nomi,
        f_fondo is null or i.fondo_id = f_fondo as k_fondo, f_tipologia is null or i.tipologia = f_tipologia as k_tipologia,
        f_comune is null or i.comune_istat = f_comune as k_comune, f_decennio is null or i.anno / 10 * 10 = f_decennio as k_decennio,
        f_accesso is null or c.accesso = f_accesso as k_accesso
      from indice_unita i
        cross join lateral (select case when i.consultabile_dal <= oggi then i.accesso_dopo else i.accesso end as accesso,
          (ufficio or i.comune_istat = any (comuni) or i.unita_id = any (proprie)) is true as nomi) c
      where i.ente = p_ente and (d_larga is null or i.lessemi @@ d_larga)
        and (c.accesso <> 'particolare' or i.fondo_id = any (abilitate) or i.unita_id = any (abilitate))
        and (d_larga is null or case when c.nomi then i.lessemi @@ d_nomi when registrato then i.lessemi @@ d_registrati else i.lessemi @@ d_tutti end)
        and (f_dal is null or i.anno >= f_dal) and (f_al is null or i.anno <= f_al)
      limit p_tetto + 1),
    trovate as (select * from tutte where k_fondo is true and k_tipologia is true and k_comune is true and k_decennio is true and k_accesso is true),
    candidate as (select unita_id, peso, nomi from trovate order by peso desc, unita_id limit p_candidate),
    ordinate as (select k.unita_id, k.peso, case when d_larga is null then 0
        else ts_rank('{0.1, 0.2, 0.4, 1}', i.lessemi, case when k.nomi then d_nomi when registrato then d_registrati else d_tutti end)
          + coalesce(ts_rank('{1, 1, 1, 1}', i.lessemi, d_scritte), 0) / 2 end as grado
      from candidate k join indice_unita i on i.ente = p_ente and i.unita_id = k.unita_id
      order by grado desc, k.peso desc, k.unita_id limit p_limite offset p_salto)
    select jsonb_build_object(
      'totale', (select count(*) from trovate),
      'oltre', (select count(*) from tutte) > p_tetto,
      'unita', (select coalesce(jsonb_agg(o.unita_id order by o.grado desc, o.peso desc, o.unita_id), '[]') from ordinate o),
      'faccette', jsonb_build_object(
        'fondo', (select jsonb_object_agg(v, n) from (select fondo_id as v, count(*) as n from tutte
          where k_tipologia is true and k_comune is true and k_decennio is true and k_accesso is true group by 1) t),
        'tipologia', (select jsonb_object_agg(v, n) from (select tipologia as v, count(*) as n from tutte
          where tipologia is not null and k_fondo and k_comune is true and k_decennio is true and k_accesso group by 1) t),
        'comune', (select jsonb_object_agg(v, n) from (select comune_istat as v, count(*) as n from tutte
          where comune_istat is not null and k_fondo and k_tipologia is true and k_decennio is true and k_accesso group by 1) t),
        'decennio', (select jsonb_object_agg(v, n) from (select decennio as v, count(*) as n from tutte
          where decennio is not null and k_fondo and k_tipologia is true and k_comune is true and k_accesso group by 1) t),
        'accesso', (select jsonb_object_agg(v, n) from (select accesso as v, count(*) as n from tutte
          where k_fondo and k_tipologia is true and k_comune is true and k_decennio is true group by 1) t))));
end $$;
--> statement-breakpoint

-- Words that the actor may be told of.
create function lessico_dell_attore() returns text[] language sql stable
  return array[''] || case when attore_codice_fiscale() is not null then array['@'] else '{}' end
    || case when cardinality(uffici_dell_attore()) > 0 then array['~'] else '{}' end;
--> statement-breakpoint
-- For each word of a question: does it say nothing ('della'), is it known, which words begin like it, which are written
-- almost like it.
create function archivio_parole(p_ente text, p_parole text[], p_inizi int, p_simili int)
  returns table (parola text, vuota boolean, nota boolean, inizi text[], simili text[]) language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  classi text[] := lessico_dell_attore();
  errori int;
begin
  foreach parola in array p_parole loop
    vuota := archivio_radice(parola) is null;
    nota := vuota or exists (select from lessico l
      where l.ente = p_ente and l.radice = archivio_radice(archivio_parole.parola) and l.classe = any (classi) and l.conto > 0);
    inizi := '{}';
    simili := '{}';
    if length(parola) >= 3 then
      inizi := array(select l.parola from lessico l
        where l.ente = p_ente and l.classe = any (classi) and l.conto > 0 and l.parola >= archivio_parole.parola and l.parola < archivio_parole.parola || '~'
        group by l.parola order by sum(l.conto) desc, l.parola limit p_inizi);
    end if;
    -- a number written wrong is another number
    if not nota and length(parola) >= 4 and parola ~ '^[a-z]+$' then
      errori := case when length(parola) >= 6 then 2 else 1 end;
      simili := array(select l.parola from lessico l
        where l.ente = p_ente and l.classe = any (classi) and l.conto > 0 and abs(length(l.parola) - length(archivio_parole.parola)) <= errori
          and levenshtein_less_equal(l.parola, archivio_parole.parola, errori) <= errori
        group by l.parola order by levenshtein(l.parola, archivio_parole.parola), left(l.parola, 1) <> left(archivio_parole.parola, 1), sum(l.conto) desc, l.parola
        limit p_simili);
    end if;
    return next;
  end loop;
end $$;
--> statement-breakpoint
do $$
declare
  firma text;
begin
  grant create on schema public to sportello_regole;
  foreach firma in array array['archivio_cerca(text, jsonb, jsonb, int, int, int, int)', 'archivio_parole(text, text[], int, int)'] loop
    execute format('alter function %s owner to sportello_regole', firma);
  end loop;
  revoke create on schema public from sportello_regole;
end $$;
--> statement-breakpoint

-- Asked by who describes a new unit, about units they may not see: only whether, and how many.
create function segnatura_presa(p_ente text, p_segnatura text) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select public.cura_archivio() and exists (select from public.unita_archivistiche u where u.ente = p_ente and u.segnatura = p_segnatura);
end;
--> statement-breakpoint
create function prossima_posizione(p_ente text, p_padre uuid) returns int language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(max(u.posizione) + 1, 0) from public.unita_archivistiche u where u.ente = p_ente and u.padre_id = p_padre and public.cura_archivio();
end;
--> statement-breakpoint
grant select on unita_archivistiche to sportello_regole;
--> statement-breakpoint
create policy regole on unita_archivistiche for select to sportello_regole using (true);
--> statement-breakpoint
do $$
declare
  firma text;
begin
  grant create on schema public to sportello_regole;
  foreach firma in array array['segnatura_presa(text, text)', 'prossima_posizione(text, uuid)'] loop
    execute format('alter function %s owner to sportello_regole', firma);
  end loop;
  revoke create on schema public from sportello_regole;
end $$;
