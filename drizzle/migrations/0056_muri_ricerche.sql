-- What somebody looks for is theirs: also the offices do not read it.
alter table ricerche_salvate enable row level security;
--> statement-breakpoint
alter table ricerche_salvate force row level security;
--> statement-breakpoint
create policy sistema on ricerche_salvate using ((select attore()) = 'sistema') with check ((select attore()) = 'sistema');
--> statement-breakpoint
create policy proprie on ricerche_salvate using (persona_id = (select attore_persona())) with check (persona_id = (select attore_persona()));
