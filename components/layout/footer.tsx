import { paths } from '@/lib/core/paths'

/** Who we are, and the pages the law asks for. */
export function Footer() {
  return (
    <footer className="site-footer">
      <div className="wrap">
        <p>
          <strong className="block text-xl font-bold">Provincia della Spezia</strong>
          Via Vittorio Veneto 2, La Spezia
        </p>
        <nav aria-label="Note sul sito">
          <ul>
            <li>
              <a href={paths.accessibilita}>Accessibilità</a>
            </li>
            <li>
              <a href={paths.privacy}>Privacy</a>
            </li>
            <li>
              <a href={paths.noteLegali}>Note legali</a>
            </li>
            <li>
              <a href={paths.registroRichieste()}>Registro degli accessi</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  )
}
