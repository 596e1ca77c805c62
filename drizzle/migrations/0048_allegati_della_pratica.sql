-- What is attached to a draft goes with the practice that the draft becomes: the draft has been asked for once, by whoever
-- marked it with the practice in this very transaction, and is not asked for again at each file. The practice is not there
-- yet: to one that is, nothing is added this way.
create function allega_alla_pratica(p_ente text, p_bozza uuid, p_pratica uuid, p_ids uuid[]) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  quanti integer;
begin
  if not exists (select from bozze b where b.ente = p_ente and b.id = p_bozza and b.pratica_id = p_pratica
      and b.xmin = pg_current_xact_id()::xid)
    or exists (select from pratiche p where p.ente = p_ente and p.id = p_pratica) then
    raise exception 'The draft was not marked with this practice here' using errcode = 'insufficient_privilege';
  end if;
  update documenti set pratica_id = p_pratica, evento_seq = 1, updated_at = clock_timestamp()
  where ente = p_ente and bozza_id = p_bozza and stato = 'pronto' and id = any (p_ids);
  get diagnostics quanti = row_count;
  return quanti;
end $$;
--> statement-breakpoint
do $$
begin
  grant create on schema public to sportello_regole;
  alter function allega_alla_pratica(text, uuid, uuid, uuid[]) owner to sportello_regole;
  revoke create on schema public from sportello_regole;
end $$;
--> statement-breakpoint
grant select, update (pratica_id, evento_seq, updated_at) on documenti to sportello_regole;
--> statement-breakpoint
create policy regole on documenti to sportello_regole using (true) with check (true);
