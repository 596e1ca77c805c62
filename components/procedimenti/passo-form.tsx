'use client'
import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { ErrorSummary } from '@/components/ui/error-summary'
import { type FormAction, useServerForm } from '@/components/ui/use-server-form'
import { mergeDeep } from '@/lib/core/merge'
import type { Passo } from '@/lib/procedimenti/forms'
import { type Dati, valueAt } from '@/lib/procedimenti/rules-condizioni'
import { veicoloDaFlotta } from '@/lib/procedimenti/rules-convoglio'
import { parseRisposte, testiOf } from '@/lib/procedimenti/rules-lettura'
import type { Modulo } from '@/lib/procedimenti/rules-modulo'
import { type Contesto, checkPasso, regoleOf, rilieviByPasso } from '@/lib/procedimenti/rules-registro'
import { AZIONI, type Azione, applyAzione, dropEmptyRighe } from '@/lib/procedimenti/rules-righe'
import { findPasso } from '@/lib/procedimenti/rules-risposte'
import { computeVista } from '@/lib/procedimenti/rules-vista'
import { Finora } from './finora'
import type { FormContext, RegistriPagina } from './form-context'
import { CampoView } from './registry'
import { StatoBozza } from './stato-salvataggio'
import { findCopia, useAutosave, type Valori } from './use-autosave'

type Props = {
  bozzaId: string
  passoId: string
  def: Modulo
  dati: Dati
  revisione: number
  salvataAlle: string | null
  /** Faults found by the server: the page was sent without scripts, or they changed. */
  errori: Record<string, string>
  registri: RegistriPagina
  contesto: Contesto
  action: FormAction
  /** Where the page lives, to come back to it after signing in. */
  percorso: string
  /** Title of the tab, without 'Errore: '. */
  titolo: string
  /** Back to the check page instead of on to the next. */
  da: string | null
  heading: ReactNode
}

/** A question page: draws the step, keeps it saved, and says what the answers come to. Works as a plain form too. */
export function PassoForm(props: Props) {
  const { bozzaId, passoId, revisione, registri } = props
  const [shown, setShown] = useState({ key: 0, dati: props.dati, fuoco: null as string | null })
  const autosave = useAutosave(props)
  const passo = useMemo(() => findPasso(props.def, passoId), [props.def, passoId])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is first shown
  useEffect(() => {
    const copia = passo && findCopia(bozzaId, passoId, revisione)
    if (!copia) return
    setShown({ key: 1, dati: mergeDeep(props.dati, parseRisposte(passo, copia.valori, registri).dati), fuoco: null })
    autosave.adopt(copia)
    if (copia.daSalvare) autosave.changed(copia.valori)
  }, [])

  if (!passo) return null
  return (
    <Body
      key={shown.key}
      {...props}
      passo={passo}
      autosave={autosave}
      dati={shown.dati}
      fuoco={shown.fuoco}
      errori={shown.key === 0 ? props.errori : {}}
      redraw={(dati, fuoco) => setShown(({ key }) => ({ key: key + 1, dati, fuoco }))}
    />
  )
}

type BodyProps = Props & {
  passo: Passo
  autosave: ReturnType<typeof useAutosave>
  fuoco: string | null
  redraw: (dati: Dati, fuoco: string) => void
}

/** What the controls hold, without what only carries the form. */
function readForm(form: HTMLFormElement): Valori {
  const data = new FormData(form)
  const valori: Valori = {}
  for (const name of new Set(data.keys())) {
    if (name.startsWith('$') || name.startsWith('_')) continue
    const all = data.getAll(name).filter((one): one is string => typeof one === 'string')
    valori[name] = all.length === 1 ? (all[0] ?? '') : all
  }
  return valori
}

/** What the form holds now, joined to the answers of the other pages. */
const joined = (passo: Passo, base: Dati, source: Valori | FormData, registri: RegistriPagina): Dati =>
  mergeDeep(base, parseRisposte(passo, source, registri).dati)

function Body({ passo, def, dati, autosave, contesto, registri, fuoco, redraw, ...props }: BodyProps) {
  const [typed, setTyped] = useState<Dati>(dati)
  const scritte = useDeferredValue(typed)
  const regole = regoleOf(def)
  const element = useRef<HTMLDivElement>(null)

  const { asked, rilievi } = useMemo(() => {
    const vista = computeVista(def, scritte, regole.predicati)
    const pages = vista.passi.map((one) => one.passo)
    const found = rilieviByPasso(
      pages,
      regole.check(vista.dati, contesto).filter((one) => one.livello !== 'errore'),
    )
    return { asked: vista.dati, rilievi: found.filter((one) => one.passo === passo).map((one) => one.rilievo) }
  }, [def, scritte, regole, contesto, passo])

  const formOf = () => element.current?.querySelector('form') ?? null
  const markTitle = () => {
    document.title = `Errore: ${props.titolo}`
  }

  /** A button that adds, takes out or moves a block: done here, at once. @returns false for the buttons that send the form */
  const intercept = (submitter: HTMLElement | null): boolean => {
    const form = formOf()
    if (!(submitter instanceof HTMLButtonElement) || !form) return false
    const now = joined(passo, dati, readForm(form), registri)
    const done =
      submitter.name === 'flotta'
        ? addFromFleet(passo, now, submitter.value, new FormData(form).get('_flotta'), registri)
        : (AZIONI as readonly string[]).includes(submitter.name)
          ? applyAzione(passo, now, submitter.name as Azione, submitter.value)
          : null
    if (!done) return submitter.name === 'flotta'
    redraw(done.dati, done.fuoco)
    return true
  }

  const { form, formProps, errors, message, pending } = useServerForm(
    (data) => checkPasso(def, passo, dropEmptyRighe(passo, joined(passo, dati, data, registri)), contesto),
    props.action,
    {
      initialErrors: props.errori,
      intercept,
      onRefused: markTitle,
      onAccepted: autosave.forget,
      prepare: async (data) => data.set('_revisione', String(await autosave.settle())),
    },
  )

  // A block just added or moved takes the focus; what changed is saved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form is drawn anew
  useEffect(() => {
    const now = formOf()
    if (fuoco === null) {
      const wanted = Object.keys(props.errori).length === 0 && window.location.hash.slice(1)
      const target = wanted ? document.getElementById(wanted) : null
      if (target && now?.contains(target)) focusInside(target)
      return
    }
    if (now) autosave.changed(readForm(now))
    const target = document.getElementById(fuoco)
    if (target) focusInside(target)
  }, [])

  const ctx: FormContext = {
    iniziali: dati,
    testi: testiOf(passo, dati),
    asked,
    scritte,
    errori: errors,
    register: form.register,
    predicati: regole.predicati,
    contesto,
    registri,
  }
  const { revisione: superseded, ...fields } = errors
  // The server refused the form because this page was changed elsewhere: its answer carries the revision it has.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the refusal arrives
  useEffect(() => {
    if (superseded) autosave.superseded(message ?? '', Number(superseded))
  }, [superseded])
  return (
    <div className="split" ref={element}>
      <div>
        <ErrorSummary message={superseded ? null : message} errors={fields} />
        {props.heading}
        <form
          {...formProps}
          onInput={(event) => {
            const valori = readForm(event.currentTarget)
            setTyped(joined(passo, dati, valori, registri))
            autosave.changed(valori)
          }}
        >
          {/* Enter in a box goes on: the first button of a form is the one it presses. */}
          <button type="submit" name="_vai" value="continua" className="sr-only" tabIndex={-1} aria-hidden="true">
            Continua
          </button>
          {props.da && <input type="hidden" name="_da" value={props.da} />}
          {passo.campi.map((campo) => (
            <CampoView key={`${campo.nome}-${'parte' in campo ? campo.parte : ''}`} campo={campo} ctx={ctx} />
          ))}
          <div aria-live="polite">
            {rilievi.map((one) => (
              <Callout
                key={`${one.codice} ${one.campo}`}
                tone={one.livello === 'avviso' ? 'amber' : 'blue'}
                norm={one.norma}
              >
                <p>
                  {one.messaggio}.{' '}
                  {one.livello === 'motivo'
                    ? 'È uno dei motivi per cui serve l’autorizzazione.'
                    : 'Lo valuta l’ufficio.'}
                </p>
              </Callout>
            ))}
          </div>
          <div className="actions">
            <Button pending={pending} name="_vai" value="continua">
              Continua
            </Button>
            <Button kind="secondary" name="_vai" value="esci" formNoValidate>
              Salva ed esci
            </Button>
          </div>
          <div className="mt-4">
            <StatoBozza
              stato={autosave.stato}
              ritorno={props.percorso}
              onRetry={autosave.retry}
              onKeep={(revisione) => {
                const now = formOf()
                if (now) autosave.overwrite(readForm(now), revisione)
              }}
              onDiscard={() => {
                autosave.forget()
                window.location.reload()
              }}
            />
          </div>
        </form>
      </div>
      <Finora def={def} asked={asked} contesto={contesto} />
    </div>
  )
}

function addFromFleet(passo: Passo, dati: Dati, path: string, id: unknown, { flotta }: RegistriPagina) {
  const chosen = flotta.find((one) => one.id === id)
  const cleaned = dropEmptyRighe(passo, dati)
  const veicoli = valueAt(cleaned, path)
  return chosen
    ? applyAzione(passo, cleaned, 'aggiungi', path, veicoloDaFlotta(Array.isArray(veicoli) ? veicoli : [], chosen))
    : null
}

function focusInside(target: HTMLElement): void {
  const control = target.matches('input,select,textarea')
    ? target
    : (target.querySelector<HTMLElement>('input:not([type=hidden]),select,textarea') ?? target)
  control.focus()
}
