/** What was typed, carried through a confirmation page. */
export function Kept({ values }: { values: Readonly<Record<string, string | readonly string[]>> }) {
  return Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((one) => <input key={`${name}:${one}`} type="hidden" name={name} value={one} />),
  )
}
