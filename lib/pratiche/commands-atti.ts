import 'server-only'
import { and, eq } from 'drizzle-orm'
import { atti } from '@/drizzle/schema/pratiche'
import { tellOpposti } from '@/lib/archivio/accesso/commands-avviso'
import { grantVisioni } from '@/lib/archivio/accesso/commands-visioni'
import { listAvvisati } from '@/lib/archivio/accesso/queries-controinteressati'
import { vuoleAvviso, whyNotRelease } from '@/lib/archivio/accesso/rules-controinteressati'
import { fraseConcessa } from '@/lib/archivio/accesso/rules-parole'
import { renderAtto } from '@/lib/atti/render'
import type { ContenutoAtto, PayloadVerifica } from '@/lib/atti/rules'
import { newCodiceVerifica, sealAtto } from '@/lib/atti/sigillo'
import { sha256 } from '@/lib/audit/hash'
import { attoreOf } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { canonicalJson } from '@/lib/core/canonical'
import { addDays } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { storeDocumento } from '@/lib/documenti/commands'
import { findDefinizione } from '@/lib/procedimenti/queries'
import type { DomandaTrasporto } from '@/lib/trasporti/rules-tipi'
import { changePratica } from './change'
import { findSostituito } from './content'
import { nextNumero, registerProtocollo } from './journal'
import { type EsitoPratica, formatNumero, type StatoAtto, type TipoEvento } from './rules'
import { canRefuseAfterNotice } from './rules-termini'
import { officerOf } from './visibility'

const isDirigente = (officer: Funzionario) => officer.funzionario.some((one) => one.ruolo === 'dirigente')

/**
 * The dirigente closes the pratica: numbers, prints, seals and keeps the act, all in one transaction.
 * Who proposed cannot also decide. @see art. 107 D.Lgs. 267/2000; L. 241/1990 artt. 2 c. 1, 3
 */
export async function decide(officer: Funzionario, praticaId: string, versione: number): Promise<Result<null>> {
  if (!isDirigente(officer)) return refuse('Solo il dirigente può adottare il provvedimento')
  return changePratica(
    attoreOf(officer),
    officerOf(officer),
    praticaId,
    'decide',
    versione,
    async ({ tx, record, pratica, journal }) => {
      const [proposta] = await tx
        .select()
        .from(atti)
        .where(and(eq(atti.ente, ENTE), eq(atti.praticaId, praticaId), eq(atti.stato, 'proposto')))
        .for('update')
      if (!proposta) return refuse('Non c’è una proposta da decidere')
      if (proposta.propostoDaId === officer.personaId)
        return refuse('Chi ha proposto la decisione non può adottarla: serve un’altra persona')
      const contenuto = proposta.contenuto as unknown as ContenutoAtto
      const favorevole = proposta.tipo !== 'diniego' && contenuto.dispositivo !== 'NON ACCOGLIE LA DOMANDA'
      if (proposta.tipo === 'diniego') {
        const allowed = canRefuseAfterNotice(journal.clock, journal.oggi)
        if (!allowed.ok) return refuse(allowed.message)
      }
      const def = await findDefinizione(pratica.procedimento, pratica.versione)
      const protocollo = await registerProtocollo(tx, {
        verso: 'uscita',
        oggetto: `${contenuto.titolo}: ${pratica.oggetto}`,
        mittente: 'Provincia della Spezia',
        destinatario: pratica.richiedente,
        impronta: sha256(canonicalJson(contenuto)),
        praticaId,
      })
      const registro = await nextNumero(tx, 'atti')
      const numero = formatNumero(registro.anno, registro.numero)
      const firmato: ContenutoAtto = {
        ...contenuto,
        firmato: {
          nome: `${officer.nome} ${officer.cognome}`,
          ruolo: 'Dirigente',
          il: journal.oggi,
          numero,
          protocollo: formatNumero(protocollo.anno, protocollo.numero),
        },
      }
      const codiceVerifica = favorevole && def?.verificaPubblica ? newCodiceVerifica() : null
      const sigillo = codiceVerifica ? sealAtto(payloadOf(firmato, numero, pratica.tipo)) : null
      const pdf = await renderAtto(
        proposta.modello,
        firmato,
        codiceVerifica && sigillo ? { codice: codiceVerifica, sigillo } : undefined,
      )
      const documento = await storeDocumento(tx, {
        praticaId,
        tipo: 'atto',
        nome: `${proposta.tipo.replaceAll('_', '-')}-${registro.anno}-${registro.numero}.pdf`,
        mime: 'application/pdf',
        bytes: pdf,
        eventoSeq: journal.seq + 1,
      })
      await tx
        .update(atti)
        .set({
          stato: 'firmato',
          anno: registro.anno,
          numero: registro.numero,
          contenuto: firmato,
          firmatoDaId: officer.personaId,
          firmatoAt: journal.at,
          codiceVerifica,
          sigillo,
          documentoId: documento.id,
          updatedAt: journal.at,
        })
        .where(and(eq(atti.ente, ENTE), eq(atti.id, proposta.id)))
      if (favorevole) {
        const precedente = await findSostituito(tx, pratica, pratica.dati as DomandaTrasporto)
        if (precedente)
          await tx
            .update(atti)
            .set({ stato: 'sostituito', statoMotivo: `Sostituito da ${numero}`, updatedAt: journal.at })
            .where(and(eq(atti.ente, ENTE), eq(atti.id, precedente.id)))
      }
      const concesso = favorevole && contenuto.accesso ? contenuto.accesso : null
      if (concesso) {
        const why = vuoleAvviso(pratica.dati) && whyNotRelease(await listAvvisati(tx, praticaId), journal.oggi)
        if (why) return refuse(why)
        await grantVisioni(tx, record, officer, pratica, concesso, journal.oggi)
        const dopo = concesso.avvisi?.dopoGiorni
        await tellOpposti(tx, praticaId, dopo ? addDays(journal.oggi, dopo + 1) : null)
      }
      const esito: EsitoPratica = firmato.esito ?? (favorevole ? 'accolta' : 'respinta')
      journal.changes.esito = esito
      journal.changes.conclusaIl = journal.oggi
      await journal.event({
        tipo: 'decisa',
        statoDopo: 'conclusa',
        dati: { attoId: proposta.id, documentoId: documento.id, esito, numero, codiceVerifica },
      })
      await journal.moveClock(
        { tipo: 'conclusione', il: journal.oggi, motivo: 'Provvedimento adottato' },
        'art. 2 c. 1 L. 241/1990',
      )
      await journal.notify(
        favorevole
          ? {
              oggetto:
                proposta.tipo === 'autorizzazione'
                  ? 'La tua autorizzazione è pronta'
                  : `La pratica ${formatNumero(pratica.anno, pratica.numero)} è conclusa`,
              testo: `Scarica l’atto n. ${numero} dalla tua area personale.${concesso ? ` ${fraseConcessa(concesso, journal.oggi)}` : ''}`,
            }
          : {
              oggetto: `La domanda ${formatNumero(pratica.anno, pratica.numero)} non è stata accolta`,
              testo: 'Trovi i motivi e che cosa puoi fare nella tua area personale.',
            },
      )
      await record({
        azione: 'pratica.decisa',
        soggettoTipo: 'pratica',
        soggettoId: praticaId,
        dati: { attoId: proposta.id, esito, anno: registro.anno, numero: registro.numero, pdf: documento.sha256 },
      })
      return success(null)
    },
  )
}

const payloadOf = (atto: ContenutoAtto, numero: string, tipo: string | null): PayloadVerifica => ({
  v: 1,
  e: ENTE,
  n: numero,
  t: `${atto.tipo}${tipo ? `:${tipo}` : ''}`,
  d: atto.validoDal,
  a: atto.validoAl,
  g: atto.targhe,
  m: atto.convoglio?.massaComplessivaKg ?? null,
  l: [atto.convoglio?.lunghezzaCm ?? null, atto.convoglio?.larghezzaCm ?? null, atto.convoglio?.altezzaCm ?? null],
  s: sha256(canonicalJson(atto)).slice(0, 16),
})

const MOSSE = {
  suspend: { da: ['firmato'], a: 'sospeso', evento: 'atto_sospeso', frase: 'è stata sospesa' },
  revoke: { da: ['firmato', 'sospeso'], a: 'revocato', evento: 'atto_revocato', frase: 'è stata revocata' },
  restore: { da: ['sospeso'], a: 'firmato', evento: 'atto_ripristinato', frase: 'è di nuovo valida' },
} as const satisfies Record<string, { da: readonly StatoAtto[]; a: StatoAtto; evento: TipoEvento; frase: string }>

/** Suspends, revokes or restores an issued act, with the reason. @see art. 17 cc. 4–5 D.P.R. 495/1992; art. 21-quinquies L. 241/1990 */
export async function changeAtto(
  officer: Funzionario,
  praticaId: string,
  attoId: string,
  mossa: keyof typeof MOSSE,
  { motivo }: { motivo: string },
): Promise<Result<null, 'motivo'>> {
  if (!isDirigente(officer)) return refuse('Solo il dirigente può sospendere o revocare un atto')
  if (!isUuid(attoId)) return refuse('Atto non trovato')
  const { da, a, evento, frase } = MOSSE[mossa]
  return changePratica(
    attoreOf(officer),
    officerOf(officer),
    praticaId,
    'write',
    null,
    async ({ tx, record, pratica, journal }) => {
      const [atto] = await tx
        .select({ id: atti.id, stato: atti.stato, codiceVerifica: atti.codiceVerifica })
        .from(atti)
        .where(and(eq(atti.ente, ENTE), eq(atti.praticaId, praticaId), eq(atti.id, attoId)))
        .for('update')
      if (!atto?.codiceVerifica) return refuse('Atto non trovato')
      if (!(da as readonly StatoAtto[]).includes(atto.stato))
        return refuse('L’atto non è nello stato giusto per questa operazione: ricarica la pagina')
      await tx
        .update(atti)
        .set({ stato: a, statoMotivo: motivo, updatedAt: journal.at })
        .where(and(eq(atti.ente, ENTE), eq(atti.id, attoId)))
      await journal.event({ tipo: evento, statoDopo: pratica.stato, testo: motivo, dati: { attoId } })
      await journal.notify({ oggetto: `La tua autorizzazione ${frase}`, testo: `Motivo: ${motivo}` })
      await record({ azione: `atto.${a}`, soggettoTipo: 'atto', soggettoId: attoId })
      return success(null)
    },
  )
}
