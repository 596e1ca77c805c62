/** Names of the fields that give the second factor inside another form. */
export const FATTORE_CODICE = 'secondoFattore.codice'
export const FATTORE_CHIAVE = 'secondoFattore.chiave'
