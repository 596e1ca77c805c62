/**
 * Is it exceptional, and why: limits of size and mass as dated tables, and the reasons that a convoy passes them.
 * A passed limit is a 'motivo': the reason of the istanza, not an error.
 * @see artt. 10, 61, 62, 104 D.Lgs. 285/1992 (CdS)
 */
import type { IsoDate } from '@/lib/core/date'
import { countAssi, isAgricolo, isComplesso, isMezzoOpera, principali } from './rules-fatti'
import {
  ALTEZZA,
  ASSI,
  at,
  inForce,
  LARGHEZZA,
  LUNGHEZZA_ARTICOLATO,
  LUNGHEZZA_AUTOTRENO,
  LUNGHEZZA_ISOLATO,
  MASSE,
  type Masse,
  MEZZI_OPERA,
  RALLA,
} from './rules-limiti-tabelle'
import { formatM, formatT } from './rules-misure'
import type { Convoglio, Rilievo } from './rules-tipi'

/** Limit of the total mass, and the paragraph it comes from. */
function limiteMassa(convoglio: Convoglio): { kg: number; norma: string } | null {
  const n = countAssi(convoglio)
  if (!n) return null
  const pick = ({ valore, norma }: { valore: Masse; norma: string }) => {
    const kg = at(valore, n)
    return kg === null ? null : { kg, norma }
  }
  const { tipo, assi, gommatura8daN } = convoglio
  if (isAgricolo(convoglio))
    return pick(isComplesso(convoglio) ? MASSE.trenoAgricolo : gommatura8daN ? MASSE.agricola : MASSE.generica)
  if (isComplesso(convoglio)) {
    const treno =
      tipo === 'autotreno' ||
      (tipo === 'mezzo_opera_complesso' && !principali(convoglio).some((one) => one.classe === 'semirimorchio'))
    if (gommatura8daN) return pick(treno ? MASSE.autotreno : MASSE.articolato)
    const parti = principali(convoglio).map((one) =>
      one.numeroAssi ? at(MASSE.generica.valore, one.numeroAssi) : null,
    )
    return parti.length > 0 && parti.every((kg) => kg !== null)
      ? { kg: parti.reduce((sum, kg) => sum + kg, 0), norma: MASSE.generica.norma }
      : null
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
  return (
    convoglio.massaComplessivaKg <= limite && convoglio.assi.every((asse) => (asse.massaKg ?? 0) <= MEZZI_OPERA.asseKg)
  )
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

const motivo = (campo: string, codice: string, norma: string, messaggio: string): Rilievo => ({
  livello: 'motivo',
  campo: `convoglio.${campo}`,
  codice,
  messaggio,
  norma,
})

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
    sagoma.push(
      motivo(
        'larghezzaCm',
        'larghezza',
        larghezza.norma,
        `Il convoglio è largo ${formatM(convoglio.larghezzaCm)}: il limite è ${formatM(larghezzaCm)}`,
      ),
    )
  }
  if (convoglio.altezzaCm !== null && convoglio.altezzaCm > altezza.valore) {
    sagoma.push(
      motivo(
        'altezzaCm',
        'altezza',
        altezza.norma,
        `Il convoglio è alto ${formatM(convoglio.altezzaCm)}: il limite è ${formatM(altezza.valore)}`,
      ),
    )
  }
  const lunghezza = inForce(
    !isComplesso(convoglio)
      ? LUNGHEZZA_ISOLATO
      : convoglio.tipo === 'autotreno' || convoglio.tipo === 'mezzo_opera_complesso'
        ? LUNGHEZZA_AUTOTRENO
        : LUNGHEZZA_ARTICOLATO,
    il,
  )
  if (convoglio.lunghezzaCm !== null && convoglio.lunghezzaCm > lunghezza.valore) {
    sagoma.push(
      motivo(
        'lunghezzaCm',
        'lunghezza',
        lunghezza.norma,
        `Il convoglio è lungo ${formatM(convoglio.lunghezzaCm)}: il limite è ${formatM(lunghezza.valore)}`,
      ),
    )
  } else checkRalla(convoglio, lunghezza.valore, sagoma, avvisi)
  checkSbalzi(convoglio, sagoma)

  const massa: Rilievo[] = []
  const limite = limiteMassa(convoglio)
  const totale = convoglio.massaComplessivaKg
  if (limite && totale !== null && totale > limite.kg) {
    massa.push(
      motivo(
        'massaComplessivaKg',
        'massa',
        limite.norma,
        `Il convoglio pesa ${formatT(totale)} su ${countAssi(convoglio)} assi: il limite è ${formatT(limite.kg)}`,
      ),
    )
  }
  if (convoglio.tipo === 'autotreno' && convoglio.gommatura8daN && !isAgricolo(convoglio))
    checkRimorchi(convoglio, massa)
  const coppie = checkAssi(convoglio, massa)
  return {
    sagoma,
    massa,
    eccezionale: sagoma.length + massa.length > 0,
    avvisi,
    entroMezziOpera: withinMezziOpera(convoglio),
    coppie,
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
    if (cm === null)
      avvisi.push({
        livello: 'avviso',
        campo: `convoglio.perniRalla.${campo}`,
        codice: 'ralla-manca',
        messaggio: `Oltre 16,50 m serve la distanza dal perno della ralla ${dove} del semirimorchio: senza non si può dire se la lunghezza è nei limiti`,
        norma,
      })
    return cm !== null && cm > RALLA[campo]
      ? [
          motivo(
            `perniRalla.${campo}`,
            'ralla',
            norma,
            `Dal perno della ralla ${dove} del semirimorchio ci sono ${formatM(cm)}: oltre 16,50 m di lunghezza il limite è ${formatM(RALLA[campo])}`,
          ),
        ]
      : []
  })
  sagoma.push(...found)
}

/** A load that protrudes in front, or behind by more than three tenths of the vehicle. @see art. 10 c. 3 lett. a, c CdS */
function checkSbalzi(convoglio: Convoglio, sagoma: Rilievo[]): void {
  const { lunghezzaCm, sbalzoAnterioreCm: davanti, sbalzoPosterioreCm: dietro } = convoglio
  if (davanti)
    sagoma.push(
      motivo(
        'sbalzoAnterioreCm',
        'sporgenza-anteriore',
        'art. 10 c. 3 lett. c CdS',
        `Il carico sporge davanti di ${formatM(davanti)}: non può sporgere`,
      ),
    )
  const veicoloCm = (lunghezzaCm ?? 0) - (davanti ?? 0) - (dietro ?? 0)
  if (lunghezzaCm !== null && dietro && dietro * 10 > veicoloCm * 3) {
    sagoma.push(
      motivo(
        'sbalzoPosterioreCm',
        'sporgenza-posteriore',
        'art. 10 c. 3 lett. a CdS',
        `Il carico sporge dietro di ${formatM(dietro)}: il limite è ${formatM(Math.floor((veicoloCm * 3) / 10))}, tre decimi della lunghezza del veicolo`,
      ),
    )
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
      massa.push(
        motivo(
          `assi.${primo - veicolo.numeroAssi}.massaKg`,
          'rimorchio',
          MASSE.rimorchio.norma,
          `Il rimorchio ${veicolo.targa} porta ${formatT(kg)} su ${veicolo.numeroAssi} assi: il limite è ${formatT(limite)}`.replace(
            'su 1 assi',
            'su 1 asse',
          ),
        ),
      )
    }
  }
}

function checkAssi(convoglio: Convoglio, massa: Rilievo[]): CoppiaAssi[] {
  const tabella = isAgricolo(convoglio) ? ASSI.agricola : ASSI.comune
  const coppie: CoppiaAssi[] = []
  convoglio.assi.forEach((asse, i) => {
    if (asse.massaKg !== null && asse.massaKg > tabella.asseKg) {
      massa.push(
        motivo(
          `assi.${i}.massaKg`,
          'asse',
          tabella.norma,
          `L’asse ${i + 1} porta ${formatT(asse.massaKg)}: il limite è ${formatT(tabella.asseKg)}`,
        ),
      )
    }
    const dopo = convoglio.assi[i + 1]
    const distanzaCm = asse.interasseCm
    if (!dopo || distanzaCm === null || asse.massaKg === null || dopo.massaKg === null) return
    const limiteKg = tabella.coppie.find((riga) => distanzaCm < riga.sottoCm)?.kg
    const massaKg = asse.massaKg + dopo.massaKg
    if (limiteKg === undefined || massaKg <= limiteKg) return
    coppie.push({ primo: i, distanzaCm, massaKg, limiteKg })
    massa.push(
      motivo(
        `assi.${i}.massaKg`,
        'assi-contigui',
        tabella.normaCoppie,
        `Gli assi ${i + 1} e ${i + 2} distano ${formatM(distanzaCm)} e portano ${formatT(massaKg)}: il limite è ${formatT(limiteKg)}`,
      ),
    )
  })
  return coppie
}
