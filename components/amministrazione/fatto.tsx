import { Alert } from '@/components/ui/callout'

/** What was just done, said on the page it led to. Anything else in the address says nothing. */
export function Fatto({ fatto, parole }: { fatto: unknown; parole: Readonly<Record<string, string>> }) {
  if (typeof fatto !== 'string' || !Object.hasOwn(parole, fatto)) return null
  return <Alert tone="green" live="status" title={parole[fatto]} />
}
