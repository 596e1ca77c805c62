/** The body this installation serves: IPA code of the Provincia della Spezia. First in the key of every business row. */
export const ENTE = 'p_sp'
