import { Tag, type Tone } from '@/components/ui/tag'
import type { EsitoPratica, StatoAtto, StatoPratica } from '@/lib/pratiche/rules'

type Words = { label: string; tone: Tone }

/** Who looks changes the words: an officer sees what to do, the applicant what is happening. */
const RICHIEDENTE: Record<Exclude<StatoPratica, 'conclusa'>, Words> = {
  ricevuta: { label: 'Ricevuta', tone: 'blue' },
  in_istruttoria: { label: 'In istruttoria', tone: 'blue' },
  sospesa: { label: 'Aspetta una tua risposta', tone: 'amber' },
  preavviso_diniego: { label: 'Preavviso di diniego', tone: 'amber' },
  in_decisione: { label: 'In decisione', tone: 'blue' },
}
const UFFICIO: Record<Exclude<StatoPratica, 'conclusa'>, Words> = {
  ricevuta: { label: 'Da prendere in carico', tone: 'green' },
  in_istruttoria: { label: 'In istruttoria', tone: 'blue' },
  sospesa: { label: 'Sospesa: attende il richiedente', tone: 'grey' },
  preavviso_diniego: { label: 'Preavviso di diniego', tone: 'amber' },
  in_decisione: { label: 'In decisione', tone: 'amber' },
}
const ESITI: Record<EsitoPratica, Words> = {
  accolta: { label: 'Accolta', tone: 'green' },
  accolta_prescrizioni: { label: 'Accolta con prescrizioni', tone: 'green' },
  differita: { label: 'Differita', tone: 'amber' },
  respinta: { label: 'Non accolta', tone: 'grey' },
  inammissibile: { label: 'Inammissibile', tone: 'grey' },
  ritirata: { label: 'Ritirata', tone: 'grey' },
}
const ATTI: Record<StatoAtto, Words> = {
  proposto: { label: 'Proposto', tone: 'amber' },
  firmato: { label: 'Valido', tone: 'green' },
  sospeso: { label: 'Sospeso', tone: 'red' },
  revocato: { label: 'Revocato', tone: 'red' },
  sostituito: { label: 'Sostituito', tone: 'grey' },
  scartato: { label: 'Scartato', tone: 'grey' },
}

export function wordsOfStato(stato: StatoPratica, esito: EsitoPratica | null, per: 'richiedente' | 'ufficio'): Words {
  if (stato === 'conclusa') return esito ? ESITI[esito] : { label: 'Conclusa', tone: 'grey' }
  return (per === 'ufficio' ? UFFICIO : RICHIEDENTE)[stato]
}

type Props = { stato: StatoPratica; esito?: EsitoPratica | null; per?: 'richiedente' | 'ufficio' }

/** The state of a pratica in a word. */
export function StatoTag({ stato, esito = null, per = 'richiedente' }: Props) {
  const { label, tone } = wordsOfStato(stato, esito, per)
  return <Tag tone={tone}>{label}</Tag>
}

/** The state of an act in a word. */
export function StatoAttoTag({ stato }: { stato: StatoAtto }) {
  return <Tag tone={ATTI[stato].tone}>{ATTI[stato].label}</Tag>
}
