-- A page closed by itself is for the offices, whoever may see the others; one closed by what it says (health, offences, family)
-- is for officers named for its unit or its fonds, until its term has passed: lib/archivio/rules-consultabilita.ts.
create or replace function vede_pagina(p_ente text, p_id uuid) returns boolean language plpgsql stable cost 1000
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from pagine_archivio p where p.ente = p_ente and p.id = p_id
    and (not p.riservata or p.consultabile_dal <= oggi_a_roma()
      or (cardinality(uffici_dell_attore()) > 0 and (not p.solo_abilitati or exists (
        select from unita_archivistiche u where u.ente = p.ente and u.id = p.unita_id
          and (u.id = any (unita_abilitate()) or u.fondo_id = any (unita_abilitate())))))));
end $$;
--> statement-breakpoint
-- Who does not see a page neither opens nor covers it, nor reads what the machine or a person read there before.
alter policy archivio_chiude on pagine_archivio
  using ((select cura_archivio()) and vede_carte_unita(ente, unita_id) and vede_pagina(ente, id));
--> statement-breakpoint
alter policy archivio_copre on derivati_pagina
  with check (tipo = 'oscurata' and (select cura_archivio()) and vede_carte_unita(ente, unita_id) and vede_pagina(ente, pagina_id));
--> statement-breakpoint
alter policy archivio_scopre on derivati_pagina
  using (tipo = 'oscurata' and (select cura_archivio()) and vede_carte_unita(ente, unita_id) and vede_pagina(ente, pagina_id));
--> statement-breakpoint
alter policy archivio on testi_oscurati
  using ((select cura_archivio()) and vede_carte_unita(ente, unita_id) and vede_pagina(ente, pagina_id))
  with check ((select cura_archivio()) and vede_carte_unita(ente, unita_id) and vede_pagina(ente, pagina_id));
--> statement-breakpoint
alter policy archivio on testi_letti
  using ((select cura_archivio()) and vede_carte_unita(ente, unita_id) and vede_pagina(ente, pagina_id))
  with check ((select cura_archivio()) and vede_carte_unita(ente, unita_id) and vede_pagina(ente, pagina_id));
--> statement-breakpoint
alter policy archivio on correzioni_testo
  using ((select cura_archivio()) and vede_carte_unita(ente, unita_id) and vede_pagina(ente, pagina_id));
--> statement-breakpoint
alter policy scritte on correzioni_testo with check ((select cura_archivio()) and persona_id = (select attore_persona())
  and vede_carte_unita(ente, unita_id) and vede_pagina(ente, pagina_id));
