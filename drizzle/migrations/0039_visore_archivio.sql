CREATE TABLE "coperture_archivio" (
	"ente" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"pagina_id" uuid NOT NULL,
	"unita_id" uuid NOT NULL,
	"versione" integer NOT NULL,
	"atto" text NOT NULL,
	"regioni" jsonb NOT NULL,
	"motivo" text NOT NULL,
	"persona_id" uuid NOT NULL,
	"nome" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "coperture_archivio_ente_id_pk" PRIMARY KEY("ente","id"),
	CONSTRAINT "coperture_archivio_versione_uq" UNIQUE("ente","pagina_id","versione"),
	CONSTRAINT "coperture_archivio_atto_ck" CHECK ("coperture_archivio"."atto" in ('chiusa', 'aperta', 'oscurata', 'scoperta')),
	CONSTRAINT "coperture_archivio_regioni_ck" CHECK (("coperture_archivio"."atto" = 'oscurata') = (jsonb_array_length("coperture_archivio"."regioni") > 0))
);
--> statement-breakpoint
CREATE TABLE "testi_oscurati" (
	"ente" text NOT NULL,
	"pagina_id" uuid NOT NULL,
	"unita_id" uuid NOT NULL,
	"testo" text NOT NULL,
	"parole" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "testi_oscurati_ente_pagina_id_pk" PRIMARY KEY("ente","pagina_id")
);
--> statement-breakpoint
CREATE TABLE "viste_pagina" (
	"ente" text NOT NULL,
	"persona_id" uuid NOT NULL,
	"pagina_id" uuid NOT NULL,
	"unita_id" uuid NOT NULL,
	"finestra_at" timestamp with time zone NOT NULL,
	"classe" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "viste_pagina_ente_persona_id_pagina_id_finestra_at_pk" PRIMARY KEY("ente","persona_id","pagina_id","finestra_at")
);
--> statement-breakpoint
ALTER TABLE "coperture_archivio" ADD CONSTRAINT "coperture_archivio_ente_pagina_id_pagine_archivio_ente_id_fk" FOREIGN KEY ("ente","pagina_id") REFERENCES "public"."pagine_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coperture_archivio" ADD CONSTRAINT "coperture_archivio_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "testi_oscurati" ADD CONSTRAINT "testi_oscurati_ente_pagina_id_pagine_archivio_ente_id_fk" FOREIGN KEY ("ente","pagina_id") REFERENCES "public"."pagine_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "viste_pagina" ADD CONSTRAINT "viste_pagina_ente_persona_id_persone_ente_id_fk" FOREIGN KEY ("ente","persona_id") REFERENCES "public"."persone"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "viste_pagina" ADD CONSTRAINT "viste_pagina_ente_pagina_id_pagine_archivio_ente_id_fk" FOREIGN KEY ("ente","pagina_id") REFERENCES "public"."pagine_archivio"("ente","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "testi_oscurati_unita_ix" ON "testi_oscurati" USING btree ("ente","unita_id");--> statement-breakpoint
CREATE INDEX "viste_pagina_quando_ix" ON "viste_pagina" USING btree ("ente","persona_id","finestra_at");--> statement-breakpoint
CREATE INDEX "viste_pagina_unita_ix" ON "viste_pagina" USING btree ("ente","unita_id","finestra_at");