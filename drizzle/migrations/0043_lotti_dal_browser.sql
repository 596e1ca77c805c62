-- What is uploaded for a batch of the archive is of whoever opened the batch.
create or replace function vede_soggetto(p_ente text, p_tipo text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  case p_tipo
    when 'collegamento' then return exists (select from collegamenti c where c.ente = p_ente and c.id = p_id);
    when 'mandato' then return exists (select from mandati m where m.ente = p_ente and m.id = p_id);
    when 'carta' then return exists (select from carte_veicolo k where k.ente = p_ente and k.id = p_id);
    when 'lotto' then return porta_lotto(p_ente, p_id);
    else return false;
  end case;
end $$;
