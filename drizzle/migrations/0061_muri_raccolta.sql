-- What somebody puts aside is theirs: also the offices do not read it. Only what they may know of can be put there.
alter table elementi_raccolta enable row level security;
--> statement-breakpoint
alter table elementi_raccolta force row level security;
--> statement-breakpoint
create policy sistema on elementi_raccolta using ((select attore()) = 'sistema') with check ((select attore()) = 'sistema');
--> statement-breakpoint
create policy proprie_lette on elementi_raccolta for select using (persona_id = (select attore_persona()));
--> statement-breakpoint
create policy proprie_messe on elementi_raccolta for insert
  with check (persona_id = (select attore_persona()) and vede_unita(ente, unita_id));
--> statement-breakpoint
create policy proprie_cambiate on elementi_raccolta for update
  using (persona_id = (select attore_persona())) with check (persona_id = (select attore_persona()));
--> statement-breakpoint
create policy proprie_tolte on elementi_raccolta for delete using (persona_id = (select attore_persona()));
