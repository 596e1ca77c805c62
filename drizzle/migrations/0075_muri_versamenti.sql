-- Practices transferred to the archive: of who may read the practice, and of who works in the archive and sees the unit. The
-- portal writes them, on behalf of the office whose practice it is: only the archive describes units.
alter table versamenti_pratica enable row level security;
--> statement-breakpoint
alter table versamenti_pratica force row level security;
--> statement-breakpoint
create policy sistema on versamenti_pratica using ((select attore()) = 'sistema') with check ((select attore()) = 'sistema');
--> statement-breakpoint
create policy della_pratica on versamenti_pratica for select
  using (exists (select from pratiche p where p.ente = versamenti_pratica.ente and p.id = versamenti_pratica.pratica_id));
--> statement-breakpoint
create policy archivio on versamenti_pratica for select using ((select cura_archivio()) and vede_unita(ente, unita_id));
--> statement-breakpoint
revoke update, delete on versamenti_pratica from sportello_app;
