/**
 * Names the first system administrators, from the machine where the portal runs; they then confirm each other's requests
 * on the pages.
 *
 * Use: npm run amministratore -- CODICEFISCALE NOME COGNOME
 */
import { closeDatabase } from '@/lib/db/client'
import { giveFirstAmministratore } from '@/lib/ruoli/commands-anagrafe'
import { personaInput } from '@/lib/ruoli/forms'

const [codiceFiscale = '', nome = '', cognome = ''] = process.argv.slice(2)
const input = personaInput.safeParse({ codiceFiscale, nome, cognome })
try {
  if (!input.success) {
    console.error('Uso: npm run amministratore -- CODICEFISCALE NOME COGNOME')
    for (const { message } of input.error.issues) console.error(`  ${message}`)
    process.exitCode = 1
  } else {
    const given = await giveFirstAmministratore(input.data)
    if (given.ok)
      console.log(`${input.data.nome} ${input.data.cognome} è amministratore di sistema. Servono due persone.`)
    else {
      console.error(given.message)
      process.exitCode = 1
    }
  }
} finally {
  await closeDatabase()
}
