-- Who read, why, and what a review found: only new rows (S51).
create trigger letture_immutabile before update or delete or truncate on letture for each statement execute function rifiuta_modifica();
--> statement-breakpoint
create trigger motivi_lettura_immutabile before update or delete or truncate on motivi_lettura for each statement execute function rifiuta_modifica();
--> statement-breakpoint
create trigger revisioni_diritti_immutabile before update or delete or truncate on revisioni_diritti for each statement execute function rifiuta_modifica();
--> statement-breakpoint
-- A request for a right is decided once; what was asked never changes.
create function richiesta_ruolo_si_decide_una_volta() returns trigger language plpgsql as $$
begin
  if old.esito is null and new.esito is not null
     and (to_jsonb(old) - '{esito,esito_motivo,decisa_da_id,decisa_at,ruolo_id}'::text[])
       = (to_jsonb(new) - '{esito,esito_motivo,decisa_da_id,decisa_at,ruolo_id}'::text[])
     and (old.ruolo_id is null or old.ruolo_id = new.ruolo_id) then
    return new;
  end if;
  raise exception 'Una richiesta di ruolo si decide una volta sola' using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger richieste_ruolo_decisione before update on richieste_ruolo for each row execute function richiesta_ruolo_si_decide_una_volta();
--> statement-breakpoint
create trigger richieste_ruolo_immutabile before delete or truncate on richieste_ruolo for each statement execute function rifiuta_modifica();
--> statement-breakpoint
-- A suspension is lifted once; its reason and days stay as they were.
create function sospensione_si_revoca_una_volta() returns trigger language plpgsql as $$
begin
  if old.revocata_at is null and new.revocata_at is not null
     and (to_jsonb(old) - '{revocata_at,revocata_da_id,revocata_motivo,updated_at}'::text[])
       = (to_jsonb(new) - '{revocata_at,revocata_da_id,revocata_motivo,updated_at}'::text[]) then
    return new;
  end if;
  raise exception 'Una sospensione si può solo revocare' using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger sospensioni_revoca before update on sospensioni for each row execute function sospensione_si_revoca_una_volta();
--> statement-breakpoint
create trigger sospensioni_immutabile before delete or truncate on sospensioni for each statement execute function rifiuta_modifica();
