/**
 * What an istanza costs, line by line, each with how it was counted. An amount that the Province has not confirmed is
 * null: no figure is put in its place.
 */
import type { IsoDate } from '@/lib/core/date'
import { formatCents } from '@/lib/core/money'
import { type AltriDati, indennizzo } from './rules-costi-indennizzo'
import { isDomandaAgricola } from './rules-fatti'
import { findImpostazione, type Impostazione } from './rules-impostazioni'
import type { DomandaTrasporto, VoceCosto } from './rules-tipi'

const NORMA_BOLLO = 'D.P.R. 642/1972'
const DA_CONFERMARE = 'L’importo è da confermare: te lo comunica l’ufficio.'

/**
 * @param impostazioni dated settings; the ones in force on `oggi` are used, because it is paid then
 * @see D.P.R. 642/1972; artt. 14 c. 2, 18, 19 Reg.
 */
export function computeCosti(
  domanda: DomandaTrasporto,
  impostazioni: readonly Impostazione[],
  oggi: IsoDate,
  altri: AltriDati = {},
): VoceCosto[] {
  const setting = (chiave: string) => findImpostazione(impostazioni, chiave, oggi)
  const fee = (codice: string, descrizione: string, chiave: string, norma: string, volte = 1, nota = ''): VoceCosto => {
    const row = setting(chiave)
    const uno = typeof row?.valore === 'number' ? row.valore : null
    const conto =
      uno === null ? DA_CONFERMARE : `${volte > 1 ? `${volte} × ${formatCents(uno)}. ` : ''}Fonte: ${row?.fonte}.`
    return {
      codice,
      descrizione,
      importoCents: uno === null ? null : uno * volte,
      spiegazione: nota ? `${nota} ${conto}` : conto,
      norma,
      daConfermare: uno === null || (row?.daConfermare ?? true),
    }
  }
  const voci: VoceCosto[] = []
  const operatrice =
    domanda.convoglio?.veicoli.some((one) => one.ruolo === 'motrice' && one.classe === 'macchina_operatrice') ?? false
  if (domanda.tipo === 'rinnovo' && !operatrice) {
    voci.push({
      codice: 'bollo-istanza',
      descrizione: 'Imposta di bollo sulla domanda',
      importoCents: 0,
      spiegazione: 'Il rinnovo si chiede in carta semplice.',
      norma: NORMA_BOLLO,
      daConfermare: false,
    })
  } else voci.push(fee('bollo-istanza', 'Imposta di bollo sulla domanda', 'bollo.istanza', NORMA_BOLLO))
  voci.push(
    isDomandaAgricola(domanda)
      ? fee(
          'bollo-atto',
          'Imposta di bollo sull’autorizzazione',
          'bollo.atto',
          'L. 120/2010 art. 15 c. 2',
          2,
          'Per le macchine agricole eccezionali le marche sono due.',
        )
      : fee('bollo-atto', 'Imposta di bollo sull’autorizzazione', 'bollo.atto', NORMA_BOLLO),
  )
  voci.push(fee('istruttoria', 'Diritti di istruttoria', 'trasporti.istruttoria', 'art. 19 D.P.R. 495/1992'))
  if (domanda.urgenza?.richiesta)
    voci.push(fee('urgenza', 'Diritti di urgenza', 'trasporti.urgenza', 'art. 14 c. 2 D.P.R. 495/1992'))
  voci.push(...indennizzo(domanda, setting, altri))
  return voci
}
