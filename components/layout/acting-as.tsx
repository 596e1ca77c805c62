import { paths } from '@/lib/core/paths'

type Props = { organizzazione: string; mandato?: { id: string; agenzia: string | null } | null; href: string }

/** Always in sight while one acts for someone else, and by which power. */
export function ActingAs({ organizzazione, mandato, href }: Props) {
  return (
    <div className="acting-as">
      <p className="wrap">
        Stai operando per <strong>{organizzazione}</strong>
        {mandato && (
          <>
            {' '}
            con il <a href={paths.personale.mandato(mandato.id)}>mandato</a>
            {mandato.agenzia && ` a ${mandato.agenzia}`}
          </>
        )}{' '}
        · <a href={href}>Cambia</a>
      </p>
    </div>
  )
}
