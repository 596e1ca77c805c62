import type { Metadata } from 'next'
import { Button } from '@/components/ui/button'
import { Checkbox, Checkboxes, Radios } from '@/components/ui/choices'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { FileUploadRow } from '@/components/ui/file-upload-row'
import { NumberField } from '@/components/ui/number-field'
import { RepeatableGroup } from '@/components/ui/repeatable-group'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { GallerySheet, Specimen } from '../esempi/sheet'

export const metadata: Metadata = { title: 'Moduli' }

const ERRORS = {
  targa: 'La targa deve avere 7 caratteri, per esempio AB123CD',
  massa: 'Scrivi la massa in tonnellate, per esempio 10,5',
  'dal.giorno': 'La data del viaggio deve essere almeno 15 giorni dopo oggi',
  tipo: 'Scegli che cosa chiedi',
}
const TIPI = [
  { value: 'singola', label: 'Un solo viaggio', hint: 'Una data, un percorso' },
  { value: 'multipla', label: 'Più viaggi uguali', hint: 'Stesso carico e stesso percorso, entro 6 mesi' },
  { value: 'periodica', label: 'Viaggi ripetuti nel tempo' },
]

export default function ModuliPage() {
  return (
    <GallerySheet
      title="I moduli"
      lead="Etichette sopra, una frase di aiuto, l’errore accanto a ciò che va corretto."
      here="/galleria/moduli"
    >
      <div className="mt-8">
        <ErrorSummary message="Correggi quattro risposte e invia di nuovo." errors={ERRORS} />
      </div>
      <form method="get" noValidate>
        <Specimen title="Con errori">
          <TextField
            name="targa"
            label="Targa del rimorchio"
            hint="Come sulla carta di circolazione"
            width="s"
            defaultValue="AB12"
            error={ERRORS.targa}
          />
          <NumberField
            name="massa"
            label="Massa sull’asse 2, a pieno carico"
            unit="t"
            unitName="tonnellate"
            defaultValue="dieci"
            error={ERRORS.massa}
          />
          <DateField
            name="dal"
            label="Primo giorno di viaggio"
            hint="Per esempio 12 3 2027"
            defaultValue={{ giorno: '1', mese: '12', anno: '2026' }}
            error={ERRORS['dal.giorno']}
          />
          <Radios name="tipo" label="Che cosa chiedi?" options={TIPI} error={ERRORS.tipo} />
        </Specimen>
        <Specimen title="Senza errori">
          <TextField
            name="denominazione"
            label="Denominazione dell’impresa"
            defaultValue="LUNI TRASPORTI S.R.L."
            autoComplete="organization"
            width="xl"
          />
          <TextField
            name="telefono"
            type="tel"
            label="Telefono"
            optional
            autoComplete="tel"
            inputMode="tel"
            width="m"
          />
          <TextField
            name="cf"
            label="Codice fiscale"
            hint="Viene dalla tua identità digitale: non si cambia qui"
            defaultValue="SMPNNA80A41E463X"
            readOnly
            width="m"
            className="font-mono"
          />
          <NumberField
            name="lunghezza"
            label="Lunghezza del convoglio, carico compreso"
            unit="m"
            unitName="metri"
            defaultValue="22,50"
          />
          <DateField name="scadenza" label="Scade il" defaultValue="2027-03-12" />
          <Select
            name="comune"
            label="Comune di partenza"
            width="m"
            options={[
              { value: '011020', label: 'Luni' },
              { value: '011027', label: 'Sarzana' },
            ]}
          />
          <Radios
            name="notte"
            label="Viaggi di notte?"
            inline
            options={[
              { value: 'si', label: 'Sì' },
              { value: 'no', label: 'No' },
            ]}
            defaultValue="no"
          />
          <Checkboxes
            name="eccede"
            label="Che cosa supera i limiti?"
            hint="Scegli tutte le voci giuste"
            options={[
              { value: 'massa', label: 'La massa' },
              { value: 'larghezza', label: 'La larghezza' },
              {
                value: 'lunghezza',
                label: 'La lunghezza',
                hint: 'Oltre 18,75 m per un autotreno, 16,50 m per un autoarticolato',
              },
            ]}
            defaultValue={['massa']}
          />
          <TextArea
            name="motivo"
            label="Perché è urgente?"
            hint="Lo legge l’ufficio"
            max={300}
            defaultValue="Il porto imbarca il 20 dicembre."
          />
          <Checkbox name="dichiaro" label="Dichiaro che il carico non si può dividere senza danno o costi eccessivi" />
        </Specimen>
        <Specimen title="Gruppo che si ripete">
          <RepeatableGroup
            itemLabel="Veicolo"
            name="veicoli"
            addLabel="Aggiungi un veicolo"
            items={[
              {
                key: '1',
                content: <TextField name="veicoli.0.targa" label="Targa" width="s" defaultValue="AB123CD" />,
              },
              { key: '2', content: <TextField name="veicoli.1.targa" label="Targa" width="s" /> },
            ]}
          />
        </Specimen>
        <Specimen title="File">
          <ul className="rows">
            <FileUploadRow
              nome="schema-carico-definitivo-con-le-quote-e-le-masse-per-asse.pdf"
              bytes={12_400_000}
              stato={{ fase: 'caricamento', percento: 40 }}
              actions={
                <Button kind="tertiary" small type="button">
                  Metti in pausa
                </Button>
              }
            />
            <FileUploadRow
              nome="foto-ponte.jpg"
              bytes={3_120_000}
              stato={{ fase: 'pausa', percento: 72 }}
              actions={
                <Button kind="tertiary" small type="button">
                  Riprendi
                </Button>
              }
            />
            <FileUploadRow nome="carta-circolazione.pdf" bytes={820_000} stato={{ fase: 'controllo' }} />
            <FileUploadRow
              nome="disegno.pdf.p7m"
              bytes={1_900_000}
              stato={{ fase: 'pronto' }}
              href="#"
              actions={
                <Button kind="tertiary" small type="button">
                  Rimuovi
                </Button>
              }
            />
            <FileUploadRow
              nome="foto.exe"
              bytes={999}
              stato={{ fase: 'rifiutato', motivo: 'Il file deve essere un PDF, PDF firmato (.p7m), JPG o PNG' }}
            />
          </ul>
        </Specimen>
        <div className="actions">
          <Button>Continua</Button>
          <Button kind="secondary">Salva ed esci</Button>
          <span className="muted" role="status">
            Bozza salvata alle 14:32
          </span>
        </div>
      </form>
    </GallerySheet>
  )
}
