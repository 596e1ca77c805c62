/** Why something given to a person is taken back, or changed: they read it. */
import { z } from 'zod'

const MIN_MOTIVO = 20
export const MAX_MOTIVO = 1000

/** @param chi who reads it too, as in «lo legge anche chi ha la visione» */
export const motivoLettoDa = (chi: string) =>
  z
    .string()
    .trim()
    .min(MIN_MOTIVO, `Spiega il motivo in almeno ${MIN_MOTIVO} caratteri: lo legge anche ${chi}`)
    .max(MAX_MOTIVO, `Non più di ${MAX_MOTIVO} caratteri`)
