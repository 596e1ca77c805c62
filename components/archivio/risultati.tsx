import type { Risultato } from '@/lib/archivio/ricerca'
import { PERCHE } from '@/lib/archivio/rules-visibilita'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { paths } from '@/lib/core/paths'
import { ElencoRisultati, type RigaRisultato } from './elenco-risultati'
import { ACCESSO, nomeTipologia, pagine } from './parole'
import { DaParteForm } from './raccolta/da-parte-form'

type Props = {
  risultati: readonly Risultato[]
  /** what their viewer is to look for */
  sulleCarte: string
  /** keys of what this reader has put aside */
  daParte: ReadonlySet<string>
}

/** Units found, and what the reader can do with each. */
export function Risultati({ risultati, sulleCarte, daParte }: Props) {
  return (
    <DaParteForm>
      <ElencoRisultati righe={risultati.map((one) => rigaOf(one, sulleCarte, daParte.has(one.id)))} />
    </DaParteForm>
  )
}

const factsOf = (one: Risultato): string =>
  [
    one.data,
    one.comuneIstat && nomeComune(one.comuneIstat),
    nomeTipologia(one.tipologia),
    one.pagine && pagine(one.pagine),
  ]
    .filter(Boolean)
    .join(' · ')

function rigaOf(one: Risultato, sulleCarte: string, dentro: boolean): RigaRisultato {
  const { id, accesso, carte, brano, pagina } = one
  const opened = carte && accesso !== 'libero'
  const { parola, tono } = ACCESSO[accesso]
  const href = paths.archivio.unita(id)
  return {
    id,
    href,
    segnatura: one.segnatura,
    titolo: one.titolo,
    fatti: factsOf(one),
    brano: brano && {
      pezzi: brano,
      pagina: pagina === null ? null : { numero: pagina, href: paths.archivio.carte(id, pagina, sulleCarte) },
    },
    ridotta:
      !brano && accesso === 'riservato' && !carte ? 'Descrizione ridotta: contiene dati che non si pubblicano.' : null,
    stato: opened ? { parola: 'Puoi vederlo', tono: 'green' } : { parola, tono },
    perche: opened ? (PERCHE[one.classe] ?? null) : null,
    accesso: carte
      ? null
      : { parola: accesso === 'su_richiesta' ? 'Chiedi di vederlo' : 'Chi può vederlo', href: `${href}#accesso` },
    dentro,
  }
}
