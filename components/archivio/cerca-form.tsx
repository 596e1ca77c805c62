'use client'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { Domanda } from '@/lib/archivio/rules-domanda'
import { COMUNI } from '@/lib/comuni/rules-comuni'
import { paths } from '@/lib/core/paths'
import { CasellaRicerca } from './casella-ricerca'

const AVANZATI = ['dal', 'al', 'numero', 'anno', 'strada', 'km', 'foglio', 'mappale'] as const

/**
 * One box, and fields for who knows what to look for. A GET form: the result has an address. Made once, as the results are.
 */
export function CercaForm({ domanda }: { domanda: Domanda }) {
  const open = AVANZATI.some((key) => domanda[key] !== undefined)
  const year = { inputMode: 'numeric', width: 's', maxLength: 4 } as const
  return (
    <search className="archivio-cerca">
      <form action={paths.archivio.home} method="get">
        <label htmlFor="q" className="label">
          Che cosa cerchi nell’archivio
        </label>
        <p id="q-hint" className="hint">
          Parole, una segnatura, un numero con l’anno (345/1987), una strada con il chilometro (SP 370 km 3), foglio e
          mappale con il Comune
        </p>
        <div className="search">
          <CasellaRicerca testo={domanda.testo} />
          <Button>Cerca</Button>
        </div>
        {(['fondo', 'tipologia', 'decennio', 'accesso'] as const).map((key) =>
          domanda[key] === undefined ? null : <input key={key} type="hidden" name={key} value={domanda[key]} />,
        )}
        <Disclosure summary="Ricerca avanzata" open={open}>
          <div className="archivio-campi">
            <TextField name="dal" label="Dall’anno" {...year} defaultValue={domanda.dal} />
            <TextField name="al" label="All’anno" {...year} defaultValue={domanda.al} />
            <TextField name="numero" label="Numero di pratica" width="s" defaultValue={domanda.numero} />
            <TextField name="anno" label="Anno della pratica" {...year} defaultValue={domanda.anno} />
            <TextField name="strada" label="Strada" hint="Per esempio SP 370" width="s" defaultValue={domanda.strada} />
            <TextField
              name="km"
              label="Chilometro"
              inputMode="numeric"
              width="s"
              maxLength={3}
              defaultValue={domanda.km}
            />
            <Select
              name="comune"
              label="Comune"
              emptyLabel="Tutti"
              width="l"
              defaultValue={domanda.comune ?? ''}
              options={COMUNI.map(({ istat, nome }) => ({ value: istat, label: nome }))}
            />
            <TextField
              name="foglio"
              label="Foglio"
              hint="Con Comune e mappale"
              width="s"
              defaultValue={domanda.foglio}
            />
            <TextField name="mappale" label="Mappale" width="s" defaultValue={domanda.mappale} />
          </div>
          <Button kind="secondary">Cerca con questi campi</Button>
        </Disclosure>
      </form>
    </search>
  )
}
