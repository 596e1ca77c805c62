-- The walls of what is seen of the papers, and of what is closed or covered in them.
do $$
declare
  tabella text;
begin
  foreach tabella in array array['viste_pagina', 'coperture_archivio', 'testi_oscurati'] loop
    execute format('alter table %I enable row level security', tabella);
    execute format('alter table %I force row level security', tabella);
    execute format('create policy sistema on %I using ((select attore()) = ''sistema'') with check ((select attore()) = ''sistema'')', tabella);
  end loop;
end $$;
--> statement-breakpoint
-- Each writes what they themselves look at, and reads it.
create policy proprie on viste_pagina for select using (persona_id = (select attore_persona()));
--> statement-breakpoint
create policy scritte on viste_pagina for insert
  with check (persona_id = (select attore_persona()) and vede_carte_unita(ente, unita_id));
--> statement-breakpoint
create policy archivio on coperture_archivio for select using ((select cura_archivio()) and vede_carte_unita(ente, unita_id));
--> statement-breakpoint
create policy scritte on coperture_archivio for insert
  with check ((select cura_archivio()) and persona_id = (select attore_persona()) and vede_carte_unita(ente, unita_id));
--> statement-breakpoint
create policy delle_carte on testi_oscurati for select using (vede_carte_unita(ente, unita_id));
--> statement-breakpoint
create policy archivio on testi_oscurati using ((select cura_archivio()) and vede_carte_unita(ente, unita_id))
  with check ((select cura_archivio()) and vede_carte_unita(ente, unita_id));
--> statement-breakpoint
-- The archive closes a page, and makes and takes away the image that is covered: never the whole one.
create policy archivio_chiude on pagine_archivio for update
  using ((select cura_archivio()) and vede_carte_unita(ente, unita_id))
  with check ((select cura_archivio()) and vede_carte_unita(ente, unita_id));
--> statement-breakpoint
create policy archivio_copre on derivati_pagina for insert
  with check (tipo = 'oscurata' and (select cura_archivio()) and vede_carte_unita(ente, unita_id));
--> statement-breakpoint
create policy archivio_scopre on derivati_pagina for delete
  using (tipo = 'oscurata' and (select cura_archivio()) and vede_carte_unita(ente, unita_id));
--> statement-breakpoint
revoke update, delete on viste_pagina, coperture_archivio from sportello_app;
