import type { Metadata } from 'next'
import { AmministrazioneNav } from '@/components/amministrazione/amministrazione-nav'
import { Button } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { formToken } from '@/lib/auth/token'
import { requireAmministratore } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { listCopieVecchie } from '@/lib/spid/copia'
import { listInScadenza } from '@/lib/spid/scadenza'

export const metadata: Metadata = { title: 'Registro degli accessi — Amministrazione' }

export default async function RegistroAccessiPage() {
  const viewer = await requireAmministratore()
  const [certificati, copie] = await Promise.all([listInScadenza(), listCopieVecchie()])
  return (
    <>
      <h1>Registro degli accessi</h1>
      <AmministrazioneNav current={paths.registroAccessi} amministratore />
      <p className="lead">
        Le richieste e le risposte di SPID e CIE degli ultimi 24 mesi. Ogni consultazione resta registrata, con il
        motivo che scrivi.
      </p>
      {certificati.length > 0 && (
        <Alert tone="amber" title="Certificati che stanno per scadere">
          <ul>
            {certificati.map(({ nome, scadeAt, giorni }) => (
              <li key={`${nome}${scadeAt.toISOString()}`}>
                {nome}: {giorni < 0 ? 'scaduto' : `scade tra ${giorni} giorni`} ({scadeAt.toLocaleDateString('it-IT')})
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {copie.length > 0 && (
        <Alert tone="amber" title="Elenco dei gestori di identità non aggiornato">
          <ul>
            {copie.map(({ url, copiaAt, errore }) => (
              <li key={url} className="break-words">
                {url}: {errore ?? 'nessuno lo rilegge, controlla il programma dei lavori periodici'}.{' '}
                {copiaAt
                  ? `Si usa la copia del ${copiaAt.toLocaleString('it-IT', { timeZone: 'Europe/Rome' })}.`
                  : 'Non ne abbiamo ancora una copia: i suoi gestori non sono offerti.'}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <form method="post" action={paths.api.registroAccessi}>
        <input type="hidden" name="modulo" value={formToken(viewer.sessioneHash)} />
        <TextField name="codiceFiscale" label="Codice fiscale" optional width="m" maxLength={16} />
        <TextField
          name="riferimento"
          label="Riferimento"
          hint="Quello letto dalla persona nella pagina di errore, o l’ID della richiesta"
          optional
        />
        <TextField name="dal" label="Dal giorno" type="date" optional width="m" />
        <TextField name="al" label="Al giorno" hint="Compreso" type="date" optional width="m" />
        <TextArea name="motivo" label="Perché lo consulti" hint="Almeno 10 caratteri" required minLength={10} />
        <Button>Scarica le voci trovate</Button>
      </form>
    </>
  )
}
