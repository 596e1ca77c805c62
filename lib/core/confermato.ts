/** How the Province's own rows say that it has not told something yet. */
export const DA_CONFERMARE = 'da confermare'

/** @returns null for what is not confirmed: on paper it is left out or said in a sentence, never printed as an address */
export const confermato = (value: string): string | null => {
  const text = value.trim()
  return text === '' || text.toLocaleLowerCase('it') === DA_CONFERMARE ? null : text
}
