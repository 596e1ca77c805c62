-- Next number of a register: 1…n per solar year, no gap, no duplicate, time never going back (D.P.R. 445/2000 art. 57).
-- The row of year 0 is the lock of the register: year and time are read while it is held, so that a filing that waited
-- across New Year's midnight gets the number of the year in which it is registered. A rollback gives the number back.
create function prossimo_numero(p_ente text, p_registro text, out anno integer, out numero integer, out registrato_at timestamptz)
language plpgsql as $$
begin
  perform 1 from registri r where r.ente = p_ente and r.registro = p_registro and r.anno = 0 for update;
  if not found then
    insert into registri (ente, registro, anno) values (p_ente, p_registro, 0) on conflict do nothing;
    perform 1 from registri r where r.ente = p_ente and r.registro = p_registro and r.anno = 0 for update;
  end if;
  select greatest(clock_timestamp(), max(r.ultimo_at)) into registrato_at
    from registri r where r.ente = p_ente and r.registro = p_registro;
  anno := extract(year from registrato_at at time zone 'Europe/Rome');
  insert into registri as r (ente, registro, anno, ultimo, ultimo_at)
    values (p_ente, p_registro, prossimo_numero.anno, 1, prossimo_numero.registrato_at)
    on conflict on constraint registri_ente_registro_anno_pk
    do update set ultimo = r.ultimo + 1, ultimo_at = excluded.ultimo_at
    returning r.ultimo into numero;
end $$;
