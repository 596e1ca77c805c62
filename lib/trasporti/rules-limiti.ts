/**
 * Is it exceptional, and why: limits of size and mass as dated tables, and the reasons that a convoy passes them.
 * A passed limit is a 'motivo': the reason of the istanza, not an error.
 * @see artt. 10, 61, 62, 104 D.Lgs. 285/1992 (CdS)
 */
import type { IsoDate } from '@/lib/core/date'
import { formatM, formatT } from './rules-misure'
import type { Convoglio, Rilievo, TipoConvoglio } from './rules-tipi'

/** One value of the law, in force from a day until the next row of the same table. */
type Riga<T> = { dal: IsoDate; valore: T; norma: string }
const CDS: IsoDate = '1993-10-01' // CdS as amended by D.Lgs. 360/1993
const L156: IsoDate = '2021-11-10' // L. 156/2021
/** @param il null: today's law, which is the last row */
const inForce = <T>(righe: readonly Riga<T>[], il: IsoDate | null): Riga<T> =>
  (il && righe.findLast((riga) => riga.dal <= il)) || (righe[il ? 0 : righe.length - 1] as Riga<T>)

const LARGHEZZA = [{ dal: CDS, valore: { tutti: 255, refrigerati: 260 }, norma: 'art. 61 c. 1 lett. a CdS' }] as const
const ALTEZZA = [{ dal: CDS, valore: 400, norma: 'art. 61 c. 1 lett. b CdS' }] as const
const LUNGHEZZA_ISOLATO: Riga<number>[] = [{ dal: CDS, valore: 1200, norma: 'art. 61 c. 1 lett. c CdS' }]
const LUNGHEZZA_ARTICOLATO: Riga<number>[] = [
  { dal: CDS, valore: 1650, norma: 'art. 61 c. 2 CdS' },
  { dal: L156, valore: 1875, norma: 'art. 61 c. 2 CdS' },
]
const LUNGHEZZA_AUTOTRENO: Riga<number>[] = [{ dal: CDS, valore: 1875, norma: 'art. 61 c. 2 CdS' }]
/** Beyond 16,50 m an articolato keeps these distances from the king-pin. @see MIT circ. 16131/2023, nota 36712/2025; art. 216 Reg. */
const RALLA = { oltreCm: 1650, posterioreCm: 1200, anterioreCm: 204 }

/** Masses by number of axles, in kg: index 0 is one axle; the last holds for more. */
type Masse = readonly (number | null)[]
const MASSE = {
  generica: { valore: [5000, 8000, 10_000], norma: 'art. 62 c. 1 CdS' },
  rimorchio: { valore: [6000, 22_000, 26_000], norma: 'art. 62 c. 2 CdS' },
  isolato: { valore: [5000, 18_000, 25_000], norma: 'art. 62 c. 3 CdS' },
  isolatoSospeso: { valore: [5000, 18_000, 26_000, 32_000], norma: 'art. 62 c. 3 CdS' },
  autobus: { valore: [5000, 19_500, 25_000], norma: 'art. 62 c. 3 CdS' },
  autotreno: { valore: [null, null, 24_000, 40_000, 44_000], norma: 'art. 62 c. 4 CdS' },
  articolato: { valore: [null, null, 30_000, 40_000, 44_000], norma: 'art. 62 c. 4 CdS' },
  agricola: { valore: [6000, 14_000, 20_000], norma: 'art. 104 c. 3 CdS' },
  trenoAgricolo: { valore: [null, null, 30_000, 40_000, 44_000], norma: 'circ. MIT 13-8-2020 e 9-11-2020' },
} as const satisfies Record<string, { valore: Masse; norma: string }>
/** Heaviest axle, and pairs of neighbouring axles closer than `sottoCm`. */
const ASSI = {
  comune: { asseKg: 12_000, norma: 'art. 62 c. 5 CdS', coppie: [{ sottoCm: 100, kg: 12_000 }, { sottoCm: 130, kg: 16_000 }, { sottoCm: 200, kg: 20_000 }], normaCoppie: 'art. 62 c. 6 CdS' },
  agricola: { asseKg: 10_000, norma: 'art. 104 c. 4 CdS', coppie: [{ sottoCm: 120, kg: 11_000 }, { sottoCm: 200, kg: 14_000 }], normaCoppie: 'art. 104 c. 4 CdS' },
}

/** Masses up to which a mezzo d'opera may go without authorisation (concrete mixers of 5 axles, 54 t, are not told apart). */
const MEZZI_OPERA = { isolato: [null, 20_000, 33_000, 40_000], complesso: [null, null, null, 44_000, 56_000], asseKg: 13_000 } as const

const COMPLESSI: readonly TipoConvoglio[] = ['autotreno', 'autoarticolato', 'autosnodato', 'mezzo_opera_complesso']
export const isComplesso = ({ tipo }: Pick<Convoglio, 'tipo'>): boolean => COMPLESSI.includes(tipo)
export const isMezzoOpera = ({ tipo }: Pick<Convoglio, 'tipo'>): boolean => tipo.startsWith('mezzo_opera')
const principali = ({ veicoli }: Convoglio) => veicoli.filter((one) => one.ruolo === 'motrice' || one.ruolo === 'rimorchio')
export const isAgricolo = (convoglio: Convoglio): boolean => principali(convoglio).some((one) => one.classe === 'macchina_agricola')
/** Declared by the vehicles when the axles are not written yet; null when neither is. */
export function countAssi(convoglio: Convoglio): number | null {
  if (convoglio.assi.length > 0) return convoglio.assi.length
  const numeri = principali(convoglio).map((one) => one.numeroAssi)
  return numeri.length > 0 && numeri.every((n) => n !== null) ? numeri.reduce((sum, n) => sum + n, 0) : null
}

const at = (masse: Masse, assi: number): number | null => masse[Math.min(assi, masse.length) - 1] ?? null

/** Limit of the total mass, and the paragraph it comes from. */
function limiteMassa(convoglio: Convoglio): { kg: number; norma: string } | null {
  const n = countAssi(convoglio)
  if (!n) return null
  const pick = ({ valore, norma }: { valore: Masse; norma: string }) => {
    const kg = at(valore, n)
    return kg === null ? null : { kg, norma }
  }
  const { tipo, assi, gommatura8daN } = convoglio
  if (isAgricolo(convoglio)) return pick(isComplesso(convoglio) ? MASSE.trenoAgricolo : gommatura8daN ? MASSE.agricola : MASSE.generica)
  if (isComplesso(convoglio)) {
    const treno = tipo === 'autotreno' || (tipo === 'mezzo_opera_complesso' && !principali(convoglio).some((one) => one.classe === 'semirimorchio'))
    if (gommatura8daN) return pick(treno ? MASSE.autotreno : MASSE.articolato)
    const parti = principali(convoglio).map((one) => (one.numeroAssi ? at(MASSE.generica.valore, one.numeroAssi) : null))
    return parti.length > 0 && parti.every((kg) => kg !== null) ? { kg: parti.reduce((sum, kg) => sum + kg, 0), norma: MASSE.generica.norma } : null
  }
  const vicini = n >= 3 && assi.slice(0, -1).some((asse) => asse.interasseCm !== null && asse.interasseCm < 100)
  if (!gommatura8daN || vicini) return pick(MASSE.generica)
  if (principali(convoglio).some((one) => one.classe === 'autobus')) return pick(MASSE.autobus)
  const motori = assi.filter((asse) => asse.motore)
  const sospeso = motori.length > 0 && motori.every((asse) => asse.ruoteGemellate && asse.sospensionePneumatica)
  return pick(sospeso ? MASSE.isolatoSospeso : MASSE.isolato)
}

/** A mezzo d'opera within the masses of its own. @returns null for other convoys, or while figures are missing @see art. 10 c. 8 CdS */
function withinMezziOpera(convoglio: Convoglio): boolean | null {
  const n = countAssi(convoglio)
  const limite = n && at(isComplesso(convoglio) ? MEZZI_OPERA.complesso : MEZZI_OPERA.isolato, n)
  if (!isMezzoOpera(convoglio) || !limite || convoglio.massaComplessivaKg === null) return null
  return convoglio.massaComplessivaKg <= limite && convoglio.assi.every((asse) => (asse.massaKg ?? 0) <= MEZZI_OPERA.asseKg)
}

export type CoppiaAssi = { primo: number; distanzaCm: number; massaKg: number; limiteKg: number }
export type Classificazione = {
  sagoma: Rilievo[] // motivi of art. 61
  massa: Rilievo[] // motivi of art. 62
  eccezionale: boolean
  avvisi: Rilievo[] // what cannot be judged yet
  entroMezziOpera: boolean | null // a mezzo d'opera within art. 10 c. 8
  coppie: CoppiaAssi[] // pairs of axles past their limit; `primo` counts from 0
  limiti: { larghezzaCm: number; altezzaCm: number; lunghezzaCm: number; massaKg: number | null } // massaKg null: axles not known
}

const motivo = (campo: string, codice: string, norma: string, messaggio: string): Rilievo => ({ livello: 'motivo', campo: `convoglio.${campo}`, codice, messaggio, norma })

/**
 * Compares a convoy, even half written, with the limits: a figure that is missing passes none.
 * @param il day whose law is applied; null for the law in force now
 * @see artt. 61, 62 CdS; art. 10 c. 3 (protruding loads) and c. 8 (mezzi d'opera, which may pass art. 62) CdS
 */
export function classify(convoglio: Convoglio, il: IsoDate | null = null): Classificazione {
  const avvisi: Rilievo[] = []
  const larghezza = inForce(LARGHEZZA, il)
  const larghezzaCm = convoglio.refrigerato ? larghezza.valore.refrigerati : larghezza.valore.tutti
  const altezza = inForce(ALTEZZA, il)
  const sagoma: Rilievo[] = []
  if (convoglio.larghezzaCm !== null && convoglio.larghezzaCm > larghezzaCm) {
    sagoma.push(motivo('larghezzaCm', 'larghezza', larghezza.norma, `Il convoglio è largo ${formatM(convoglio.larghezzaCm)}: il limite è ${formatM(larghezzaCm)}`))
  }
  if (convoglio.altezzaCm !== null && convoglio.altezzaCm > altezza.valore) {
    sagoma.push(motivo('altezzaCm', 'altezza', altezza.norma, `Il convoglio è alto ${formatM(convoglio.altezzaCm)}: il limite è ${formatM(altezza.valore)}`))
  }
  const lunghezza = inForce(!isComplesso(convoglio) ? LUNGHEZZA_ISOLATO : convoglio.tipo === 'autotreno' || convoglio.tipo === 'mezzo_opera_complesso' ? LUNGHEZZA_AUTOTRENO : LUNGHEZZA_ARTICOLATO, il)
  if (convoglio.lunghezzaCm !== null && convoglio.lunghezzaCm > lunghezza.valore) {
    sagoma.push(motivo('lunghezzaCm', 'lunghezza', lunghezza.norma, `Il convoglio è lungo ${formatM(convoglio.lunghezzaCm)}: il limite è ${formatM(lunghezza.valore)}`))
  } else checkRalla(convoglio, lunghezza.valore, sagoma, avvisi)
  checkSbalzi(convoglio, sagoma)

  const massa: Rilievo[] = []
  const limite = limiteMassa(convoglio)
  const totale = convoglio.massaComplessivaKg
  if (limite && totale !== null && totale > limite.kg) {
    massa.push(motivo('massaComplessivaKg', 'massa', limite.norma, `Il convoglio pesa ${formatT(totale)} su ${countAssi(convoglio)} assi: il limite è ${formatT(limite.kg)}`))
  }
  if (convoglio.tipo === 'autotreno' && convoglio.gommatura8daN && !isAgricolo(convoglio)) checkRimorchi(convoglio, massa)
  const coppie = checkAssi(convoglio, massa)
  return {
    sagoma, massa, eccezionale: sagoma.length + massa.length > 0, avvisi, entroMezziOpera: withinMezziOpera(convoglio), coppie,
    limiti: { larghezzaCm, altezzaCm: altezza.valore, lunghezzaCm: lunghezza.valore, massaKg: limite?.kg ?? null },
  }
}

/** An articolato between 16,50 m and the limit needs its king-pin distances, unless only the load makes it longer. */
function checkRalla(convoglio: Convoglio, limiteCm: number, sagoma: Rilievo[], avvisi: Rilievo[]): void {
  const { lunghezzaCm, perniRalla } = convoglio
  const veicoloCm = (lunghezzaCm ?? 0) - (convoglio.sbalzoAnterioreCm ?? 0) - (convoglio.sbalzoPosterioreCm ?? 0)
  if (convoglio.tipo !== 'autoarticolato' || limiteCm <= RALLA.oltreCm || veicoloCm <= RALLA.oltreCm) return
  const norma = 'art. 61 c. 2 CdS; circ. MIT 16131/2023'
  const found = (['posterioreCm', 'anterioreCm'] as const).flatMap((campo) => {
    const cm = perniRalla?.[campo] ?? null
    const dove = campo === 'posterioreCm' ? 'al retro' : 'al punto più avanti'
    if (cm === null) avvisi.push({ livello: 'avviso', campo: `convoglio.perniRalla.${campo}`, codice: 'ralla-manca', messaggio: `Oltre 16,50 m serve la distanza dal perno della ralla ${dove} del semirimorchio: senza non si può dire se la lunghezza è nei limiti`, norma })
    return cm !== null && cm > RALLA[campo]
      ? [motivo(`perniRalla.${campo}`, 'ralla', norma, `Dal perno della ralla ${dove} del semirimorchio ci sono ${formatM(cm)}: oltre 16,50 m di lunghezza il limite è ${formatM(RALLA[campo])}`)]
      : []
  })
  sagoma.push(...found)
}

/** A load that protrudes in front, or behind by more than three tenths of the vehicle. @see art. 10 c. 3 lett. a, c CdS */
function checkSbalzi(convoglio: Convoglio, sagoma: Rilievo[]): void {
  const { lunghezzaCm, sbalzoAnterioreCm: davanti, sbalzoPosterioreCm: dietro } = convoglio
  if (davanti) sagoma.push(motivo('sbalzoAnterioreCm', 'sporgenza-anteriore', 'art. 10 c. 3 lett. c CdS', `Il carico sporge davanti di ${formatM(davanti)}: non può sporgere`))
  const veicoloCm = (lunghezzaCm ?? 0) - (davanti ?? 0) - (dietro ?? 0)
  if (lunghezzaCm !== null && dietro && dietro * 10 > veicoloCm * 3) {
    sagoma.push(motivo('sbalzoPosterioreCm', 'sporgenza-posteriore', 'art. 10 c. 3 lett. a CdS', `Il carico sporge dietro di ${formatM(dietro)}: il limite è ${formatM(Math.floor((veicoloCm * 3) / 10))}, tre decimi della lunghezza del veicolo`))
  }
}

/** Within an autotreno each vehicle keeps its own limit: c. 4 says "nel rispetto dei commi 2, 3". */
function checkRimorchi(convoglio: Convoglio, massa: Rilievo[]): void {
  let primo = 0
  for (const veicolo of principali(convoglio)) {
    if (veicolo.numeroAssi === null) return
    const assi = convoglio.assi.slice(primo, primo + veicolo.numeroAssi)
    primo += veicolo.numeroAssi
    if (veicolo.ruolo !== 'rimorchio' || veicolo.classe === 'semirimorchio') continue
    const kg = assi.reduce((sum, asse) => sum + (asse.massaKg ?? 0), 0)
    const limite = at(MASSE.rimorchio.valore, veicolo.numeroAssi)
    if (limite !== null && kg > limite) {
      massa.push(motivo(`assi.${primo - veicolo.numeroAssi}.massaKg`, 'rimorchio', MASSE.rimorchio.norma, `Il rimorchio ${veicolo.targa} porta ${formatT(kg)} su ${veicolo.numeroAssi} assi: il limite è ${formatT(limite)}`.replace('su 1 assi', 'su 1 asse')))
    }
  }
}

function checkAssi(convoglio: Convoglio, massa: Rilievo[]): CoppiaAssi[] {
  const tabella = isAgricolo(convoglio) ? ASSI.agricola : ASSI.comune
  const coppie: CoppiaAssi[] = []
  convoglio.assi.forEach((asse, i) => {
    if (asse.massaKg !== null && asse.massaKg > tabella.asseKg) {
      massa.push(motivo(`assi.${i}.massaKg`, 'asse', tabella.norma, `L’asse ${i + 1} porta ${formatT(asse.massaKg)}: il limite è ${formatT(tabella.asseKg)}`))
    }
    const dopo = convoglio.assi[i + 1]
    const distanzaCm = asse.interasseCm
    if (!dopo || distanzaCm === null || asse.massaKg === null || dopo.massaKg === null) return
    const limiteKg = tabella.coppie.find((riga) => distanzaCm < riga.sottoCm)?.kg
    const massaKg = asse.massaKg + dopo.massaKg
    if (limiteKg === undefined || massaKg <= limiteKg) return
    coppie.push({ primo: i, distanzaCm, massaKg, limiteKg })
    massa.push(motivo(`assi.${i}.massaKg`, 'assi-contigui', tabella.normaCoppie, `Gli assi ${i + 1} e ${i + 2} distano ${formatM(distanzaCm)} e portano ${formatT(massaKg)}: il limite è ${formatT(limiteKg)}`))
  })
  return coppie
}
