/** The QR code of an act: the address of its check with the seal after '#', so that it can also be read off-line. */
import QRCode from 'qrcode'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'
import type { Sheet } from './sheet'
import { INK } from './text'

export type Verifica = { codice: string; sigillo: string }

/** What a person types or reads. */
export const verificaUrl = (codice: string): string => `${env().BASE_URL}${paths.verifica(codice)}`

/** 'ABCD EFGH JKLM NPQR', as printed */
export const formatCodice = (codice: string): string => codice.replace(/(.{4})(?=.)/g, '$1 ')

/**
 * Draws the code with its right edge on `right`; the white it needs around stays outside of `side`.
 * @param side of the square of modules, points
 */
export function drawQr(sheet: Sheet, { codice, sigillo }: Verifica, right: number, y: number, side: number): void {
  const { modules } = QRCode.create(`${verificaUrl(codice)}#${sigillo}`, {
    errorCorrectionLevel: sigillo.length > 500 ? 'L' : 'M',
  })
  const x = right - side
  const unit = side / modules.size
  const { doc } = sheet
  sheet.within(
    'Figure',
    () =>
      sheet.content(() => {
        for (let r = 0; r < modules.size; r += 1) {
          for (let c = 0; c < modules.size; ) {
            let run = 0
            while (c + run < modules.size && modules.get(r, c + run)) run += 1
            if (run > 0) doc.rect(x + c * unit, y + r * unit, run * unit, unit)
            c += run + 1
          }
        }
        doc.fill(INK)
      }),
    {
      alt: `Codice QR per verificare l’atto: ${verificaUrl(codice)}`,
      bbox: [x, y, x + side, y + side],
      placement: 'Block',
    },
  )
}
