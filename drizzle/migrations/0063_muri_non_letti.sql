-- What a count did not find: read by the offices, written by the archive, never undone.
alter table non_letti_inventario enable row level security;
--> statement-breakpoint
alter table non_letti_inventario force row level security;
--> statement-breakpoint
create policy sistema on non_letti_inventario using ((select attore()) = 'sistema') with check ((select attore()) = 'sistema');
--> statement-breakpoint
create policy uffici on non_letti_inventario for select using ((select cardinality(uffici_dell_attore()) > 0));
--> statement-breakpoint
create policy archivio on non_letti_inventario for insert with check ((select cura_archivio()));
--> statement-breakpoint
revoke delete, update on non_letti_inventario from sportello_app;
--> statement-breakpoint
-- Counts that were closed before had kept the codes of what was missing, and no more.
select set_config('app.attore', 'sistema', true);
--> statement-breakpoint
insert into non_letti_inventario (ente, inventario_id, codice, contenitore_id, luogo_id, luogo)
  select i.ente, i.id, c.codice, c.id, c.luogo_id, l.nome
  from inventari i, jsonb_array_elements_text(i.mancanti) as mancante (codice)
  join unita_conservazione c on c.codice = mancante.codice
  join luoghi_conservazione l on l.ente = c.ente and l.id = c.luogo_id
  where i.chiuso_at is not null and c.ente = i.ente
  on conflict do nothing;
--> statement-breakpoint
select set_config('app.attore', '', true);
