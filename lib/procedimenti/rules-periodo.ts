/** The days for which an authorisation is asked: from, to, and at what hours. */
import type { Campo } from './forms'
import type { Gruppo } from './rules-campi'

export const expandPeriodo = (campo: Extract<Campo, { genere: 'periodo' }>): Gruppo => ({
  genere: 'gruppo',
  nome: campo.nome,
  etichetta: campo.etichetta,
  quando: campo.quando,
  campi: [
    {
      genere: 'data',
      nome: 'dal',
      etichetta: 'Primo giorno',
      aiuto: 'Per esempio 12 3 2027',
      facoltativo: campo.facoltativo,
      seManca: 'Inserisci il primo giorno del viaggio o del periodo',
      nonPrimaDi: 'oggi',
    },
    {
      genere: 'data',
      nome: 'al',
      etichetta: 'Ultimo giorno',
      facoltativo: campo.facoltativo,
      seManca: 'Inserisci l’ultimo giorno del viaggio o del periodo',
      nonPrimaDi: 'oggi',
    },
    {
      genere: 'scelta',
      nome: 'orario',
      etichetta: 'In quali ore vuoi circolare?',
      forma: 'radio',
      facoltativo: campo.facoltativo,
      seManca: 'Scegli in quali ore vuoi circolare',
      opzioni: [
        { valore: 'diurno', etichetta: 'Di giorno' },
        { valore: 'notturno', etichetta: 'Di notte' },
        { valore: 'qualsiasi', etichetta: 'A qualsiasi ora' },
      ],
    },
  ],
})
