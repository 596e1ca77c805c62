import type { Tone } from '@/components/ui/tag'
import type { StatoLotto, StatoRiga } from '@/lib/archivio/lotti/rules'

export const TONO_LOTTO: Record<StatoLotto, Tone> = {
  in_preparazione: 'amber',
  in_verifica: 'blue',
  verificato: 'amber',
  in_carico: 'blue',
  sospeso: 'amber',
  caricato: 'green',
  annullato: 'grey',
}
export const TONO_RIGA: Record<StatoRiga, Tone> = {
  da_caricare: 'blue',
  caricata: 'green',
  presente: 'grey',
  errata: 'red',
  non_riuscita: 'red',
}
export const FATTO = {
  verifica: 'Stiamo leggendo l’indice e i file',
  carica: 'Il caricamento è partito',
  sospendi: 'Il caricamento è in pausa',
  annulla: 'Il lotto è annullato. Ciò che era già entrato resta nell’archivio',
  riapri: 'Puoi aggiungere o togliere file, poi verifica di nuovo',
  mappa: 'La mappa è tra i file del lotto',
  attesta: 'L’attestazione è registrata',
}
