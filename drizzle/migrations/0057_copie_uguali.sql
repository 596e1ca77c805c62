ALTER TABLE "file_archivio" DROP CONSTRAINT "file_archivio_una_volta_uq";--> statement-breakpoint
ALTER TABLE "file_archivio" ADD COLUMN "copia" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "file_archivio" ADD CONSTRAINT "file_archivio_una_volta_uq" UNIQUE("ente","unita_id","sha256","copia");--> statement-breakpoint
ALTER TABLE "file_archivio" ADD CONSTRAINT "file_archivio_copia_ck" CHECK (copia > 0);--> statement-breakpoint
create or replace function originale_immutabile() returns trigger language plpgsql as $$
begin
  if (old.unita_id, old.byte, old.sha256, old.copia, old.nome, old.lotto_id)
    is distinct from (new.unita_id, new.byte, new.sha256, new.copia, new.nome, new.lotto_id) then
    raise exception 'Un file consegnato non si cambia' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
