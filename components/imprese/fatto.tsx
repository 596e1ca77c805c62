import { Alert } from '@/components/ui/callout'

/** Says what was just done, from `?fatto=` of the address; nothing for words it does not know. */
export function Fatto({ fatto, parole }: { fatto: unknown; parole: Record<string, string> }) {
  const text = typeof fatto === 'string' && Object.hasOwn(parole, fatto) ? parole[fatto] : null
  return text ? <Alert tone="green" live="status" title={text} /> : null
}
