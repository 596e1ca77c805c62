/** The indennizzo of an istanza, line by line, from dated tables and settings. @see art. 18 Reg. */
import { addMonths, type IsoDate } from '@/lib/core/date'
import { formatCents } from '@/lib/core/money'
import { NOME_PROPRIETARIO } from './rules-competenza'
import { countAssi, isAgricolo, isMezzoOpera, tipoAtto } from './rules-fatti'
import type { Impostazione } from './rules-impostazioni'
import {
  computeAgricola,
  computeAnalitico,
  computeConvenzionale,
  computeProRata,
  findPagato,
  type IndennizzoPagato,
  metresOf,
  shareByOwner,
  TABELLE_COSTO_USO,
  type TabellaCostoUso,
} from './rules-indennizzo'
import { classify } from './rules-limiti'
import { formatKm, formatT } from './rules-misure'
import type { Convoglio, DomandaTrasporto, Percorso, TipoProprietario, Tratto, VoceCosto } from './rules-tipi'

/** Yearly amount of a category, in lire of the Regolamento: setting `trasporti.indennizzo.convenzionale`. */
type RigaConvenzionale = { categoria: string; finoAssi: number | null; lire: number }
const readConvenzionale = (
  valore: unknown,
  categoria: string | undefined,
  assi: number,
): RigaConvenzionale | undefined =>
  Array.isArray(valore)
    ? (valore as RigaConvenzionale[]).find(
        (one) => one.categoria === categoria && typeof one.lire === 'number' && (one.finoAssi ?? assi) >= assi,
      )
    : undefined

export type AltriDati = { tabelle?: Readonly<Record<string, TabellaCostoUso>>; pagati?: readonly IndennizzoPagato[] }

const NORMA_INDENNIZZO = 'art. 18 D.P.R. 495/1992'

/** A setting in force on the day of the count. */
export type Setting = (chiave: string) => Impostazione | undefined
const voce = (importoCents: number | null, spiegazione: string, more: Partial<VoceCosto> = {}): VoceCosto => ({
  codice: 'indennizzo',
  descrizione: 'Indennizzo per la maggiore usura della strada',
  importoCents,
  spiegazione,
  norma: NORMA_INDENNIZZO,
  daConfermare: importoCents === null,
  ...more,
})

/** Lines of the indennizzo: one for each owner of the roads, or one that says why there is no amount. */
export function indennizzo(
  domanda: DomandaTrasporto,
  setting: Setting,
  { tabelle = TABELLE_COSTO_USO, pagati = [] }: AltriDati,
): VoceCosto[] {
  const { convoglio, percorso, tipo } = domanda
  if (tipo === 'proroga')
    return [
      voce(0, 'Già pagato con l’autorizzazione che si proroga, per i viaggi non fatti (da confermare).', {
        daConfermare: true,
      }),
    ]
  if (!convoglio || convoglio.massaComplessivaKg === null || countAssi(convoglio) === null)
    return [voce(null, 'Scrivi le masse e gli assi del convoglio: da quelli dipende se è dovuto.')]
  if (isMezzoOpera(convoglio))
    return [
      voce(
        0,
        'Non dovuto alla Provincia: per i mezzi d’opera l’indennizzo si paga allo Stato, con la tassa automobilistica.',
        { norma: 'art. 34 CdS' },
      ),
    ]
  const { massa, limiti } = classify(convoglio)
  if (massa.length === 0)
    return [
      voce(
        0,
        `Non dovuto: le masse sono entro l’articolo 62 (${formatT(convoglio.massaComplessivaKg)}${limiti.massaKg === null ? '' : ` su ${formatT(limiti.massaKg)}`}).`,
      ),
    ]
  return tipoAtto(domanda) === 'periodica'
    ? [convenzionale(domanda, convoglio, setting, pagati)]
    : analitico(domanda, convoglio, percorso, setting, tabelle)
}

/** Owners to whom the issuer passes on their share; the others authorise, and are paid, by themselves. */
const RISCOSSI: readonly TipoProprietario[] = ['provincia_sp', 'altra_provincia', 'comune', 'ignoto']

function analitico(
  domanda: DomandaTrasporto,
  convoglio: Convoglio,
  percorso: Percorso | undefined,
  setting: Setting,
  tabelle: Readonly<Record<string, TabellaCostoUso>>,
): VoceCosto[] {
  const tratti = (percorso?.tratti ?? []).filter((one) => RISCOSSI.includes(one.proprietario))
  const lengths = tratti.map(metresOf)
  const andata = lengths.reduce<number>((sum, one) => sum + (one ?? 0), 0)
  if (andata === 0 || lengths.includes(null))
    return [voce(null, 'Scrivi quanto è lungo ogni tratto: l’indennizzo si conta a chilometro.')]
  const viaggi = tipoAtto(domanda) === 'multipla' ? (domanda.viaggi ?? null) : 1
  if (viaggi === null) return [voce(null, 'Scrivi quanti viaggi farai: l’indennizzo si conta per ogni viaggio.')]
  const volte = viaggi * (percorso?.andataRitorno ? 2 : 1)
  const corsa = `${formatKm(andata)}${percorso?.andataRitorno ? ', andata e ritorno,' : ''} × ${viaggi === 1 ? '1 viaggio' : `${viaggi} viaggi`}`
  const scelta = setting('trasporti.indennizzo.costo-uso')
  const k = setting('trasporti.indennizzo.k-analitico')
  const tabella =
    typeof scelta?.valore === 'string' && Object.hasOwn(tabelle, scelta.valore) ? tabelle[scelta.valore] : undefined
  const costoUso = tabella?.(convoglio) ?? null
  if (costoUso === null)
    return [
      voce(null, `${corsa} × costo d’uso delle tabelle I.1, I.2 e I.3, che è da confermare. Te lo comunica l’ufficio.`),
    ]
  if (typeof k?.valore !== 'number')
    return [
      voce(null, `${corsa} × costo d’uso × rivalutazione dell’anno, che è da confermare. Te lo comunica l’ufficio.`),
    ]
  const totale = computeAnalitico(andata * volte, costoUso, k.valore)
  const parti = partiOf(tratti)
  const daConfermare = Boolean(scelta?.daConfermare || k.daConfermare)
  const conto = `${corsa} × ${String(costoUso).replace('.', ',')} €/km × ${String(k.valore).replace('.', ',')} (${k.fonte}) = ${formatCents(totale)}`
  return shareByOwner(totale, parti).map((quota, i) =>
    voce(
      quota.importoCents,
      parti.length === 1 ? `${conto}.` : `${conto}; quota per ${formatKm(quota.metri)} su ${formatKm(andata)}.`,
      {
        codice: i === 0 ? 'indennizzo' : `indennizzo-${i + 1}`,
        destinatario: quota.destinatario,
        daConfermare,
      },
    ),
  )
}

/** Lengths by owner, the Province first: the last owner takes the remainder of the cents. */
function partiOf(tratti: readonly Tratto[]): { destinatario: string; metri: number }[] {
  const parti = new Map<string, number>()
  const inOrder = [...tratti].sort(
    (a, b) => Number(b.proprietario === 'provincia_sp') - Number(a.proprietario === 'provincia_sp'),
  )
  for (const tratto of inOrder) {
    const nome = tratto.proprietarioNome.trim() || NOME_PROPRIETARIO[tratto.proprietario]
    parti.set(nome, (parti.get(nome) ?? 0) + (metresOf(tratto) ?? 0))
  }
  return [...parti].map(([destinatario, metri]) => ({ destinatario, metri }))
}

function convenzionale(
  { categoria, periodo, percorso }: DomandaTrasporto,
  convoglio: Convoglio,
  setting: Setting,
  pagati: readonly IndennizzoPagato[],
): VoceCosto {
  const targaMotrice = convoglio.veicoli.find((one) => one.ruolo === 'motrice')?.targa ?? ''
  const proprietari = (percorso?.tratti ?? [])
    .filter((one) => RISCOSSI.includes(one.proprietario))
    .map((one) => one.proprietarioNome)
  const pagato =
    periodo?.dal && periodo.al
      ? findPagato(pagati, { targaMotrice, proprietari, dal: periodo.dal, al: periodo.al })
      : null
  if (pagato)
    return voce(
      0,
      `Già pagato per la stessa motrice ${targaMotrice}, gli stessi proprietari e lo stesso periodo con l’autorizzazione ${pagato.numero}.`,
      { norma: 'nota MIT 24-9-2013 n. 5762' },
    )
  const importi = setting('trasporti.indennizzo.convenzionale')
  const k = setting('trasporti.indennizzo.k-convenzionale')
  const riga = readConvenzionale(importi?.valore, categoria, countAssi(convoglio) ?? 0)
  if (!riga || typeof k?.valore !== 'number')
    return voce(
      null,
      'Importo annuo fisso della categoria, rivalutato ogni anno (art. 18 c. 4 e 5): è da confermare. Te lo comunica l’ufficio.',
    )
  const annuo = computeConvenzionale(riga.lire, k.valore)
  const ridotto = isAgricolo(convoglio) ? computeAgricola(annuo, convoglio.massaComplessivaKg ?? 0) : annuo
  const mesi = periodo?.dal && periodo.al ? countMesi(periodo.dal, periodo.al) : 12
  const proRata = setting('trasporti.indennizzo.pro-rata-mesi')
  const perMesi = proRata?.valore === true && mesi < 12
  return voce(
    perMesi ? computeProRata(ridotto, mesi) : ridotto,
    `Importo annuo della categoria ${categoria}: ${formatCents(annuo)}, rivalutato × ${String(k.valore).replace('.', ',')} (${k.fonte})${ridotto < annuo ? '; ridotto del 70 % (L. 197/2022 art. 1 c. 505)' : ''}${perMesi ? `; per ${mesi} mesi su 12` : ''}.`,
    {
      daConfermare: Boolean(importi?.daConfermare || k.daConfermare || (mesi < 12 && (proRata?.daConfermare ?? true))),
    },
  )
}

/** Months begun: 1 March – 31 July are 5. */
function countMesi(dal: IsoDate, al: IsoDate): number {
  let mesi = 1
  while (mesi < 12 && addMonths(dal, mesi) < al) mesi += 1
  return mesi
}
