/** What a person is told when an access does not succeed. AgID, table of the SPID error messages; spid.md §6. */

import type { Federazione } from './rules-federazioni'

export type Anomalia = { titolo: string; testo: string; en: string; de: string; tecnica: boolean }

const TITOLO = 'Accesso non riuscito'
const of = (testo: string, en: string, de: string, tecnica = false): Anomalia => ({
  titolo: TITOLO,
  testo,
  en,
  de,
  tecnica,
})

const GENERICA = of(
  'La risposta del gestore di identità non è valida. Riprova; se il problema continua contatta l’assistenza.',
  'The answer of the identity provider is not valid. Try again; if it goes on, contact us.',
  'Die Antwort des Identitätsanbieters ist ungültig. Versuche es erneut oder kontaktiere den Support.',
)
const RICHIESTA = of(
  'Si è verificato un problema tecnico nella richiesta di accesso. Non dipende da te: l’abbiamo registrato. Riprova più tardi.',
  'There was a technical problem in the login request. It is not your fault. Try again later.',
  'Bei der Anmeldeanfrage ist ein technisches Problem aufgetreten. Versuche es später erneut.',
  true,
)

/** By the number in `ErrorCode nrNN`. Codes 2–7 and 10 are shown by the provider itself and never come back. */
const PER_CODICE: Record<number, Anomalia> = {
  19: of(
    'Autenticazione non riuscita: hai inserito più volte credenziali errate. Riprova più tardi o contatta il tuo gestore di identità.',
    'Wrong credentials too many times. Try again later or contact your identity provider.',
    'Die Zugangsdaten waren mehrmals falsch. Versuche es später erneut oder kontaktiere deinen Anbieter.',
  ),
  20: of(
    'La tua identità SPID non ha credenziali del livello richiesto da questo servizio. Chiedi al tuo gestore come ottenerle.',
    'Your SPID identity has no credentials of the level this service needs. Ask your provider.',
    'Deine SPID-Identität hat nicht das nötige Sicherheitsniveau. Frage deinen Anbieter.',
  ),
  21: of(
    'Il tempo per completare l’autenticazione è scaduto. Riprova.',
    'The time to sign in has run out. Try again.',
    'Die Zeit für die Anmeldung ist abgelaufen. Versuche es erneut.',
  ),
  22: of(
    'Non hai dato il consenso all’invio dei dati: senza consenso non è possibile accedere.',
    'You did not agree to send your data: without it you cannot sign in.',
    'Du hast der Datenübermittlung nicht zugestimmt: ohne Zustimmung ist keine Anmeldung möglich.',
  ),
  23: of(
    'La tua identità risulta sospesa, revocata o bloccata. Contatta il tuo gestore di identità.',
    'Your identity is suspended, revoked or blocked. Contact your identity provider.',
    'Deine Identität ist gesperrt oder widerrufen. Kontaktiere deinen Anbieter.',
  ),
  25: of(
    'Hai annullato l’accesso. Puoi riprovare quando vuoi.',
    'You cancelled. You can try again when you like.',
    'Du hast die Anmeldung abgebrochen. Du kannst es jederzeit erneut versuchen.',
  ),
  30: of(
    'Hai usato un tipo di identità diverso da quello richiesto (per esempio personale invece che professionale).',
    'You used another kind of identity than the one asked for.',
    'Du hast eine andere Art von Identität verwendet als verlangt.',
  ),
}
const CODICI_RICHIESTA = [8, 9, 11, 12, 13, 14, 15, 16, 17, 18]

/** Takes the number by exact pattern: the text of a message is never shown. */
export function codiceErrore(statusMessage: string | null): number | null {
  const match = /^ErrorCode nr(\d{2})$/.exec(statusMessage ?? '')
  return match ? Number(match[1]) : null
}

/** Where CIE differs: 19, 20 and 24 are reserved there, and 23 is about the card (CIE SAML manual, error codes). */
const PER_CODICE_CIE: Record<number, Anomalia> = {
  19: GENERICA,
  20: GENERICA,
  23: of(
    'La tua carta d’identità elettronica risulta scaduta, revocata o bloccata. Contatta il tuo Comune, oppure entra con SPID.',
    'Your electronic identity card is expired, revoked or blocked. Contact your town, or sign in with SPID.',
    'Deine elektronische Identitätskarte ist abgelaufen, widerrufen oder gesperrt. Kontaktiere deine Gemeinde oder nutze SPID.',
  ),
  30: GENERICA,
}

export function anomaliaOf(codice: number | null, federazione: Federazione = 'spid'): Anomalia {
  if (codice === null) return GENERICA
  const own = federazione === 'cie' ? PER_CODICE_CIE[codice] : undefined
  return own ?? PER_CODICE[codice] ?? (CODICI_RICHIESTA.includes(codice) ? RICHIESTA : GENERICA)
}

/** Refusals of our own, where the generic text would not tell the person what to do. */
export const PER_MOTIVO: Record<string, Anomalia> = {
  'codice-fiscale': of(
    'Il gestore di identità non ha comunicato un codice fiscale italiano valido di una persona: senza non possiamo riconoscerti. Contatta il tuo gestore di identità.',
    'The identity provider did not send a valid Italian tax code of a person.',
    'Der Identitätsanbieter hat keine gültige italienische Steuernummer einer Person übermittelt.',
  ),
  'persona-giuridica': of(
    'Hai usato l’identità di un’impresa o di un ente: qui entra una persona, che poi può operare per l’impresa. Riprova con la tua identità personale, o con quella professionale a tuo nome.',
    'You used the identity of a company. Sign in as a person: you can then act for the company.',
    'Du hast die Identität eines Unternehmens verwendet. Melde dich als Person an: danach kannst du für das Unternehmen handeln.',
  ),
  'codice-estero': of(
    'La tua identità è di un altro Paese e non porta un codice fiscale italiano. Prima del primo accesso un funzionario deve riconoscerti: contatta la Provincia. Se hai un codice fiscale italiano, entra con SPID o CIE.',
    'Your identity is from another country and carries no Italian tax code. Before the first login an officer must match it to you: contact the Province.',
    'Deine Identität stammt aus einem anderen Land und enthält keine italienische Steuernummer. Vor der ersten Anmeldung muss dich ein Sachbearbeiter zuordnen: kontaktiere die Provinz.',
  ),
  'senza-impresa': of(
    'Hai chiesto di entrare con un’identità professionale, ma quella usata non dice per quale impresa. Riprova con la tua identità personale: dopo l’accesso scegli per chi operi.',
    'You asked for a professional identity, but the one used names no company. Try again with your personal identity.',
    'Du hast eine berufliche Identität verlangt, aber die verwendete nennt kein Unternehmen. Versuche es mit deiner persönlichen Identität.',
  ),
  livello: of(
    'L’accesso è avvenuto con un livello di sicurezza inferiore a quello richiesto. Riprova usando il secondo fattore.',
    'You signed in with a lower security level than required. Try again with the second factor.',
    'Du hast dich mit einem zu niedrigen Sicherheitsniveau angemeldet. Versuche es mit dem zweiten Faktor.',
  ),
  replay: of(
    'Questa risposta di accesso è già stata usata. Se hai ricaricato la pagina, ricomincia l’accesso.',
    'This login answer was used already. Start again.',
    'Diese Anmeldeantwort wurde bereits verwendet. Beginne erneut.',
  ),
  scaduta: of(
    'È passato troppo tempo da quando hai iniziato l’accesso. Ricomincia.',
    'Too much time has passed since you started. Start again.',
    'Seit Beginn der Anmeldung ist zu viel Zeit vergangen. Beginne erneut.',
  ),
  browser: of(
    'Questo accesso è stato iniziato in un altro browser, oppure i cookie sono disattivati. Ricomincia da qui: i cookie tecnici devono essere permessi.',
    'This login was started in another browser, or cookies are off. Start again from here.',
    'Diese Anmeldung wurde in einem anderen Browser begonnen, oder Cookies sind deaktiviert.',
  ),
  sospesa: of(
    'La tua utenza su questo portale è sospesa. Contatta la Provincia per sapere perché.',
    'Your account on this portal is suspended. Contact the Province.',
    'Dein Konto auf diesem Portal ist gesperrt. Kontaktiere die Provinz.',
  ),
}

/** @param motivo reason of a refusal of ours (`rules-risposta.ts`), or of the hand-over */
export const anomaliaPerMotivo = (motivo: string): Anomalia => PER_MOTIVO[motivo] ?? GENERICA
