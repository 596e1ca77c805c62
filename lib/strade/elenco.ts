/**
 * Roads that a public source names, with their owner and the limits known on them. The complete list is the Province's
 * Catasto delle strade (D.M. 1-6-2001; L.R. Liguria 15/2005), to be loaded when it is given.
 *
 * The sources say who owns a road, not since when: `validoDal` is the first day from which this register takes the row
 * for true, and is not the day of the transfer.
 */
import type { IsoDate } from '@/lib/core/date'
import type { TipoProprietario } from '@/lib/trasporti/rules-tipi'

export type StradaNota = { codice: string; denominazione: string | null; luoghi: string; fonte: string }
export type ProprietaNota = {
  strada: string
  proprietario: TipoProprietario
  proprietarioNome: string
  validoDal: IsoDate
  daConfermare: boolean
  fonte: string
}
export type LimiteNotoInput = {
  strada: string
  luogo: string
  massaMaxKg: number
  atto: string
  validoDal: IsoDate
  daConfermare: boolean
  fonte: string
}

const REGISTRO_DAL: IsoDate = '2023-10-16' // day of the source that counts the network (Il Secolo XIX)
const PROVINCIA = 'Provincia della Spezia'
const ANAS = 'ANAS S.p.A.'

const sp = (codice: string, luoghi: string, fonte: string, denominazione: string | null = null): StradaNota => ({
  codice: `SP ${codice}`,
  denominazione,
  luoghi,
  fonte,
})

const PROVINCIALI: readonly StradaNota[] = [
  sp('8', 'Veppo (Rocchetta di Vara) – Villagrossa – Calice – Martinello', 'Gazzetta della Spezia'),
  sp('9', 'Beverino', 'Il Secolo XIX 16-10-2023'),
  sp('10', 'Follo, Piana Battolla', 'Città della Spezia 3-2021', 'della Val di Vara'),
  sp('13', 'Bolano; Piano di Madrignano – confine con Massa-Carrara', 'Il Secolo XIX; Città della Spezia 4-2019'),
  sp('15', 'Valdurasca: La Spezia – Follo (Ghiaccio – Pian di Follo)', 'Città della Spezia 3-2021'),
  sp('16', 'bivio Carozzo – Vezzano Ligure', 'Città della Spezia 3-2020'),
  sp('19', 'Arcola (Madonna degli Angeli, Monti)', 'Città della Spezia 3-2021'),
  sp('20', 'Calice al Cornoviglio', 'Il Secolo XIX'),
  sp('21', 'Sarzana – Marinella (viale XXV Aprile) – Luni Mare', 'La Nazione; Liguria24 8-2023'),
  sp('23', 'Castelnuovo Magra, Vallecchia', 'Liguria24 8-2023'),
  sp('28', 'Pugliola – Ameglia', 'La Nazione'),
  sp('29', 'Montemarcello – Bocca di Magra', 'La Nazione'),
  sp('30', 'Vernazza', 'Il Secolo XIX', 'di Corniglia'),
  sp('31', 'area dei varchi NATO; chiusa nelle allerte', 'Città della Spezia', 'della Ripa'),
  sp('34', 'Pignone – Borghetto di Vara', 'Levantenews 2-2022'),
  sp('38', 'Pignone – Soviore / Colle di Gritta – Monterosso', 'Levantenews; Città della Spezia'),
  sp('41', 'Framura', 'La Nazione; Il Secolo XIX'),
  sp('42', 'Framura', 'La Nazione; Il Secolo XIX'),
  sp('43', 'Levanto – Legnaro – Colle di Gritta; Chiesanuova', 'Levantenews'),
  sp('45', 'Carrodano', 'Il Secolo XIX'),
  sp('46', 'Carrodano', 'Il Secolo XIX'),
  sp('50', 'Carro (bivio Ziona)', 'Città della Spezia 1-2021'),
  sp('51', 'Volastra', 'Gazzetta della Spezia'),
  sp('52', 'Maissana', 'Città della Spezia 1-2021'),
  sp('60', 'Rocchetta di Vara', 'Il Secolo XIX'),
  sp('65', 'Deiva Marina', 'Il Secolo XIX'),
  sp('370', 'Riomaggiore – Manarola', 'Città della Spezia', 'Litoranea'),
  sp('530', 'La Spezia – Cadimare – Portovenere', 'Liguria24 11-2023', 'di Portovenere (Napoleonica)'),
  sp('566', 'Val di Vara: km 12+000 Sesta Godano … San Pietro (Varese Ligure)', 'Prefettura della Spezia 3-2018'),
  sp('566 DIR', 'casello di Carrodano – galleria Monte Persico', 'Levantenews 2-2022'),
]

/** Handed back to the State from 2018–19 according to the press; the Province asphalted some later. */
const CONTESE: readonly StradaNota[] = [
  {
    codice: 'SS 330',
    denominazione: 'di Buonviaggio',
    luoghi: 'La Spezia – val di Vara',
    fonte: 'Città della Spezia 1-2019',
  },
  {
    codice: 'SS 331',
    denominazione: 'di Lerici',
    luoghi: 'Muggiano, Romito',
    fonte: 'Città della Spezia 1-2019, 3-2021',
  },
  {
    codice: 'SS 432',
    denominazione: 'della Bocca di Magra',
    luoghi: 'Bocca di Magra',
    fonte: 'Città della Spezia 1-2019',
  },
  {
    codice: 'SS 523',
    denominazione: 'del Colle di Cento Croci',
    luoghi: 'Varese Ligure',
    fonte: 'Teleradiopace 2020; elenco ANAS 11-2019',
  },
]

const STATALI: readonly StradaNota[] = [
  {
    codice: 'SS 1',
    denominazione: 'Aurelia',
    luoghi: 'Sarzana – La Spezia – val di Vara',
    fonte: 'elenco delle statali in provincia',
  },
  {
    codice: 'SS 1 VAR A',
    denominazione: 'Variante Aurelia',
    luoghi: 'La Spezia',
    fonte: 'elenco delle statali in provincia',
  },
  {
    codice: 'SS 62',
    denominazione: 'della Cisa',
    luoghi: 'Sarzana – Santo Stefano di Magra (km 0 – 7,950)',
    fonte: 'elenco delle statali in provincia',
  },
]
const AUTOSTRADE: readonly StradaNota[] = [
  {
    codice: 'A12',
    denominazione: 'Genova – Rosignano',
    luoghi: 'caselli in provincia',
    fonte: 'rete autostradale in concessione',
  },
  {
    codice: 'A15',
    denominazione: 'Parma – La Spezia',
    luoghi: 'caselli in provincia',
    fonte: 'rete autostradale in concessione',
  },
]

export const STRADE: readonly StradaNota[] = [...PROVINCIALI, ...CONTESE, ...STATALI, ...AUTOSTRADE]

const owned =
  (proprietario: TipoProprietario, proprietarioNome: string, daConfermare: boolean) =>
  (strada: StradaNota): ProprietaNota => ({
    strada: strada.codice,
    proprietario,
    proprietarioNome,
    validoDal: REGISTRO_DAL,
    daConfermare,
    fonte: strada.fonte,
  })

export const PROPRIETA: readonly ProprietaNota[] = [
  ...PROVINCIALI.map(owned('provincia_sp', PROVINCIA, false)),
  ...CONTESE.map(owned('anas', ANAS, true)),
  // The Province asphalted "SP 331" in April 2019 and March 2021: perhaps only some stretches moved.
  {
    strada: 'SS 331',
    proprietario: 'provincia_sp',
    proprietarioNome: PROVINCIA,
    validoDal: REGISTRO_DAL,
    daConfermare: true,
    fonte: 'Asfaltature della Provincia 4-2019 e 3-2021 (Città della Spezia)',
  },
  ...STATALI.map(owned('anas', ANAS, false)),
  ...AUTOSTRADE.map(owned('concessionaria', 'Concessionaria autostradale', false)),
]

export const LIMITI: readonly LimiteNotoInput[] = [
  {
    strada: 'SP 10',
    luogo: 'ponte sul Vara a Piana Battolla (Follo)',
    massaMaxKg: 26_000,
    atto: 'Ordinanza 2021, numero da confermare',
    validoDal: '2021-03-01',
    daConfermare: true,
    fonte: 'Città della Spezia 2021',
  },
  {
    // The source names the bridge and the Comune, not the road: SP 20 is the one it gives for Calice.
    strada: 'SP 20',
    luogo: 'ponte sull’Usurana (Calice al Cornoviglio)',
    massaMaxKg: 26_000,
    atto: 'Ordinanza 2021, numero da confermare',
    validoDal: '2021-03-01',
    daConfermare: true,
    fonte: 'Città della Spezia 2021; strada da confermare',
  },
]
