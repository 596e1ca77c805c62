/** The route: where from, where to, and the ordered stretches with the owner of each. */
import { TIPI_PROPRIETARIO, type TipoProprietario } from '@/lib/trasporti/rules-tipi'
import type { Campo } from './forms'
import type { Gruppo, Riga } from './rules-campi'
import type { Dati } from './rules-condizioni'

export const NOMI_PROPRIETARIO: Record<TipoProprietario, string> = {
  provincia_sp: 'Provincia della Spezia',
  altra_provincia: 'Un’altra Provincia o Città metropolitana',
  comune: 'Un Comune',
  anas: 'ANAS',
  concessionaria: 'Una società autostradale',
  adsp: 'L’Autorità portuale',
  militare: 'Un comando militare',
  ignoto: 'Non lo so',
}
/** Province of the start, on which competence depends (L.R. Liguria 8/1983 art. 2). */
const PROVINCE = [
  { valore: '011', etichetta: 'La Spezia' },
  { valore: '010', etichetta: 'Genova' },
  { valore: '009', etichetta: 'Savona' },
  { valore: '008', etichetta: 'Imperia' },
  { valore: 'altra', etichetta: 'Fuori dalla Liguria' },
]

/** A road of the register, with who owns it today. */
export type StradaNota = {
  id: string
  codice: string
  luoghi: string
  proprietario: TipoProprietario
  proprietarioNome: string
}
/** Answer of the list of roads when the road is not in it. */
export const ALTRA_STRADA = 'altra'

const typed = ({ valori }: Riga) => valori.registro === ALTRA_STRADA
const known = ({ valori }: Riga) =>
  typeof valori.registro === 'string' && valori.registro !== '' && valori.registro !== ALTRA_STRADA
const named = (riga: Riga) =>
  typed(riga) &&
  ['altra_provincia', 'comune', 'concessionaria', 'militare'].includes(String(riga.valori.proprietario ?? ''))

export const expandPercorso = (campo: Extract<Campo, { genere: 'percorso' }>): Gruppo => ({
  genere: 'gruppo',
  nome: campo.nome,
  etichetta: campo.etichetta,
  quando: campo.quando,
  campi: [
    {
      genere: 'testo',
      nome: 'partenza',
      etichetta: 'Da dove parti?',
      aiuto: 'Comune e località',
      max: 120,
      facoltativo: false,
      seManca: 'Inserisci da dove parti',
    },
    {
      genere: 'scelta',
      nome: 'partenzaProvincia',
      etichetta: 'In quale provincia è la partenza?',
      forma: 'tendina',
      facoltativo: false,
      seManca: 'Scegli la provincia di partenza',
      opzioni: PROVINCE,
    },
    {
      genere: 'testo',
      nome: 'arrivo',
      etichetta: 'Dove arrivi?',
      aiuto: 'Comune e località',
      max: 120,
      facoltativo: false,
      seManca: 'Inserisci dove arrivi',
    },
    {
      genere: 'si_no',
      nome: 'andataRitorno',
      etichetta: 'Torni per la stessa strada?',
      facoltativo: false,
      seManca: 'Scegli se torni per la stessa strada',
    },
    {
      genere: 'elenco',
      nome: 'tratti',
      etichetta: 'Strade, nell’ordine in cui le percorri',
      singolare: 'strada',
      min: 1,
      max: 40,
      seManca: 'Aggiungi almeno una strada',
      riassumi: summary,
      campi: [
        {
          genere: 'testo',
          nome: 'registro',
          etichetta: 'Strada',
          max: 80,
          facoltativo: false,
          seManca: 'Scegli la strada',
        },
        {
          genere: 'testo',
          nome: 'strada',
          etichetta: 'Nome della strada',
          aiuto: 'Come è scritto sui cartelli, per esempio SS 1 Aurelia',
          max: 80,
          facoltativo: false,
          seManca: 'Inserisci il nome della strada',
          seRiga: typed,
        },
        {
          genere: 'scelta',
          nome: 'proprietario',
          etichetta: 'Di chi è la strada?',
          forma: 'tendina',
          facoltativo: false,
          seManca: 'Scegli di chi è la strada',
          seRiga: typed,
          opzioni: TIPI_PROPRIETARIO.map((valore) => ({ valore, etichetta: NOMI_PROPRIETARIO[valore] })),
        },
        {
          genere: 'testo',
          nome: 'proprietarioNome',
          etichetta: 'Quale ente o società?',
          aiuto: 'Per esempio Comune di Sarzana',
          max: 120,
          facoltativo: false,
          seManca: 'Inserisci il nome dell’ente o della società',
          seRiga: named,
        },
        {
          genere: 'testo',
          nome: 'da',
          etichetta: 'Da',
          aiuto: 'Luogo o chilometro, per esempio km 3,2',
          max: 80,
          facoltativo: false,
          seManca: 'Inserisci da dove comincia il tratto',
        },
        {
          genere: 'testo',
          nome: 'a',
          etichetta: 'A',
          aiuto: 'Luogo o chilometro',
          max: 80,
          facoltativo: false,
          seManca: 'Inserisci dove finisce il tratto',
        },
        {
          genere: 'comune',
          nome: 'comuneIstat',
          etichetta: 'In quale Comune?',
          aiuto: 'Se il tratto sta in un solo Comune',
          facoltativo: true,
        },
        {
          genere: 'numero',
          nome: 'lunghezzaM',
          etichetta: 'Lunghezza del tratto',
          unita: 'km',
          decimali: 3,
          scala: 1000,
          min: 0.001,
          max: 500,
          facoltativo: false,
          seManca: 'Inserisci quanti chilometri percorri su questa strada',
        },
        { genere: 'derivato', nome: 'strada', etichetta: 'Strada', seRiga: known },
        { genere: 'derivato', nome: 'proprietario', etichetta: 'Proprietario', seRiga: known },
        { genere: 'derivato', nome: 'proprietarioNome', etichetta: 'Proprietario', seRiga: (riga) => !named(riga) },
        { genere: 'derivato', nome: 'stradaId', etichetta: 'Strada' },
        { genere: 'derivato', nome: 'daM', etichetta: 'Dal metro' },
        { genere: 'derivato', nome: 'aM', etichetta: 'Al metro' },
      ],
    },
  ],
})

function summary(riga: Dati): string {
  const km =
    typeof riga.lunghezzaM === 'number'
      ? `${(riga.lunghezzaM / 1000).toLocaleString('it-IT', { maximumFractionDigits: 3 })} km`
      : null
  const places = riga.da && riga.a ? `da ${riga.da} a ${riga.a}` : null
  const owner = riga.proprietarioNome || NOMI_PROPRIETARIO[riga.proprietario as TipoProprietario]
  return [riga.strada, places, km, owner].filter(Boolean).join(' · ')
}

/** 'km 3,2', '3+200' and '3.2 km' are 3200 m; a place is null. */
export function readProgressiva(text: unknown): number | null {
  if (typeof text !== 'string') return null
  const plus = /^\s*(?:km\s*)?(\d{1,3})\+(\d{3})\s*$/i.exec(text)
  if (plus) return Number(plus[1]) * 1000 + Number(plus[2])
  const km =
    /^\s*km\s*(\d{1,3})(?:[.,](\d{1,3}))?\s*$/i.exec(text) ?? /^\s*(\d{1,3})(?:[.,](\d{1,3}))?\s*km\s*$/i.exec(text)
  return km ? Number(km[1]) * 1000 + Number((km[2] ?? '').padEnd(3, '0')) : null
}

/**
 * Fills what the person does not type: code and owner of a road of the register, metres from kilometre marks, the length
 * between two marks. The owner of a known road always comes from the register, whatever was sent.
 */
export function completeTratti(tratti: Dati[], strade: readonly StradaNota[]): Dati[] {
  return tratti.map((tratto) => {
    const daM = readProgressiva(tratto.da)
    const aM = readProgressiva(tratto.a)
    const lunghezzaM = tratto.lunghezzaM ?? (daM !== null && aM !== null && daM !== aM ? Math.abs(aM - daM) : null)
    const strada = strade.find((one) => one.id === tratto.registro)
    if (strada) {
      const { id, codice, proprietario, proprietarioNome } = strada
      return { ...tratto, strada: codice, stradaId: id, proprietario, proprietarioNome, daM, aM, lunghezzaM }
    }
    const proprietario = tratto.proprietario as TipoProprietario | null
    const proprietarioNome =
      proprietario === 'provincia_sp' || proprietario === 'anas' || proprietario === 'adsp'
        ? {
            provincia_sp: 'Provincia della Spezia',
            anas: 'ANAS S.p.A.',
            adsp: 'Autorità di sistema portuale del Mar Ligure Orientale',
          }[proprietario]
        : (tratto.proprietarioNome ?? '')
    return {
      ...tratto,
      registro: tratto.registro ? ALTRA_STRADA : tratto.registro,
      stradaId: null,
      proprietarioNome,
      daM,
      aM,
      lunghezzaM,
    }
  })
}
