-- The register of accesses only grows; a row may go after 24 months and not before (art. 13 c. 2 DPCM 24-10-2014; S51).
create function registro_accessi_solo_scaduti() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.created_at < now() - interval '24 months' then
    return old;
  end if;
  raise exception 'La tabella registro_accessi accetta solo nuove righe' using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger registro_accessi_immutabile before update or delete on registro_accessi
  for each row execute function registro_accessi_solo_scaduti();
--> statement-breakpoint
create trigger registro_accessi_mai_svuotato before truncate on registro_accessi
  for each statement execute function rifiuta_modifica();
--> statement-breakpoint
-- Requests under way were written unsealed: who was signing in begins again.
delete from accessi_spid;
