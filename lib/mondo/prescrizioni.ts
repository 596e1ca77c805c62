/**
 * Prescriptions an officer chooses for a transport permit. The matters are those of art. 16 c. 1 Reg.; the Province's own
 * wording is to be confirmed, and new rows with a later `validoDal` take the place of these.
 */
import type { IsoDate } from '@/lib/core/date'

export const PRESCRIZIONI_DAL: IsoDate = '2026-01-01'

type Prescrizione = { codice: string; gruppo: string; testo: string; norma: string }

export const PRESCRIZIONI: readonly Prescrizione[] = [
  {
    codice: 'percorso-esatto',
    gruppo: 'Percorso',
    testo: 'Il transito è ammesso solo sul percorso indicato nell’autorizzazione.',
    norma: 'art. 16 c. 1 Reg.',
  },
  {
    codice: 'verifica-percorso',
    gruppo: 'Percorso',
    testo:
      'Prima di ogni viaggio il titolare verifica che il percorso sia libero e percorribile, cantieri e ordinanze compresi.',
    norma: 'art. 17 Reg.',
  },
  {
    codice: 'opere-aeree',
    gruppo: 'Percorso',
    testo:
      'Prima di ogni viaggio il titolare verifica l’altezza libera sotto ponti, gallerie, linee elettriche e telefoniche.',
    norma: 'art. 16 c. 1 Reg.',
  },
  {
    codice: 'ponti-uno',
    gruppo: 'Ponti e manufatti',
    testo: 'Il convoglio attraversa ponti e viadotti da solo, senza altri mezzi pesanti sulla stessa campata.',
    norma: 'art. 10 c. 10 CdS',
  },
  {
    codice: 'ponti-passo',
    gruppo: 'Ponti e manufatti',
    testo:
      'Su ponti e viadotti il convoglio procede al centro della carreggiata, a velocità costante non oltre 10 km/h, senza frenare né fermarsi.',
    norma: 'art. 10 c. 10 CdS; art. 16 c. 1 Reg.',
  },
  {
    codice: 'ponti-esclusi',
    gruppo: 'Ponti e manufatti',
    testo:
      'È vietato il transito sui ponti con limite di massa inferiore a quella del convoglio, anche se sul percorso indicato.',
    norma: 'art. 10 c. 10 CdS',
  },
  {
    codice: 'velocita',
    gruppo: 'Velocità',
    testo: 'La velocità non supera 40 km/h fuori dai centri abitati e 30 km/h nei centri abitati.',
    norma: 'art. 16 c. 1 Reg.',
  },
  {
    codice: 'velocita-strettoie',
    gruppo: 'Velocità',
    testo: 'Nelle strettoie, nelle curve a raggio ridotto e nelle gallerie il convoglio procede a passo d’uomo.',
    norma: 'art. 16 c. 1 Reg.',
  },
  {
    codice: 'scorta-tecnica',
    gruppo: 'Scorta',
    testo: 'Il transito avviene con scorta tecnica di un’impresa autorizzata.',
    norma: 'art. 16 Reg.; D.M. 18-7-1997',
  },
  {
    codice: 'scorta-polizia',
    gruppo: 'Scorta',
    testo: 'Il transito avviene con la presenza degli organi di polizia stradale, da chiedere prima del viaggio.',
    norma: 'art. 10 c. 9 CdS; art. 16 Reg.',
  },
  {
    codice: 'orario-diurno',
    gruppo: 'Orari e giorni',
    testo: 'Il transito è ammesso solo da mezz’ora dopo l’alba a mezz’ora prima del tramonto.',
    norma: 'art. 16 c. 1 Reg.',
  },
  {
    codice: 'orario-notturno',
    gruppo: 'Orari e giorni',
    testo: 'Il transito è ammesso solo dalle 22:00 alle 6:00.',
    norma: 'art. 16 c. 1 Reg.',
  },
  {
    codice: 'orario-punta',
    gruppo: 'Orari e giorni',
    testo: 'Il transito è vietato dalle 7:00 alle 9:00 e dalle 17:00 alle 19:00 nei giorni feriali.',
    norma: 'art. 16 c. 1 Reg.',
  },
  {
    codice: 'giorni-divieto',
    gruppo: 'Orari e giorni',
    testo:
      'Il transito è vietato nei giorni del calendario dei divieti di circolazione, salvo deroga della Prefettura.',
    norma: 'art. 6 CdS; art. 16 c. 1 Reg.',
  },
  {
    codice: 'neve-ghiaccio-nebbia',
    gruppo: 'Meteo',
    testo:
      'Con neve, ghiaccio, nebbia o scarsa visibilità il convoglio lascia la strada nella prima area disponibile e riparte quando la visibilità torna buona.',
    norma: 'art. 16 c. 1 Reg.',
  },
  {
    codice: 'allerta-meteo',
    gruppo: 'Meteo',
    testo: 'Il transito è sospeso durante l’allerta meteo arancione o rossa sul territorio attraversato.',
    norma: 'art. 16 c. 1 Reg.',
  },
  {
    codice: 'comunicazione-transito',
    gruppo: 'Comunicazioni',
    testo: 'Il titolare comunica alla Provincia giorno e ora del transito almeno 48 ore prima.',
    norma: 'art. 16 c. 1 Reg.',
  },
  {
    codice: 'annotazione-viaggi',
    gruppo: 'Comunicazioni',
    testo: 'Prima di ogni partenza giorno e ora del viaggio sono annotati sull’autorizzazione.',
    norma: 'art. 16 c. 13 Reg.',
  },
  {
    codice: 'soste',
    gruppo: 'Soste e segnalazioni',
    testo: 'La sosta è ammessa solo fuori dalla carreggiata, con il convoglio segnalato.',
    norma: 'art. 16 c. 1 Reg.',
  },
  {
    codice: 'segnalazione',
    gruppo: 'Soste e segnalazioni',
    testo: 'Il convoglio viaggia con lampeggianti gialli accesi e pannelli retroriflettenti sugli ingombri.',
    norma: 'art. 16 c. 1 Reg.',
  },
  {
    codice: 'danni',
    gruppo: 'Responsabilità',
    testo: 'Il titolare risponde dei danni alla strada, ai manufatti e ai terzi e li comunica subito alla Provincia.',
    norma: 'art. 10 CdS',
  },
]
