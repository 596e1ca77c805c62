import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { abilitazioniArchivio } from '@/drizzle/schema/archivio-nomi'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { addDays } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { today } from '@/lib/db/clock'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { type AbilitazioneInput, MAX_GIORNI_ABILITAZIONE } from './forms'

const NON_TUO = 'Può farlo solo chi dirige l’archivio'

async function dirige(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ si: boolean }>(sql`select dirige_archivio() as si`)
  return row?.si ?? false
}

/** Is it an officer of the Province today? */
async function isFunzionarioOggi(tx: Tx, personaId: string): Promise<boolean> {
  const [row] = await tx.execute<{ si: boolean }>(sql`
    select exists (select from ruoli r where r.ente = ${ENTE} and r.persona_id = ${personaId}::uuid and r.ufficio_id is not null
      and r.ruolo in ('istruttore', 'dirigente') and r.valido_dal <= oggi_a_roma()
      and (r.valido_al is null or r.valido_al >= oggi_a_roma())) as si`)
  return row?.si ?? false
}

/**
 * Names an officer for a fonds or a unit with sensitive data, for a time and a reason. Nobody names themselves: it takes
 * two, as for every right (lib/ruoli).
 */
export async function nameAbilitato(
  actor: Funzionario,
  { personaId, segnatura, motivo, dal, al }: AbilitazioneInput,
): Promise<Result<null, keyof AbilitazioneInput>> {
  return recorded<null, keyof AbilitazioneInput>(attoreOf(actor), async (tx, record) => {
    if (!(await dirige(tx))) return refuse(NON_TUO)
    const wrong = (errors: Partial<Record<keyof AbilitazioneInput, string>>) => refuse('C’è un problema', errors)
    if (personaId === actor.personaId)
      return wrong({ personaId: 'Nessuno abilita sé stesso: deve farlo un altro dirigente' })
    if (!(await isFunzionarioOggi(tx, personaId))) return wrong({ personaId: 'Scegli la persona dall’elenco' })
    const oggi = await today()
    if (al < dal || al < oggi) return wrong({ al: 'L’ultimo giorno viene dopo il primo, e non è passato' })
    if (al > addDays(dal, MAX_GIORNI_ABILITAZIONE)) return wrong({ al: 'Non più di tre anni: poi si rinnova' })
    // who directs the archive names people for units that they do not see themselves
    const [found] = await asSistema(tx, () =>
      tx
        .select({ id: unita.id })
        .from(unita)
        .where(and(eq(unita.ente, ENTE), eq(unita.segnatura, segnatura))),
    )
    if (!found) return wrong({ segnatura: 'Nessuna unità ha questa segnatura' })
    const id = crypto.randomUUID()
    await tx
      .insert(abilitazioniArchivio)
      .values({ ente: ENTE, id, personaId, unitaId: found.id, motivo, dal, al, dataDaId: actor.personaId })
    await record({
      azione: 'archivio.abilitazione_data',
      soggettoTipo: 'unita_archivistica',
      soggettoId: found.id,
      dati: { abilitazioneId: id, personaId, dal, al },
    })
    return success(null)
  })
}

/** From now on it opens nothing. The row stays. */
export async function revokeAbilitazione(actor: Funzionario, id: string): Promise<Result<null>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    if (!(await dirige(tx))) return refuse(NON_TUO)
    const [row] = await tx
      .update(abilitazioniArchivio)
      .set({ revocataAt: sql`now()` as unknown as Date, revocataDaId: actor.personaId })
      .where(
        and(
          eq(abilitazioniArchivio.ente, ENTE),
          eq(abilitazioniArchivio.id, id),
          isNull(abilitazioniArchivio.revocataAt),
        ),
      )
      .returning({ unitaId: abilitazioniArchivio.unitaId, personaId: abilitazioniArchivio.personaId })
    if (!row) return refuse('Questa abilitazione non c’è più')
    await record({
      azione: 'archivio.abilitazione_revocata',
      soggettoTipo: 'unita_archivistica',
      soggettoId: row.unitaId,
      dati: { abilitazioneId: id, personaId: row.personaId },
    })
    return success(null)
  })
}
