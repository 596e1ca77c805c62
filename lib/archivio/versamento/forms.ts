import { z } from 'zod'

export const versamentoInput = z.object({
  serie: z.string().trim().min(1, 'Scrivi la segnatura della serie, o del fondo, che la riceve').max(120),
})
export type VersamentoInput = z.output<typeof versamentoInput>
