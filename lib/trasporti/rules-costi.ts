/**
 * What an istanza costs, line by line, each with how it was counted. An amount that the Province has not confirmed is
 * null: no figure is put in its place.
 */
import { addMonths, type IsoDate } from '@/lib/core/date'
import { formatCents } from '@/lib/core/money'
import { NOME_PROPRIETARIO } from './rules-competenza'
import {
  computeAgricola, computeAnalitico, computeConvenzionale, computeProRata, findPagato, type IndennizzoPagato, metresOf, shareByOwner,
  TABELLE_COSTO_USO, type TabellaCostoUso,
} from './rules-indennizzo'
import { classify, countAssi, isAgricolo, isMezzoOpera } from './rules-limiti'
import { formatKm, formatT } from './rules-misure'
import type { Convoglio, DomandaTrasporto, Percorso, TipoDomanda, TipoProprietario, Tratto, VoceCosto } from './rules-tipi'

/** A dated figure of the Province; `valore` null is not known. Rows of table `impostazioni`. */
export type Impostazione = { chiave: string; validoDal: IsoDate; validoAl: IsoDate | null; valore: unknown; daConfermare: boolean; fonte: string }

/** The row of a setting in force on a day; of two, the later. */
export const findImpostazione = (impostazioni: readonly Impostazione[], chiave: string, il: IsoDate): Impostazione | undefined =>
  impostazioni
    .filter((one) => one.chiave === chiave && one.validoDal <= il && (one.validoAl === null || il <= one.validoAl))
    .reduce<Impostazione | undefined>((best, one) => (best && best.validoDal >= one.validoDal ? best : one), undefined)

/** Yearly amount of a category, in lire of the Regolamento: setting `trasporti.indennizzo.convenzionale`. */
type RigaConvenzionale = { categoria: string; finoAssi: number | null; lire: number }
const readConvenzionale = (valore: unknown, categoria: string | undefined, assi: number): RigaConvenzionale | undefined =>
  Array.isArray(valore)
    ? (valore as RigaConvenzionale[]).find((one) => one.categoria === categoria && typeof one.lire === 'number' && (one.finoAssi ?? assi) >= assi)
    : undefined

export type AltriDati = { tabelle?: Readonly<Record<string, TabellaCostoUso>>; pagati?: readonly IndennizzoPagato[] }

const NORMA_BOLLO = 'D.P.R. 642/1972'
const NORMA_INDENNIZZO = 'art. 18 D.P.R. 495/1992'
const DA_CONFERMARE = 'L’importo è da confermare: te lo comunica l’ufficio.'

/** Kind of authorisation that the istanza is about: a rinnovo keeps the one of the act it renews. */
export const tipoAtto = ({ tipo, precedente }: DomandaTrasporto): Exclude<TipoDomanda, 'rinnovo' | 'proroga'> | undefined =>
  tipo === 'rinnovo' || tipo === 'proroga' ? (precedente?.tipo ?? undefined) : tipo
/** Farm machines have an act of their own: 24 months, one stamp on the request and two on the act (L. 120/2010 art. 15). */
export const isDomandaAgricola = ({ categoria, convoglio }: DomandaTrasporto): boolean => categoria === 'agricola' || (convoglio !== undefined && isAgricolo(convoglio))

/**
 * @param impostazioni dated settings; the ones in force on `oggi` are used, because it is paid then
 * @see D.P.R. 642/1972; artt. 14 c. 2, 18, 19 Reg.
 */
export function computeCosti(domanda: DomandaTrasporto, impostazioni: readonly Impostazione[], oggi: IsoDate, altri: AltriDati = {}): VoceCosto[] {
  const setting = (chiave: string) => findImpostazione(impostazioni, chiave, oggi)
  const fee = (codice: string, descrizione: string, chiave: string, norma: string, volte = 1, nota = ''): VoceCosto => {
    const row = setting(chiave)
    const uno = typeof row?.valore === 'number' ? row.valore : null
    const conto = uno === null ? DA_CONFERMARE : `${volte > 1 ? `${volte} × ${formatCents(uno)}. ` : ''}Fonte: ${row?.fonte}.`
    return { codice, descrizione, importoCents: uno === null ? null : uno * volte, spiegazione: nota ? `${nota} ${conto}` : conto, norma, daConfermare: uno === null || (row?.daConfermare ?? true) }
  }
  const voci: VoceCosto[] = []
  const operatrice = domanda.convoglio?.veicoli.some((one) => one.ruolo === 'motrice' && one.classe === 'macchina_operatrice') ?? false
  if (domanda.tipo === 'rinnovo' && !operatrice) {
    voci.push({ codice: 'bollo-istanza', descrizione: 'Imposta di bollo sulla domanda', importoCents: 0, spiegazione: 'Il rinnovo si chiede in carta semplice.', norma: NORMA_BOLLO, daConfermare: false })
  } else voci.push(fee('bollo-istanza', 'Imposta di bollo sulla domanda', 'bollo.istanza', NORMA_BOLLO))
  voci.push(isDomandaAgricola(domanda)
    ? fee('bollo-atto', 'Imposta di bollo sull’autorizzazione', 'bollo.atto', 'L. 120/2010 art. 15 c. 2', 2, 'Per le macchine agricole eccezionali le marche sono due.')
    : fee('bollo-atto', 'Imposta di bollo sull’autorizzazione', 'bollo.atto', NORMA_BOLLO))
  voci.push(fee('istruttoria', 'Diritti di istruttoria', 'trasporti.istruttoria', 'art. 19 D.P.R. 495/1992'))
  if (domanda.urgenza?.richiesta) voci.push(fee('urgenza', 'Diritti di urgenza', 'trasporti.urgenza', 'art. 14 c. 2 D.P.R. 495/1992'))
  voci.push(...indennizzo(domanda, setting, altri))
  return voci
}

type Setting = (chiave: string) => Impostazione | undefined
const voce = (importoCents: number | null, spiegazione: string, more: Partial<VoceCosto> = {}): VoceCosto => ({
  codice: 'indennizzo', descrizione: 'Indennizzo per la maggiore usura della strada', importoCents, spiegazione, norma: NORMA_INDENNIZZO,
  daConfermare: importoCents === null, ...more,
})

function indennizzo(domanda: DomandaTrasporto, setting: Setting, { tabelle = TABELLE_COSTO_USO, pagati = [] }: AltriDati): VoceCosto[] {
  const { convoglio, percorso, tipo } = domanda
  if (tipo === 'proroga') return [voce(0, 'Già pagato con l’autorizzazione che si proroga, per i viaggi non fatti (da confermare).', { daConfermare: true })]
  if (!convoglio || convoglio.massaComplessivaKg === null || countAssi(convoglio) === null) return [voce(null, 'Scrivi le masse e gli assi del convoglio: da quelli dipende se è dovuto.')]
  if (isMezzoOpera(convoglio)) return [voce(0, 'Non dovuto alla Provincia: per i mezzi d’opera l’indennizzo si paga allo Stato, con la tassa automobilistica.', { norma: 'art. 34 CdS' })]
  const { massa, limiti } = classify(convoglio)
  if (massa.length === 0) return [voce(0, `Non dovuto: le masse sono entro l’articolo 62 (${formatT(convoglio.massaComplessivaKg)}${limiti.massaKg === null ? '' : ` su ${formatT(limiti.massaKg)}`}).`)]
  return tipoAtto(domanda) === 'periodica' ? [convenzionale(domanda, convoglio, setting, pagati)] : analitico(domanda, convoglio, percorso, setting, tabelle)
}

/** Owners to whom the issuer passes on their share; the others authorise, and are paid, by themselves. */
const RISCOSSI: readonly TipoProprietario[] = ['provincia_sp', 'altra_provincia', 'comune', 'ignoto']

function analitico(domanda: DomandaTrasporto, convoglio: Convoglio, percorso: Percorso | undefined, setting: Setting, tabelle: Readonly<Record<string, TabellaCostoUso>>): VoceCosto[] {
  const tratti = (percorso?.tratti ?? []).filter((one) => RISCOSSI.includes(one.proprietario))
  const lengths = tratti.map(metresOf)
  const andata = lengths.reduce<number>((sum, one) => sum + (one ?? 0), 0)
  if (andata === 0 || lengths.includes(null)) return [voce(null, 'Scrivi quanto è lungo ogni tratto: l’indennizzo si conta a chilometro.')]
  const viaggi = tipoAtto(domanda) === 'multipla' ? (domanda.viaggi ?? null) : 1
  if (viaggi === null) return [voce(null, 'Scrivi quanti viaggi farai: l’indennizzo si conta per ogni viaggio.')]
  const volte = viaggi * (percorso?.andataRitorno ? 2 : 1)
  const corsa = `${formatKm(andata)}${percorso?.andataRitorno ? ', andata e ritorno,' : ''} × ${viaggi === 1 ? '1 viaggio' : `${viaggi} viaggi`}`
  const scelta = setting('trasporti.indennizzo.costo-uso')
  const k = setting('trasporti.indennizzo.k-analitico')
  const tabella = typeof scelta?.valore === 'string' && Object.hasOwn(tabelle, scelta.valore) ? tabelle[scelta.valore] : undefined
  const costoUso = tabella?.(convoglio) ?? null
  if (costoUso === null) return [voce(null, `${corsa} × costo d’uso delle tabelle I.1, I.2 e I.3, che è da confermare. Te lo comunica l’ufficio.`)]
  if (typeof k?.valore !== 'number') return [voce(null, `${corsa} × costo d’uso × rivalutazione dell’anno, che è da confermare. Te lo comunica l’ufficio.`)]
  const totale = computeAnalitico(andata * volte, costoUso, k.valore)
  const parti = partiOf(tratti)
  const daConfermare = Boolean(scelta?.daConfermare || k.daConfermare)
  const conto = `${corsa} × ${String(costoUso).replace('.', ',')} €/km × ${String(k.valore).replace('.', ',')} (${k.fonte}) = ${formatCents(totale)}`
  return shareByOwner(totale, parti).map((quota, i) => voce(quota.importoCents, parti.length === 1 ? `${conto}.` : `${conto}; quota per ${formatKm(quota.metri)} su ${formatKm(andata)}.`, {
    codice: i === 0 ? 'indennizzo' : `indennizzo-${i + 1}`, destinatario: quota.destinatario, daConfermare,
  }))
}

/** Lengths by owner, the Province first: the last owner takes the remainder of the cents. */
function partiOf(tratti: readonly Tratto[]): { destinatario: string; metri: number }[] {
  const parti = new Map<string, number>()
  const inOrder = [...tratti].sort((a, b) => Number(b.proprietario === 'provincia_sp') - Number(a.proprietario === 'provincia_sp'))
  for (const tratto of inOrder) {
    const nome = tratto.proprietarioNome.trim() || NOME_PROPRIETARIO[tratto.proprietario]
    parti.set(nome, (parti.get(nome) ?? 0) + (metresOf(tratto) ?? 0))
  }
  return [...parti].map(([destinatario, metri]) => ({ destinatario, metri }))
}

function convenzionale({ categoria, periodo, percorso }: DomandaTrasporto, convoglio: Convoglio, setting: Setting, pagati: readonly IndennizzoPagato[]): VoceCosto {
  const targaMotrice = convoglio.veicoli.find((one) => one.ruolo === 'motrice')?.targa ?? ''
  const proprietari = (percorso?.tratti ?? []).filter((one) => RISCOSSI.includes(one.proprietario)).map((one) => one.proprietarioNome)
  const pagato = periodo?.dal && periodo.al ? findPagato(pagati, { targaMotrice, proprietari, dal: periodo.dal, al: periodo.al }) : null
  if (pagato) return voce(0, `Già pagato per la stessa motrice ${targaMotrice}, gli stessi proprietari e lo stesso periodo con l’autorizzazione ${pagato.numero}.`, { norma: 'nota MIT 24-9-2013 n. 5762' })
  const importi = setting('trasporti.indennizzo.convenzionale')
  const k = setting('trasporti.indennizzo.k-convenzionale')
  const riga = readConvenzionale(importi?.valore, categoria, countAssi(convoglio) ?? 0)
  if (!riga || typeof k?.valore !== 'number') return voce(null, 'Importo annuo fisso della categoria, rivalutato ogni anno (art. 18 c. 4 e 5): è da confermare. Te lo comunica l’ufficio.')
  const annuo = computeConvenzionale(riga.lire, k.valore)
  const ridotto = isAgricolo(convoglio) ? computeAgricola(annuo, convoglio.massaComplessivaKg ?? 0) : annuo
  const mesi = periodo?.dal && periodo.al ? countMesi(periodo.dal, periodo.al) : 12
  const proRata = setting('trasporti.indennizzo.pro-rata-mesi')
  const perMesi = proRata?.valore === true && mesi < 12
  return voce(perMesi ? computeProRata(ridotto, mesi) : ridotto,
    `Importo annuo della categoria ${categoria}: ${formatCents(annuo)}, rivalutato × ${String(k.valore).replace('.', ',')} (${k.fonte})${ridotto < annuo ? '; ridotto del 70 % (L. 197/2022 art. 1 c. 505)' : ''}${perMesi ? `; per ${mesi} mesi su 12` : ''}.`,
    { daConfermare: Boolean(importi?.daConfermare || k.daConfermare || (mesi < 12 && (proRata?.daConfermare ?? true))) })
}

/** Months begun: 1 March – 31 July are 5. */
function countMesi(dal: IsoDate, al: IsoDate): number {
  let mesi = 1
  while (mesi < 12 && addMonths(dal, mesi) < al) mesi += 1
  return mesi
}
