-- The queue stops where a person stopped it: nothing of a batch that is stopped is taken, what is in hand ends.
create function lavorazione_sospesa(p_ente text, p_file uuid) returns boolean language plpgsql stable cost 100
  set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from sospensioni_lavorazione s where s.ente = p_ente and s.ripresa_at is null
    and (s.lotto_id is null or s.lotto_id = (select f.lotto_id from file_archivio f where f.ente = p_ente and f.id = p_file)));
end $$;
--> statement-breakpoint
create function lavorazione_in_attesa() returns trigger language plpgsql as $$
begin
  if lavorazione_sospesa(new.ente, new.file_id) then
    new.stato := 'sospesa';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger lavorazioni_archivio_pausa before insert or update of stato on lavorazioni_archivio
  for each row when (new.stato = 'attesa') execute function lavorazione_in_attesa();
--> statement-breakpoint
-- How far each batch with work left is: figures of all its papers, also of those that the archivist may not open.
create function avanzamento_lavorazioni(p_ente text) returns table (lotto_id uuid, file integer, pagine integer, lavori jsonb)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  with lavori as (
    select f.lotto_id, l.fase, case when l.stato = 'in_corso' and l.fino_at < now() then 'attesa' else l.stato end as stato,
      count(*)::int as n, sum(case when l.fase = 'apertura' then coalesce(f.pagine_attese, 1) else 1 end)::int as pagine
    from public.lavorazioni_archivio l join public.file_archivio f on f.ente = l.ente and f.id = l.file_id
    where l.ente = p_ente and (select public.cura_archivio())
    group by 1, 2, 3
  ), lotti as (
    select v.lotto_id, jsonb_agg(jsonb_build_object('fase', v.fase, 'stato', v.stato, 'n', v.n, 'pagine', v.pagine)) as lavori
    from lavori v group by 1
  )
  select t.lotto_id, c.file, c.pagine, t.lavori
  from lotti t cross join lateral (
    select count(*)::int as file, coalesce(sum(f.pagine), 0)::int as pagine from public.file_archivio f
    where f.ente = p_ente and (f.lotto_id = t.lotto_id or (t.lotto_id is null and f.lotto_id is null))
  ) c;
end;
--> statement-breakpoint
-- Pages whose image was made in the last minutes: their text is read by the same hands, after it.
create function pagine_lavorate(p_ente text, p_minuti integer) returns integer
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select count(*)::int from public.derivati_pagina d
  where d.ente = p_ente and d.tipo = 'intera' and d.created_at > now() - make_interval(mins => p_minuti) and (select public.cura_archivio());
end;
--> statement-breakpoint
do $$
declare
  firma text;
  tabella text;
begin
  grant create on schema public to sportello_regole;
  foreach firma in array array['avanzamento_lavorazioni(text)', 'pagine_lavorate(text, integer)'] loop
    execute format('alter function %s owner to sportello_regole', firma);
  end loop;
  revoke create on schema public from sportello_regole;
  foreach tabella in array array['lavorazioni_archivio', 'file_archivio', 'derivati_pagina'] loop
    execute format('grant select on %I to sportello_regole', tabella);
    execute format('create policy regole on %I for select to sportello_regole using (true)', tabella);
  end loop;
  foreach tabella in array array['sospensioni_lavorazione', 'testi_letti', 'correzioni_testo'] loop
    execute format('alter table %I enable row level security', tabella);
    execute format('alter table %I force row level security', tabella);
    execute format('create policy sistema on %I using ((select attore()) = ''sistema'') with check ((select attore()) = ''sistema'')', tabella);
  end loop;
end $$;
--> statement-breakpoint
create policy archivio on sospensioni_lavorazione for select using ((select cura_archivio()));
--> statement-breakpoint
create policy archivio_sospende on sospensioni_lavorazione for insert
  with check ((select cura_archivio()) and sospesa_da_id = (select attore_persona()));
--> statement-breakpoint
create policy archivio_riprende on sospensioni_lavorazione for update using ((select cura_archivio()) and ripresa_at is null)
  with check ((select cura_archivio()) and ripresa_da_id = (select attore_persona()));
--> statement-breakpoint
-- A text is corrected by who works in the archive and sees the page. What the machine read stays beside it.
create policy archivio_corregge on testi_pagina for update
  using ((select cura_archivio()) and vede_carte_unita(ente, unita_id) and vede_pagina(ente, pagina_id))
  with check ((select cura_archivio()) and vede_carte_unita(ente, unita_id) and vede_pagina(ente, pagina_id));
--> statement-breakpoint
create policy archivio_trascrive on testi_pagina for insert
  with check (fonte = 'mano' and (select cura_archivio()) and vede_carte_unita(ente, unita_id) and vede_pagina(ente, pagina_id));
--> statement-breakpoint
create policy archivio on testi_letti using ((select cura_archivio()) and vede_carte_unita(ente, unita_id))
  with check ((select cura_archivio()) and vede_carte_unita(ente, unita_id));
--> statement-breakpoint
create policy archivio on correzioni_testo for select using ((select cura_archivio()) and vede_carte_unita(ente, unita_id));
--> statement-breakpoint
create policy scritte on correzioni_testo for insert
  with check ((select cura_archivio()) and persona_id = (select attore_persona()) and vede_carte_unita(ente, unita_id));
--> statement-breakpoint
revoke delete on sospensioni_lavorazione from sportello_app;
--> statement-breakpoint
revoke update, delete on correzioni_testo from sportello_app;
