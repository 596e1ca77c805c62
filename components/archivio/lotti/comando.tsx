import { paths } from '@/lib/core/paths'

/** How a folder that is too large for the browser goes in. */
export function Comando() {
  return (
    <>
      <p>
        Una cartella grande si carica dalla macchina del portale: l’indice si chiama <code>indice.csv</code> o{' '}
        <code>indice.xlsx</code>, i file stanno accanto o in sottocartelle. Il primo comando prova e non cambia nulla,
        il secondo carica; se si interrompe, lo stesso comando riprende.
      </p>
      <pre className="code whitespace-pre-wrap wrap-anywhere">
        npm run archivio -- importa /percorso/cartella --prova{'\n'}npm run archivio -- importa /percorso/cartella
      </pre>
      <p>
        <a href={paths.ufficio.indiceLotto}>Come si scrive l’indice</a>
      </p>
    </>
  )
}
