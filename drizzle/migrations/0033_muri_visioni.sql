-- Who grants, revokes and extends views of the archive: who works in it. The reader sees their own.

drop policy uffici on visioni_archivio;
--> statement-breakpoint
create policy archivio on visioni_archivio for select using ((select cura_archivio()));
--> statement-breakpoint
create policy concesse on visioni_archivio for insert
  with check ((select cura_archivio()) and concessa_da_id = (select attore_persona()) and revocata_at is null and vede_unita(ente, unita_id));
--> statement-breakpoint
create policy cambiate on visioni_archivio for update using ((select cura_archivio()))
  with check ((select cura_archivio()) and (revocata_at is null or revocata_da_id = (select attore_persona())));
--> statement-breakpoint
-- A view that was granted stays what it was: it may end before, or last longer.
create function visione_stessa() returns trigger language plpgsql as $$
begin
  if attore() is distinct from 'sistema' and ((old.unita_id, old.persona_id, old.pratica_id, old.scopo, old.dal, old.copie, old.concessa_da_id)
      is distinct from (new.unita_id, new.persona_id, new.pratica_id, new.scopo, new.dal, new.copie, new.concessa_da_id)
      or new.al < old.al or old.revocata_at is not null) then
    raise exception 'Una visione concessa non si cambia' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger visioni_archivio_stessa before update on visioni_archivio for each row execute function visione_stessa();
