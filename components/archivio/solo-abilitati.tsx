import { Callout } from '@/components/ui/callout'

/** In the place of what may be done to a page, for who does not see it. */
export const SoloAbilitati = () => (
  <Callout>
    Questa pagina la vede, e la può cambiare, solo chi è abilitato a questa unità o al suo fondo. Le abilitazioni le dà
    chi dirige l’archivio.
  </Callout>
)
