import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { mandati } from '@/drizzle/schema/imprese'
import { procedimenti } from '@/drizzle/schema/procedimenti'
import { organizzazioni } from '@/drizzle/schema/soggetti'
import { type Attore, attorePer, recorded } from '@/lib/audit/record'
import { RUOLI_CHE_AMMINISTRANO } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'
import { formatDay, romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { type AvvisoPersonale, avvisaCodiceFiscale, avvisaOrganizzazione } from '@/lib/posta/avvisi'
import type { CampoMandato, MandatoInput } from './forms'
import { agentOf, principalOf } from './parti'
import { type AttoMandato, canMandato, checkPeriodo, GIORNI_PROPOSTA, statoMandato } from './rules'

export const MANDATO_NON_TROVATO = 'Mandato non trovato'
type Row = typeof mandati.$inferSelect
/** One of the two sides: a company on the portal, or a person by codice fiscale. */
type Parte = { organizzazioneId: string; nome: string } | { codiceFiscale: string; nome: string }

const isPerson = (codice: string) => codice.length === 16

/** The writer's own side: themselves, or a company whose people and mandates they look after. */
function ownSide(viewer: Viewer, parte: string): Parte | null {
  if (parte === 'me') return { codiceFiscale: viewer.codiceFiscale, nome: `${viewer.nome} ${viewer.cognome}` }
  const one = viewer.organizzazioni.find(({ id, ruolo }) => id === parte && RUOLI_CHE_AMMINISTRANO.includes(ruolo))
  return one ? { organizzazioneId: one.id, nome: one.denominazione } : null
}

async function otherSide(tx: Tx, codice: string): Promise<Parte | null> {
  const [row] = await tx
    .select({ id: organizzazioni.id, nome: organizzazioni.denominazione })
    .from(organizzazioni)
    .where(
      and(
        eq(organizzazioni.ente, ENTE),
        eq(organizzazioni.codiceFiscale, codice),
        inArray(organizzazioni.tipo, ['impresa', 'agenzia']),
      ),
    )
  if (row) return { organizzazioneId: row.id, nome: row.nome }
  return isPerson(codice) ? { codiceFiscale: codice, nome: `persona con codice fiscale ${codice}` } : null
}

const sameSide = (a: Parte, b: Parte) =>
  'organizzazioneId' in a && 'organizzazioneId' in b
    ? a.organizzazioneId === b.organizzazioneId
    : 'codiceFiscale' in a && 'codiceFiscale' in b && a.codiceFiscale === b.codiceFiscale

const actorOf = (viewer: Viewer, parte: Parte): Attore =>
  attorePer(viewer, 'organizzazioneId' in parte ? { id: parte.organizzazioneId, denominazione: parte.nome } : null)

/** Tells a side of a mandate what happened to it. */
const tell = (
  tx: Tx,
  parte: Pick<Row, 'id'> & { organizzazioneId: string | null; codiceFiscale: string | null },
  avviso: Omit<AvvisoPersonale, 'personaId'>,
) =>
  parte.organizzazioneId
    ? avvisaOrganizzazione(tx, parte.organizzazioneId, RUOLI_CHE_AMMINISTRANO, avviso)
    : avvisaCodiceFiscale(tx, parte.codiceFiscale ?? '', avviso)
const mandanteOf = (row: Row) => ({
  id: row.id,
  organizzazioneId: row.mandanteOrganizzazioneId,
  codiceFiscale: row.mandanteCodiceFiscale,
})
const mandatarioOf = (row: Row) => ({
  id: row.id,
  organizzazioneId: row.mandatarioOrganizzazioneId,
  codiceFiscale: row.mandatarioCodiceFiscale,
})

/**
 * A mandate given by the principal holds from its first day; one asked for by the agent waits for the principal, who
 * accepts it with their own identity.
 *
 * @returns its id
 */
export async function createMandato(viewer: Viewer, input: MandatoInput): Promise<Result<string, CampoMandato>> {
  const own = ownSide(viewer, input.parte)
  if (!own) return refuse('Scegli per chi tra le voci in elenco', { parte: 'Scegli una delle voci in elenco' })
  const at = await databaseNow()
  const wrong = checkPeriodo(input.dal, input.al, romeDay(at))
  if (wrong.dal || wrong.al) return refuse('Controlla le date del mandato', wrong)
  return recorded<string, CampoMandato>(actorOf(viewer, own), async (tx, record) => {
    const other = await otherSide(tx, input.controparte)
    if (!other) {
      const message =
        'Nessuna impresa con questo codice fiscale è sul portale: prima il suo legale rappresentante deve collegarla'
      return refuse(message, { controparte: message })
    }
    if (sameSide(own, other))
      return refuse('Un mandato ha due parti diverse', {
        controparte: 'È la stessa parte: scrivi il codice fiscale dell’altra',
      })
    const chosen = input.ambito === 'tutti' ? null : [...new Set(input.procedimenti)]
    if (chosen) {
      const known = await tx
        .select({ codice: procedimenti.codice })
        .from(procedimenti)
        .where(and(eq(procedimenti.ente, ENTE), inArray(procedimenti.codice, chosen)))
      if (known.length !== chosen.length)
        return refuse('Scegli le procedure dall’elenco', { procedimenti: 'Scegli le procedure dall’elenco' })
    }
    const [mandante, mandatario] = input.verso === 'do' ? [own, other] : [other, own]
    const given = input.verso === 'do'
    const [row] = await tx
      .insert(mandati)
      .values({
        ente: ENTE,
        ...('organizzazioneId' in mandante
          ? { mandanteOrganizzazioneId: mandante.organizzazioneId }
          : { mandanteCodiceFiscale: mandante.codiceFiscale }),
        ...('organizzazioneId' in mandatario
          ? { mandatarioOrganizzazioneId: mandatario.organizzazioneId }
          : { mandatarioCodiceFiscale: mandatario.codiceFiscale }),
        procedimenti: chosen,
        dal: input.dal,
        al: input.al,
        propostoDa: given ? 'mandante' : 'mandatario',
        creatoDaId: viewer.personaId,
        scadePropostaAt: new Date(at.getTime() + GIORNI_PROPOSTA * 86_400_000),
        ...(given && {
          accettatoAt: at,
          accettatoDaId: viewer.personaId,
          mandantePersonaId: 'codiceFiscale' in mandante ? viewer.personaId : null,
        }),
      })
      .returning()
    if (!row) throw new Error('The mandate was not written')
    await tell(tx, given ? mandatarioOf(row) : mandanteOf(row), {
      chiave: `mandato:${row.id}:nuovo`,
      oggetto: given ? `${own.nome} ti ha dato un mandato` : `${own.nome} ti chiede un mandato`,
      testo: given
        ? `Vale dal ${formatDay(input.dal)} al ${formatDay(input.al)}. Quando presenti una domanda scegli per chi operi.`
        : `Se accetti potrà agire sul portale in tuo nome dal ${formatDay(input.dal)} al ${formatDay(input.al)}. Puoi revocarlo in ogni momento.`,
      percorso: paths.personale.mandato(row.id),
    })
    await record({
      azione: given ? 'mandato.dato' : 'mandato.proposto',
      soggettoTipo: 'mandato',
      soggettoId: row.id,
      dati: { procedimenti: chosen, dal: input.dal, al: input.al },
    })
    return success(row.id)
  })
}

const NON_ORA: Record<Exclude<AttoMandato, 'attach'>, string> = {
  accept: 'La proposta non aspetta più una risposta: ricarica la pagina',
  reject: 'La proposta non aspetta più una risposta: ricarica la pagina',
  withdraw: 'La proposta ha già avuto risposta: ricarica la pagina',
  revoke: 'Il mandato è già finito: ricarica la pagina',
  renounce: 'Il mandato è già finito: ricarica la pagina',
}
/** Who does each act, what it writes, what the other side reads. */
const ATTI = {
  accept: { da: 'mandante', azione: 'mandato.accettato', oggetto: 'Il mandato che hai chiesto è stato accettato' },
  reject: { da: 'mandante', azione: 'mandato.rifiutato', oggetto: 'Il mandato che hai chiesto non è stato accettato' },
  withdraw: { da: 'mandatario', azione: 'mandato.ritirato', oggetto: 'La proposta di mandato è stata ritirata' },
  revoke: { da: 'mandante', azione: 'mandato.revocato', oggetto: 'Un mandato ti è stato revocato' },
  renounce: { da: 'mandatario', azione: 'mandato.rinunciato', oggetto: 'Chi aveva il tuo mandato ci ha rinunciato' },
} as const satisfies Record<
  Exclude<AttoMandato, 'attach'>,
  { da: 'mandante' | 'mandatario'; azione: string; oggetto: string }
>

const TESTI = {
  accept: 'Da ora puoi agire in suo nome, nei limiti del mandato.',
  reject: 'Puoi proporne un altro quando vuoi.',
  withdraw: 'Non devi fare nulla.',
  revoke: 'Non puoi più agire in suo nome. Le bozze che avevi preparato restano a chi ti aveva dato il mandato.',
  renounce: 'Le bozze che aveva preparato per te sono nella tua area personale: puoi continuarle.',
} as const

/**
 * Accepts, refuses, takes back, revokes or renounces a mandate, with effect at once: whoever is acting under it is stopped
 * at the next act.
 */
export async function changeMandato(
  viewer: Viewer,
  id: string,
  act: keyof typeof ATTI,
  motivo = '',
): Promise<Result<null>> {
  const at = await databaseNow()
  const { da, azione, oggetto } = ATTI[act]
  const side = da === 'mandante' ? principalOf : agentOf
  return recorded(await actorOn(viewer, id, da), async (tx, record) => {
    const [mine] = await tx.execute<{ id: string }>(
      sql`select m.id from ${mandati} m where m.ente = ${ENTE} and m.id = ${id}::uuid and ${side(viewer, RUOLI_CHE_AMMINISTRANO)} for update`,
    )
    const [row] = mine
      ? await tx
          .select()
          .from(mandati)
          .where(and(eq(mandati.ente, ENTE), eq(mandati.id, id)))
      : []
    if (!row) return refuse(MANDATO_NON_TROVATO)
    if (!canMandato(act, statoMandato(row, romeDay(at), at))) return refuse(NON_ORA[act])
    await tx
      .update(mandati)
      .set({ ...changesOf(act, viewer, row, at), ...(motivo && { motivo }), updatedAt: at })
      .where(and(eq(mandati.ente, ENTE), eq(mandati.id, id)))
    await tell(tx, da === 'mandante' ? mandatarioOf(row) : mandanteOf(row), {
      chiave: `mandato:${id}:${act}`,
      oggetto,
      testo: TESTI[act],
      percorso: paths.personale.mandato(id),
    })
    await record({ azione, soggettoTipo: 'mandato', soggettoId: id })
    return success(null)
  })
}

function changesOf(act: keyof typeof ATTI, viewer: Viewer, row: Row, at: Date): Partial<Row> {
  switch (act) {
    case 'accept':
      return {
        accettatoAt: at,
        accettatoDaId: viewer.personaId,
        mandantePersonaId: row.mandanteCodiceFiscale ? viewer.personaId : null,
        // Accepted late, it begins late: never before the principal said yes.
        ...(row.dal < romeDay(at) && { dal: romeDay(at) }),
      }
    case 'reject':
      return { rifiutatoAt: at }
    case 'withdraw':
      return { ritiratoAt: at }
    case 'revoke':
      return { revocatoAt: at, revocatoDaId: viewer.personaId }
    case 'renounce':
      return { rinunciatoAt: at, rinunciatoDaId: viewer.personaId }
  }
}

/** In whose name the act on the mandate is done: the company's, when the company is that side. */
async function actorOn(viewer: Viewer, id: string, da: 'mandante' | 'mandatario'): Promise<Attore> {
  const [row] = await dbAs(viewer)
    .select({ mandante: mandati.mandanteOrganizzazioneId, mandatario: mandati.mandatarioOrganizzazioneId })
    .from(mandati)
    .where(and(eq(mandati.ente, ENTE), eq(mandati.id, id)))
  return attorePer(viewer, viewer.organizzazioni.find((one) => one.id === row?.[da]) ?? null)
}
