import type { Metadata } from 'next'
import { ComuniMap } from '@/components/mappa/comuni-map'
import { ConvoglioDrawing } from '@/components/trasporti/convoglio-drawing'
import { Callout } from '@/components/ui/callout'
import {
  AGRICOLA,
  ARTICOLATO,
  AUTOGRU,
  AUTOTRENO,
  INCOERENTE,
  MENTRE_SI_SCRIVE,
  MEZZO_OPERA,
  SOTTILE,
} from '../esempi/convogli'
import { CITTADINA, GallerySheet, Specimen } from '../esempi/sheet'

export const metadata: Metadata = { title: 'Convoglio' }

export default function ConvoglioPage() {
  return (
    <GallerySheet
      title="Il convoglio"
      lead="Disegnato dalle cifre che si scrivono."
      here="/galleria/convoglio"
      viewer={CITTADINA}
    >
      <Specimen title="Blocchi di marmo, 72 t su 8 assi">
        <ConvoglioDrawing
          convoglio={ARTICOLATO}
          carico={{ natura: 'blocchi_pietra', pezzi: 3 }}
          evidenziati={[[1, 2]]}
        />
        <Callout norm="art. 62 c. 6 CdS">
          Gli assi 2 e 3 distano 1,25 m e portano 20 t: il limite è 16 t. È uno dei motivi per cui serve
          l’autorizzazione.
        </Callout>
      </Specimen>
      <Specimen title="Mentre si scrive">
        <ConvoglioDrawing convoglio={MENTRE_SI_SCRIVE} titolo="Mentre si scrive" />
        <div className="mt-6">
          <ConvoglioDrawing convoglio={{ ...MENTRE_SI_SCRIVE, assi: [] }} />
        </div>
      </Specimen>
      <Specimen title="18 assi, 42 m">
        <ConvoglioDrawing convoglio={SOTTILE} titolo="18 assi" evidenziati={[[4, 17]]} />
      </Specimen>
      <Specimen title="Autotreno con coils">
        <ConvoglioDrawing convoglio={AUTOTRENO} titolo="Autotreno" carico={{ natura: 'coils', pezzi: 3 }} />
      </Specimen>
      <Specimen title="Autogru">
        <ConvoglioDrawing convoglio={AUTOGRU} titolo="Autogru" />
      </Specimen>
      <Specimen title="Mezzo d’opera">
        <ConvoglioDrawing convoglio={MEZZO_OPERA} titolo="Mezzo d’opera" />
      </Specimen>
      <Specimen title="Macchina operatrice">
        <ConvoglioDrawing convoglio={AGRICOLA} titolo="Macchina operatrice" />
      </Specimen>
      <Specimen title="Misure che non tornano">
        <ConvoglioDrawing convoglio={INCOERENTE} titolo="Misure che non tornano" />
      </Specimen>
      <Specimen title="Comuni attraversati">
        <ComuniMap
          className="max-w-narrow"
          title="Comuni attraversati: Luni, Sarzana, Arcola, La Spezia"
          highlighted={{ strong: ['011015'], light: ['011020', '011027', '011002'], amber: ['011011'] }}
        />
      </Specimen>
    </GallerySheet>
  )
}
