/** Always in sight while one acts for someone else. */
export function ActingAs({ organizzazione, href }: { organizzazione: string; href: string }) {
  return (
    <div className="acting-as">
      <p className="wrap">
        Stai operando per <strong>{organizzazione}</strong> · <a href={href}>Cambia</a>
      </p>
    </div>
  )
}
