-- Append-only tables: the application may insert, nobody may change, delete or empty them (S51; D.P.R. 445/2000 art. 53).
create function rifiuta_modifica() returns trigger language plpgsql as $$
begin
  raise exception 'La tabella % accetta solo nuove righe', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger audit_immutabile before update or delete or truncate on audit for each statement execute function rifiuta_modifica();
--> statement-breakpoint
create trigger audit_catena_immutabile before update or delete or truncate on audit_catena for each statement execute function rifiuta_modifica();
--> statement-breakpoint
create trigger pratica_eventi_immutabile before update or delete or truncate on pratica_eventi for each statement execute function rifiuta_modifica();
--> statement-breakpoint
create trigger termini_immutabile before update or delete or truncate on termini for each statement execute function rifiuta_modifica();
--> statement-breakpoint
create trigger procedimento_versioni_immutabile before update or delete or truncate on procedimento_versioni for each statement execute function rifiuta_modifica();
--> statement-breakpoint
-- A protocol entry may only be annulled (art. 54): its other columns never change.
create function protocollo_solo_annullamento() returns trigger language plpgsql as $$
begin
  if old.annullato_at is null and new.annullato_at is not null
     and (to_jsonb(old) - 'annullato_at' - 'annullato_motivo') = (to_jsonb(new) - 'annullato_at' - 'annullato_motivo') then
    return new;
  end if;
  raise exception 'Una registrazione di protocollo si può solo annullare' using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger protocolli_annullamento before update on protocolli for each row execute function protocollo_solo_annullamento();
--> statement-breakpoint
create trigger protocolli_immutabile before delete or truncate on protocolli for each statement execute function rifiuta_modifica();
