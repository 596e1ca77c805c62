import { Button } from '@/components/ui/button'

type Props = {
  /** '<unit>' or '<unit>.<page>' */
  chiave: string
  /** it is in the basket already */
  dentro: boolean
  /** for who does not see what it stands beside */
  nome: string
}

/** Puts what it stands beside in the basket, or takes it away. Inside a `DaParteForm`. */
export function DaParte({ chiave, dentro, nome }: Props) {
  return (
    <Button kind="tertiary" small name={dentro ? 'togli' : 'metti'} value={chiave} className="da-parte no-print">
      {dentro ? 'Togli dalla raccolta' : 'Metti da parte'}
      <span className="sr-only">: {nome}</span>
    </Button>
  )
}
