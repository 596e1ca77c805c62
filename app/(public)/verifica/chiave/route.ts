import { listPublicKeys } from '@/lib/atti/sigillo'

/** The key that opens the seals, so that anyone can check an act without this portal. */
export function GET(): Response {
  const chiavi = listPublicKeys().map(
    ({ id, pem }, i) =>
      `Identificativo della chiave: ${id}${i === 0 ? '' : ' (non più in uso: apre gli atti di allora)'}\n${pem}`,
  )
  return new Response(
    `Provincia della Spezia – chiave pubblica del sigillo degli atti
Algoritmo: Ed25519 (RFC 8032)

${chiavi.join('\n')}
Come si controlla un sigillo senza questo portale
1. Il codice QR dell'atto contiene un indirizzo; il sigillo è ciò che segue il segno #.
2. Il sigillo ha quattro parti divise da punti: versione, identificativo della chiave, dati, firma. Dati e firma sono in base64url.
3. La firma Ed25519 copre i byte delle prime tre parti, con i punti che le dividono.
4. I dati sono una lista JSON: versione, ente, numero dell'atto, tipo, valido dal, valido al, targhe, massa in kg, [lunghezza, larghezza, altezza] in cm, prime 16 cifre dello SHA-256 del contenuto dell'atto.

Con OpenSSL 3, dopo avere copiato la chiave in chiave.pem e il sigillo in sigillo.txt:
  cut -d. -f1-3 sigillo.txt | tr -d '\\n' > firmato
  cut -d. -f4 sigillo.txt | tr '_-' '/+' | sed 's/$/==/' | openssl base64 -d -A > firma
  openssl pkeyutl -verify -pubin -inkey chiave.pem -rawin -in firmato -sigfile firma

Il sigillo dice che cosa la Provincia ha adottato. Se l'atto è stato poi sospeso, revocato o sostituito lo dice solo la pagina di verifica.
`,
    { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' } },
  )
}
