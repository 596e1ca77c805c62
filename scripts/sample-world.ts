/** Loads the sample world: people, companies, fleets and a few pratiche. Only on request; may run again. */
import { closeDatabase } from '@/lib/db/client'
import { loadPersone } from '@/lib/mondo/load-persone'
import { loadPratiche } from '@/lib/mondo/pratiche'

try {
  await loadPersone()
  await loadPratiche()
  console.log('Mondo di prova pronto')
} finally {
  await closeDatabase()
}
