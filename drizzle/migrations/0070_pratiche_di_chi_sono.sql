-- Of two policies for changing a row, one's condition and the other's check are enough together: who is an applicant and an
-- officer could have made a practice of their office their own. What was filed stays as filed, and the practice passes only
-- to who was offered it.
create function pratica_stessa() returns trigger language plpgsql as $$
begin
  if attore() is not distinct from 'sistema' then return new; end if;
  if (old.ente, old.id, old.anno, old.numero, old.procedimento, old.versione, old.persona_id, old.ufficio_id, old.oggetto, old.dati,
      old.chiave_invio, old.presentata_at, old.avviata_il)
      is distinct from (new.ente, new.id, new.anno, new.numero, new.procedimento, new.versione, new.persona_id, new.ufficio_id, new.oggetto,
      new.dati, new.chiave_invio, new.presentata_at, new.avviata_il) then
    raise exception 'Ciò che è stato presentato non si cambia' using errcode = 'restrict_violation';
  end if;
  if (old.organizzazione_id, old.titolare_id, old.mandato_id, old.seguita_da_id)
      is distinct from (new.organizzazione_id, new.titolare_id, new.mandato_id, new.seguita_da_id)
      and not exists (select from trasferimenti t where t.ente = old.ente and t.pratica_id = old.id and t.rifiutato_at is null
        and t.ritirato_at is null and (t.accettato_at is null or t.accettato_at >= now())
        and (t.a_codice_fiscale = attore_codice_fiscale() or t.a_organizzazione_id = any (organizzazioni_operabili()))) then
    raise exception 'Una pratica passa solo a chi è stata offerta' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger pratiche_stessa before update on pratiche for each row execute function pratica_stessa();
